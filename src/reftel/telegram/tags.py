"""TAGS: from the printed line to codes with kind and title, by the year of the telegram."""

import re
from collections import defaultdict
from functools import cache, lru_cache

from msgspec.structs import replace

from reftel.core.span import Span
from reftel.tables import load
from reftel.tables.rows import TagRow
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Reading
from reftel.telegram.markings import captions
from reftel.telegram.model import Caption, Tag

# A person first, since his name holds the commas that separate codes: OVIP (ROE, JANE Q.).
TOKEN = re.compile(r"(?P<person>\([^()\n]{2,80}\)?)|(?P<code>[A-Za-z0-9][A-Za-z0-9/&*-]{0,40})")
NOT_APPLICABLE = re.compile(r"\s{0,4}N\s?[/:.]?\s?A\s{0,2}\.?$")
LONGEST_GLUED = 40
# The tables' "c. 1990" is the year of a list, not of its codes: PREL stands on telegrams of 1983.
LEEWAY = 10
PLACES = frozenset({"country", "region"})
LONG_WORD = 5  # letters; unknown words so long are those of a phrase, HUMAN RIGHTS


@cache
def _by_code() -> dict[str, list[TagRow]]:
    index: dict[str, list[TagRow]] = defaultdict(list)
    for row in load.tags():
        index[row.code].append(row)
    return index


@lru_cache(maxsize=8192)
def lookup(code: str, year: int) -> TagRow | None:
    """Return the row of a code in a year; None where no table of that time has it.

    119 two-letter codes change their country with the era. Year 0, unknown, finds a code only
    where all eras agree on what it stands for.
    """
    rows = _by_code().get(code, [])
    if not year:
        return rows[0] if len({row.title for row in rows}) == 1 else None
    for leeway in (0, LEEWAY):
        for row in rows:
            # Only a country's two letters were given to another one with a new edition.
            since = (row.since or 0) - (leeway if row.kind not in PLACES else 0)
            if since <= year <= (row.until or 9999):
                return row
    return None


def read(reading: Reading, start: int, end: int, year: int, findings: Findings) -> tuple[Tag, ...]:
    """Read the codes that stand between `start` and `end` of a reading."""
    text = reading.text[start:end]
    if NOT_APPLICABLE.match(text):
        return ()
    found: list[Tag] = []
    for match in TOKEN.finditer(text):
        span = reading.span(start + match.start(), start + match.end())
        if match["person"]:
            name = " ".join(match["person"].strip("() ").split())
            if found:
                found[-1] = replace(found[-1], person=name)
            else:
                found.append(Tag(code="", kind="person", title="", person=name, span=span))
            continue
        found.extend(_codes(match, reading, start, year, findings))
    return tuple(_with_phrases(found, reading))


def _with_phrases(found: list[Tag], reading: Reading) -> list[Tag]:
    """Return the TAGS with unknown words that only blanks divide joined: COUNTRY CLEARANCE."""
    joined: list[Tag] = []
    for each in found:
        last = joined[-1] if joined else None
        gap = reading.between(last.span, each.span) if last else ""
        if last and _is_word(last) and _is_word(each) and gap.isspace():
            code = f"{last.code} {each.code}"
            joined[-1] = replace(last, code=code, span=Span(last.span.start, each.span.end))
        else:
            joined.append(each)
    return joined


def _is_word(tag: Tag) -> bool:
    return tag.kind == "unknown" and not tag.person and len(tag.code) >= LONG_WORD


def _codes(
    match: re.Match[str], reading: Reading, start: int, year: int, findings: Findings
) -> list[Tag]:
    printed = match["code"]
    code = printed.upper().rstrip("/-&*")
    at = start + match.start()
    if lookup(code, year) is None and len(code) > 4 and (parts := _unglued(code, year)):
        findings.add(
            "T012", reading.span(at, at + len(code)), f"{printed} read as {' '.join(parts)}"
        )
        found: list[Tag] = []
        for part in parts:
            found.append(_tag(part, reading, at, year))
            at += len(part)
        return found
    return [_tag(code, reading, at, year)]


def _tag(code: str, reading: Reading, at: int, year: int) -> Tag:
    row = lookup(code, year)
    return Tag(
        code=code,
        kind=row.kind if row else "unknown",
        title=row.title if row else "",
        span=reading.span(at, at + len(code)),
    )


@lru_cache(maxsize=4096)
def _unglued(code: str, year: int) -> tuple[str, ...]:
    """Return the known codes that a run such as ETRDEINVCS is made of; empty where it is not.

    Four letters are tried before two, since a run is made of subject codes and ends in others.
    """
    if len(code) > LONGEST_GLUED or not code.isalpha():
        return ()
    ways: list[tuple[str, ...] | None] = [None] * (len(code) + 1)
    ways[len(code)] = ()
    for at in range(len(code) - 2, -1, -1):
        for size in (4, 2, 3, 5):
            rest = ways[at + size] if at + size <= len(code) else None
            if rest is not None and lookup(code[at : at + size], year):
                ways[at] = (code[at : at + size], *rest)
                break
    return ways[0] or ()


def all_known(text: str, year: int) -> bool:
    """Whether a line holds nothing but codes, two at least, most of them known."""
    codes = text.replace(",", " ").split()
    known = sum(1 for code in codes if lookup(code, year))
    return (
        len(codes) > 1
        and all(len(code) < 8 and code.isupper() for code in codes)
        and known * 2 > len(codes)
    )


def without_captions(found: tuple[Tag, ...]) -> tuple[tuple[Tag, ...], tuple[Caption, ...]]:
    """Return the TAGS, and the captions that slipped among them: CA MX SIPDIS."""
    tags: list[Tag] = []
    slipped: list[Caption] = []
    for each in found:
        here = captions(each.code) if each.kind == "unknown" else ()
        slipped += [caption.record(each.span) for caption in here]
        tags += [] if here else [each]
    return tuple(tags), tuple(slipped)
