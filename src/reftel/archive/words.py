"""How text becomes searched words: the same for what is indexed and for what is asked.

Case, accents, line breaks and hyphens at line ends do not matter. A compound (`U.N.`, `P-5`,
`S/RES/1540`, `co-sponsor`) is its parts in order and, joined, one word more; letter-spaced words
(`S E C R E T`) are one word. Time grows with the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

LETTER = r"[^\W_]"
# Parts joined by one sign, or by a hyphen at a line's end with the rest on the next line.
COMPOUND = re.compile(
    rf"""{LETTER}+(?:
        (?:[-./'’&–‐‑] | [-‐‑][ \t]{{0,8}}\r?\n[ \t]{{0,12}} | (?<=\d),(?=\d))
        {LETTER}+
    )*""",
    re.VERBOSE,
)
PART = re.compile(f"{LETTER}+")
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


class _Folds(dict[int, str]):
    """A character to what it is without case and accents; worked out when it is met first.

    Signs stay as they are: no letters come of `™`, no dots of `…`. An accent that stands behind
    its letter as a sign of its own is nothing.
    """

    def __missing__(self, code: int) -> str:
        found = chr(code)
        if unicodedata.combining(found):
            found = ""
        elif found.isalnum():
            parts = unicodedata.normalize("NFKD", found.casefold()).casefold()
            found = "".join(filter(str.isalnum, unicodedata.normalize("NFKD", parts)))
        self[code] = found
        return found


FOLDS = _Folds()


def folded(text: str) -> str:
    """Return text without case and accents."""
    return text.lower() if text.isascii() else text.translate(FOLDS)


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
    found = COMPOUND.findall(folded(text))
    if all(map(str.isalnum, found)):
        return found, []
    parts: list[str] = []
    joined: list[str] = []
    for each in found:
        if each.isalnum():
            parts.append(each)
        else:
            pieces = PART.findall(each)
            parts += pieces
            if whole := _joined(pieces):
                joined.append(whole)
    return parts, joined


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    lowered = folded(text[start:end])
    places = _places(text, start, end)
    for match in COMPOUND.finditer(lowered):
        parts = [*PART.finditer(match[0])] if not match[0].isalnum() else []
        at = match.start()
        spans = [(at + each.start(), at + each.end()) for each in parts] or [match.span()]
        found = [lowered[first:last] for first, last in spans]
        for number, ((first, last), word) in enumerate(zip(spans, found, strict=True), 1):
            joined = _joined(found) if number == len(found) else ""
            yield Word(word, places[first], places[last - 1] + 1, joined)


def _places(text: str, start: int, end: int) -> Sequence[int]:
    """Return where each character of the folded text stands."""
    if text.isascii():
        return range(start, end)
    return [at for at in range(start, end) for _ in FOLDS[ord(text[at])]]


def _joined(parts: list[str]) -> str:
    whole = "".join(parts)
    return whole if len(parts) > 1 and len(whole) <= LONGEST_JOINED else ""
