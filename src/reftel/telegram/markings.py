"""Classification lines, banners, portion marks and captions."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from reftel.core.span import Span
from reftel.tables import load
from reftel.tables.rows import CaptionRow
from reftel.telegram.model import Caption, Level, PortionMark
from reftel.telegram.posts import known
from reftel.telegram.spelling import nearly


class ClassLine(NamedTuple):
    """A classification line, read: `C O N F I D E N T I A L SECTION 01 OF 02 LA PAZ 1647`.

    Numbers that the line does not print are None. `post` may be empty. `tail` is what stands
    behind the number. Offsets count characters of the line.
    """

    level: Level
    level_end: int
    extras: str
    section: int | None
    of: int | None
    section_start: int
    section_end: int
    post: str
    number: str
    number_start: int
    number_end: int
    tail: str
    garbled: str = ""


def _spaced(words: str) -> str:
    # C O N F I D E N T I A L, with any blanks between; copies double and triple letters.
    return r"\s{1,3}".join(
        r"\s{0,2}".join(f"{each}{{1,3}}" for each in word) for word in words.split()
    )


@cache
def level_pattern() -> str:
    """Return the alternatives of one regular expression that match a level as printed."""
    spellings = [word for row in load.classifications() for word in row.words]
    spellings.sort(key=lambda each: -len(each))
    return "|".join(_spaced(word) for word in spellings)


@cache
def levels_by_letters() -> dict[str, Level]:
    """Return the level of each spelling, blanks taken out and letters undoubled."""
    return {undoubled(word): row.level for row in load.classifications() for word in row.words}


@cache
def levels_by_word() -> dict[str, Level]:
    """Return the level of each spelling, blanks taken out."""
    return {
        word.replace(" ", ""): row.level for row in load.classifications() for word in row.words
    }


@cache
def banner_openings() -> frozenset[str]:
    """Return the two characters with which a printed level can begin, spaced or not."""
    words = levels_by_word()
    return frozenset(word[:2] for word in words) | frozenset(f"{word[0]} " for word in words)


@cache
def ranks() -> dict[str, int]:
    """Return the rank of each level: 0 unclassified, 1 controlled, 2 restricted … 5 top secret."""
    return {row.level: row.rank for row in load.classifications()}


@lru_cache(1024)
def undoubled(printed: str) -> str:
    """Return the letters of a printed level, each run of one letter once."""
    letters = re.sub(r"[^A-Z]", "", printed.upper())
    return re.sub(r"(.)\1+", r"\1", letters)


@cache
def _class_line() -> re.Pattern[str]:
    return re.compile(
        rf"""^\s{{0,20}}(?P<level>{level_pattern()})(?![A-Z])
        (?P<extras>(?:[\s/]{{1,4}}(?:E\s?F\s?T\s?O|NOFORN|NODIS|EXDIS|LIMDIS|STADIS|SENSITIVE|FOUO))*)
        (?:\s{{0,4}}(?P<final>FINAL\s{{1,3}})?SE?CTION\s{{0,3}}(?P<section>\d{{1,2}})?\s{{0,3}}O[FN]\s{{0,3}}(?P<of>\d{{1,2}}))?
        \s{{0,4}}(?P<post>[A-Z][A-Z.'-]*(?:\s{{1,3}}[A-Z][A-Z.'-]*){{0,4}})?
        (?:\s{{0,4}}SE?CTION\s{{0,3}}(?P<section2>\d{{1,2}})\s{{0,3}}O[FN]\s{{0,3}}(?P<of2>\d{{1,2}}))?
        \s{{0,4}}(?P<number>\d{{2,7}}|(?(post)\d|(?!)))
        (?P<tail>(?![A-Z0-9]).{{0,80}})$""",
        re.VERBOSE,
    )


@cache
def _banner() -> re.Pattern[str]:
    return re.compile(
        rf"^\s{{0,20}}(?P<level>{level_pattern()})(?:\s{{1,8}}(?:POSS(?:IBLE)?\s{{1,2}}DUPE|[A-Z]{{3}}\d{{3,4}}))?\s{{0,4}}$"
    )


def class_line(line: str) -> ClassLine | None:
    """Read a classification line; None where the line is none.

    A level one slip away from a known one counts before SECTION or a known post.
    """
    match = _class_line().match(line)
    if match is not None and (len(match["number"]) > 1 or known(match["post"])):
        return _read_class_line(match, levels_by_letters()[undoubled(match["level"])], "")
    if line[:1] not in LEVEL_LETTERS or not line[-1:].isdigit():
        return None
    for end, garbled in _garbled_levels(line):
        meant = nearly(undoubled(garbled), levels_by_letters())
        level = levels_by_letters()[meant] if meant else None
        match = _class_line().match(level + line[end:]) if level else None
        if match and level:
            return _moved(_read_class_line(match, level, garbled), end - len(level))
    return None


def _garbled_levels(line: str) -> Iterator[tuple[int, str]]:
    """Yield where a level can end that is garbled: before SECTION, or before a known post."""
    match = GARBLED_LINE.match(line)
    if match is None:
        return
    words = match["words"]
    if match["section"]:
        yield len(words), words
    places = [each.start() for each in re.finditer(r"(?<=\s)\S", words)]
    for place in places[-LONGEST_POST:]:
        if known(words[place:]):
            yield len(words[:place].rstrip()), words[:place].rstrip()


def _moved(read: ClassLine, by: int) -> ClassLine:
    """Return the line with its places as they are in the line that was put right."""
    return read._replace(
        level_end=read.level_end + by,
        section_start=read.section_start + by,
        section_end=read.section_end + by,
        number_start=read.number_start + by,
        number_end=read.number_end + by,
    )


def _read_class_line(match: re.Match[str], level: Level, garbled: str) -> ClassLine:
    of = "of" if match["of"] else "of2"
    number = match["section"] or match["section2"] or (match["of"] if match["final"] else None)
    named = next((name for name in ("section", "section2") if match[name]), of)
    return ClassLine(
        level=level,
        level_end=match.end("level"),
        extras=match["extras"],
        section=int(number) if number else None,
        of=int(match[of]) if match[of] else None,
        section_start=match.start(named),
        section_end=match.end(of),
        post=match["post"] or "",
        number=match["number"],
        number_start=match.start("number"),
        number_end=match.end("number"),
        tail=match["tail"],
        garbled=garbled,
    )


def banner(line: str) -> Level | None:
    """Return the level of a line that prints it alone, or with a channel number or POSS DUPE."""
    if line.lstrip()[:2] not in banner_openings():
        return None
    match = _banner().match(line)
    if match:
        return levels_by_letters()[undoubled(match["level"])]
    if not GARBLED_BANNER.match(line):
        return None
    meant = nearly(re.sub(r"[^A-Z*]", "", line), levels_by_word())
    return levels_by_word()[meant] if meant else None


LEVEL_LETTERS = frozenset("CSULRTO")
GARBLED_LINE = re.compile(
    r"(?P<words>[A-Z*][A-Z*.'-]{0,14}(?:\s{1,3}[A-Z*.'-]{1,14}){0,20}?)\s{1,4}"
    r"(?=(?P<section>SE?CTION\s{0,3}\d)|\d{2,7}$)"
)
LONGEST_POST = 4  # words
GARBLED_BANNER = re.compile(r"\s{0,20}[A-Z*](?:\s{0,2}[A-Z*]){4,28}$")

# (C), (S/NF), ( SBU ), (C - ENTIRE TEXT), with control marks behind a slash.
PORTION = re.compile(
    r"""\({1,2}\s{0,2}(?P<mark>TS|S|C|R|U|SBU|LOU|L|FOUO|CUI)
    (?P<controls>(?:\s{0,2}/{1,2}\s{0,2}[A-Z][A-Z\ ,]{0,30}){0,3})
    \s{0,2}\)""",
    re.VERBOSE,
)
LEVEL_WORDS = r"TOP\s{1,2}SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED|LIMITED\s{1,2}OFFICIAL\s{1,2}USE"
ENTIRE_TEXT = r"ENTIRE\s{1,2}(?:TEXT|MESSAGE|TELEGRAM)"
ENTIRE = re.compile(
    rf"""^\(?\s{{0,2}}(?:
        (?P<before>TS|S|C|R|U|SBU|LOU|L|{LEVEL_WORDS})
        \s{{0,2}}\)?\s{{0,3}}[-–—:]{{0,2}}\s{{0,2}}\(?\s{{0,2}}{ENTIRE_TEXT}
      | (?:\(\s{{0,2}})?{ENTIRE_TEXT}\s{{0,2}}(?:IS\s)?[-–—:]{{0,2}}\s{{0,2}}
        \(?(?P<behind>TS|S|C|R|U|SBU|LOU|L|{LEVEL_WORDS})(?![A-Z])
    )\s{{0,2}}\)?\s{{0,2}}\.?\)?""",
    re.VERBOSE | re.IGNORECASE,
)


@cache
def _levels_by_mark() -> dict[str, Level]:
    marks: dict[str, Level] = {row.mark: row.level for row in load.portion_marks()}
    return marks | levels_by_letters()


def portion_mark(match: re.Match[str], span: Span) -> PortionMark:
    """Make the record of what `PORTION` matched."""
    controls = tuple(
        control for part in match["controls"].split("/") if (control := " ".join(part.split()))
    )
    return PortionMark(
        printed=match[0], level=_levels_by_mark()[match["mark"]], controls=controls, span=span
    )


def entire_text_mark(match: re.Match[str], span: Span) -> PortionMark:
    """Make the record of what `ENTIRE` matched."""
    mark = " ".join((match["before"] or match["behind"]).upper().split())
    levels = _levels_by_mark()
    return PortionMark(
        printed=match[0], level=levels.get(mark) or levels[undoubled(mark)], span=span
    )


@cache
def _captions() -> dict[str, CaptionRow]:
    return {
        spelling.replace(" ", ""): row
        for row in load.captions()
        for spelling in (row.caption, *row.aliases)
    }


CAPTION_PARTS = re.compile(r"[^,;/]{1,80}")
REMARK = re.compile(r"\([^()]{0,60}\)\s{0,4}$")
LONGEST_CAPTION = 6  # words


class FoundCaption(NamedTuple):
    """A caption of the tables, and where it stands on its line."""

    row: CaptionRow
    start: int
    end: int

    def record(self, span: Span) -> Caption:
        """Make the record of it; `span` is where it stands in the original."""
        return Caption(caption=self.row.caption, kind=self.row.kind, span=span)


def captions(line: str) -> tuple[FoundCaption, ...]:
    """Return the captions of a line that holds nothing else; empty where it holds other words.

    Captions stand alone or joined, `NODIS/NOFORN`, `NODIS CHEROKEE`; some copies fill the line
    with slashes.
    """
    found: list[FoundCaption] = []
    for part in CAPTION_PARTS.finditer(REMARK.sub("", line)):
        here = _captions_of(part[0], part.start())
        if here is None:
            return ()
        found.extend(here)
    return tuple(found)


def _captions_of(part: str, start: int) -> list[FoundCaption] | None:
    """Return the captions that a run of words is made of, the longest first; None of others.

    start: where the run begins on its line.
    """
    words = list(re.finditer(r"[^\s.]+", part.upper()))
    found: list[FoundCaption] = []
    at = 0
    while at < len(words):
        for size in range(min(LONGEST_CAPTION, len(words) - at), 0, -1):
            row = _captions().get("".join(word[0] for word in words[at : at + size]))
            if row is not None:
                last = words[at + size - 1]
                found.append(FoundCaption(row, start + words[at].start(), start + last.end()))
                at += size
                break
        else:
            spelled = _captions().get("".join(word[0] for word in words))
            if at or spelled is None:
                return None
            # C O R R E C T E D  COPY: more words than any caption has.
            return [FoundCaption(spelled, start + words[0].start(), start + words[-1].end())]
    return found
