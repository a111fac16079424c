"""Every trace of a marking that stands somewhere in a text, whoever put it there.

A reader of telegrams may take a paragraph without number for part of the one before, or a caption
with a word too many for a line of the address. Its mark is still printed. What is found here only
ever closes: a trace that is none costs somebody a look at his clearance, one that is missed costs
a secret. Time grows with the length of the text.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import chain

from reftel.archive.access.labels import CLOSED, HIGHEST, Label, join, level_rank
from reftel.tables import load
from reftel.tables.rows import CaptionRow
from reftel.telegram.markings import banner, banner_openings, class_line, ranks

# Whose NOFORN it is: captions of this table are those of the United States.
OWN_NATION = "USA"
SHUT = Label(HIGHEST, (CLOSED,))
SHORT_CONTROLS = {"NF": "NOFORN", "OC": "ORCON", "PR": "PROPIN"}
# As class lines have it; no prose is letter-spaced.
SPACED = {"S E C R E T": 4, "C O N F I D E N T I A L": 3, "T O P  S E C R E T": 5}
CONTROLLED = frozenset({"SBU", "FOUO", "LOU", "OUO"})  # behind a level they raise it
# Words of a mark that ask for nothing more.
SILENT = frozenset(
    {"ENTIRE", "TEXT", "PORTION", "BEGIN", "END", "PARA", "SUMMARY", "COMMENT", "AND"}
)
IN_BRACKETS = re.compile(r"\(\s{0,3}([A-Z][A-Z /,–-]{0,60})\)")
WORD = re.compile(r"(?<![A-Z0-9_])[A-Z]+(?![A-Z0-9_])")
TAG = re.compile(r"<[^<>]{0,400}>")  # of a document that is marked up
# `SECRET:` at the beginning of a line, `BEGIN SECRET TEXT`, `Class: SECRET` of a stamp.
NAMED_LEVEL = re.compile(
    r"(?:^[ \t]{0,20}|\b(?:BEGIN|END)\s{1,3}|\bCLASS(?:IFICATION)?\s{0,2}:\s{0,3})"
    r"(TOP\s{1,2}SECRET|SECRET|CONFIDENTIAL|RESTRICTED)\b(?=\s{0,2}(?::|//|TEXT|PORTION|$))",
    re.MULTILINE | re.IGNORECASE,
)
# What closes outside of subject and paragraphs, whatever else stands in its line.
FOR_SOME_ONLY = re.compile(
    r"\bFOR\s{1,3}(?:[A-Z'.]{1,20}\s{1,3}){1,6}ONLY\b|\bHANDLE\s{1,3}VIA\b|\bCOMINT\b"
    r"|\bREL(?:EASABLE)?\s{1,3}TO\s{1,3}[A-Z]",
    re.IGNORECASE,
)
# Captions that are words or names of other things: they count where a line has nothing else.
AMBIGUOUS = frozenset({
    "ONLY", "TAG", "TAN", "TOG", "TUG", "OHIO", "OHIO PLUS", "PINTA", "LOR", "HOMER", "CACTUS",
    "PERSONAL", "EXCLUSIVE", "SENSITIVE", "MAYFLOWER", "SANDSTORM", "GREENBACK", "CHEROKEE",
})  # fmt: skip
NEARLY = ("NODIS", "EXDIS", "LIMDIS", "STADIS", "NOFORN", "ORCON")
LENGTHS = range(5, 9)
SHORT_LINE = 3  # words in a line that may be a caption with a slip
# A line in a paragraph that may begin another one, whose mark was not read.
BEGINS_ANOTHER = re.compile(r"^[ \t]{0,20}(?:PARA(?:GRAPH)?\s{1,3})?[\dlIO]{1,3}\s?(?:[.)(]|,\s)")


def marks(text: str) -> Label:
    """Return what marks in brackets, named levels and banners in a text ask for."""
    return join(chain(_bracketed(text), _levels(text)))


def captions(text: str) -> Label:
    """Return what captions and words to their effect ask for, in text outside of paragraphs."""
    closing = [SHUT] if FOR_SOME_ONLY.search(text) else []
    return join(chain(closing, *map(_line, TAG.sub(" ", text).upper().split("\n"))))


def begins_another(text: str) -> bool:
    """Whether a line within a paragraph looks as if another one began there."""
    return any(map(BEGINS_ANOTHER.match, text.split("\n")[1:]))


def control(printed: str) -> Label:
    """Return what a control mark behind a portion's level asks for; closed where unknown."""
    words = [each for each in WORD.findall(printed) if each != "AND"]
    if words[:1] == ["REL"]:
        return Label(nations=tuple(sorted({*words[1:]} - {"TO"})))
    row = rows().get(SHORT_CONTROLS.get(printed, printed))
    return SHUT if row is None else guarded(row)


def guarded(row: CaptionRow) -> Label:
    """Return what a caption asks for."""
    if row.guards in {"need", "control"}:
        return Label(needs=(row.caption,))
    if row.guards == "nation":
        return Label(nations=(OWN_NATION,))
    if row.guards == "release":
        # The nations behind it are not read from a caption line: nobody is sure to be among them.
        return SHUT
    return Label() if row.guards == "open" else Label(ranks()[row.guards])


@cache
def rows() -> dict[str, CaptionRow]:
    """Return the captions by their names."""
    return {row.caption: row for row in load.captions()}


def _bracketed(text: str) -> Iterator[Label]:
    seen: set[str] = set()
    for match in IN_BRACKETS.finditer(text):
        words = WORD.findall(match[1])
        if not words:
            continue
        # In a list `(A) … (B) … (C)` the third is no mark.
        is_of_a_list = len(words) == 1 and len(words[0]) == 1 and chr(ord(words[0]) - 1) in seen
        seen.add(words[0])
        if not is_of_a_list and not _is_office(match[1], words):
            yield _mark(words)


def _is_office(printed: str, words: list[str]) -> bool:
    """Whether words in brackets are an office of the Secretary's: (S/S), (S/AL), (S/R-ORM)."""
    is_short = words[0] == "S" and "/" in printed and "//" not in printed
    return is_short and not any(SHORT_CONTROLS.get(each, each) in rows() for each in words[1:])


def _mark(words: list[str]) -> Label:
    """Return what words in brackets ask for; open where they are no mark."""
    length = next((size for size in (3, 2, 1) if level_rank(" ".join(words[:size])) is not None), 0)
    rank = level_rank(" ".join(words[:length])) if length else None
    rest = [each for each in words[length:] if each not in SILENT]
    if rank is not None:
        return Label(rank).join(_controls(rest))
    return _controls(rest) if rest and _is_control(rest) else Label()


def _is_control(words: list[str]) -> bool:
    first = SHORT_CONTROLS.get(words[0], words[0])
    return first == "REL" or (first in rows() and first not in AMBIGUOUS and _guards(first))


def _controls(words: list[str]) -> Label:
    if words[:1] == ["REL"]:
        return control(" ".join(words))
    return join(map(control, words))


def _levels(text: str) -> Iterator[Label]:
    upper = text.upper()
    if any(word in upper for word in ("SECRET", "CONFIDENTIAL", "RESTRICTED")):
        for match in NAMED_LEVEL.finditer(upper):
            yield Label(level_rank(" ".join(match[1].split())) or 0)
    yield from (Label(rank) for spaced, rank in SPACED.items() if spaced in upper)
    for line in text.split("\n"):
        if line.lstrip()[:2] in banner_openings():
            yield from _level_line(line.rstrip())


def _level_line(line: str) -> Iterator[Label]:
    """Yield what a banner or a classification line asks for, with the words behind its level."""
    if (level := banner(line)) is not None:
        yield Label(ranks()[level])
    elif read := class_line(line):
        yield Label(ranks()[read.level])
        words = WORD.findall(line)
        yield from (Label(1) for each in words if each in CONTROLLED)
        yield from (guarded(rows()[each]) for each in words if each in AMBIGUOUS & rows().keys())


def _line(line: str) -> Iterator[Label]:
    words = WORD.findall(line)
    for at, word in enumerate(words):
        for name in _named_from().get(word, ()):
            length = len(name)
            row = _named()[name] if (*words[at : at + length],) == name else None
            if row and (row.caption not in AMBIGUOUS or length == len(words)):
                yield guarded(row)
    if 0 < len(words) <= SHORT_LINE:
        yield from (SHUT for each in words if _is_nearly_a_caption(each))


@lru_cache(4096)
def _is_nearly_a_caption(word: str) -> bool:
    is_like = word[0] in "NELSO" and len(word) in LENGTHS and word not in NEARLY
    return is_like and bool(get_close_matches(word, NEARLY, 1, 0.8))


@cache
def _named() -> dict[tuple[str, ...], CaptionRow]:
    """Return the captions that guard, by the words of their names and other forms."""
    return {
        (*WORD.findall(name),): row
        for row in load.captions()
        if row.guards != "open"
        for name in (row.caption, *row.aliases)
    }


@cache
def _named_from() -> dict[str, list[tuple[str, ...]]]:
    """Return the names of captions by their first words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in _named():
        found.setdefault(name[0], []).append(name)
    return found


def _guards(caption: str) -> bool:
    return rows()[caption].guards != "open"
