"""How text becomes searched words: the same for what is indexed and for what is asked.

Case, accents, line breaks and hyphens at line ends do not matter. A compound (`U.N.`, `P-5`,
`S/RES/1540`, `co-sponsor`) is its parts in order and, joined, one word more; letter-spaced words
(`S E C R E T`) are one word. Time grows with the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LETTER = r"[^\W_]"
# In a text that is not folded, accents may stand behind their letters as signs of their own.
ACCENTED = r"(?:[^\W_][\u0300-\u036f]{0,3})"


def _compounds(letter: str) -> re.Pattern[str]:
    """Return parts joined by one sign, or by a hyphen at a line's end, the rest on the next."""
    return re.compile(
        rf"""{letter}+(?:
            (?:[-./'’&–‐‑] | [-‐‑][ \t]{{0,8}}\r?\n[ \t]{{0,12}} | (?<=\d),(?=\d))
            {letter}+
        )*""",
        re.VERBOSE,
    )


PLAIN = (_compounds(LETTER), re.compile(f"{LETTER}+"))
MARKED = (_compounds(ACCENTED), re.compile(f"{ACCENTED}+"))
# Three single letters or more with one blank between; two blanks part words so spaced.
SPACED = re.compile(r"(?<!\b[^\W_] )(?<![^\W_])[^\W\d_](?: [^\W\d_]){2,}(?![^\W_])(?! [^\W_]\b)")
LONGEST_JOINED = 60  # characters; beyond that nobody types a compound without its signs


class Word(NamedTuple):
    """A word as it is searched, and where it stands: text[start:end].

    joined: the joined form of the compound of which it is the last part, else "".
    """

    word: str
    start: int
    end: int
    joined: str = ""


def folded(text: str) -> str:
    """Return text without case and accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in their order, with their places."""
    done = 0
    for spaced in SPACED.finditer(text):
        yield from _words(text, done, spaced.start())
        yield Word(folded(spaced[0].replace(" ", "")), *spaced.span())
        done = spaced.end()
    yield from _words(text, done, len(text))


def run(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a text, and its joined compounds: those of `words`, faster."""
    if SPACED.search(text):
        text = SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    compounds, part = PLAIN
    found = compounds.findall(folded(text))
    if all(map(str.isalnum, found)):
        return found, []
    parts: list[str] = []
    joined: list[str] = []
    for each in found:
        if each.isalnum():
            parts.append(each)
        else:
            pieces = part.findall(each)
            parts += pieces
            if whole := _joined(pieces):
                joined.append(whole)
    return parts, joined


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    compounds, part = PLAIN if text.isascii() else MARKED
    for match in compounds.finditer(text, start, end):
        if match[0].isalnum():
            yield Word(folded(match[0]), *match.span())
        else:
            yield from _parts(match, part)


def _parts(match: re.Match[str], part: re.Pattern[str]) -> Iterator[Word]:
    at = match.start()
    parts = [
        Word(folded(each[0]), at + each.start(), at + each.end())
        for each in part.finditer(match[0])
    ]
    yield from parts[:-1]
    yield parts[-1]._replace(joined=_joined([each.word for each in parts]))


def _joined(parts: list[str]) -> str:
    whole = "".join(parts)
    return whole if len(parts) > 1 and len(whole) <= LONGEST_JOINED else ""
