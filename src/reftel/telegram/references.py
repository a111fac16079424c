"""The REF block: entries, letters, targets, years."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from reftel.telegram import posts
from reftel.telegram.dates import date_in, not_after
from reftel.telegram.dtg import INNER, full_year
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Reading
from reftel.telegram.model import Reference

# (A)  A)  A.  [A]  A -  A:  and the garbled (BL; doubled labels `A. A)` are one.
LETTER = re.compile(
    r"""(?:^|(?<=[\s;:,.)]))(?:[-*•]\s{1,4})?
    (?:\((?P<both>[A-Z])[).]{1,2}|\((?P<open>[A-Z])[A-Z]?(?=\s[A-Z])|\[(?P<square>[A-Z])\]
      |(?P<close>[A-Z])\)|(?P<point>[A-Z])[.:](?=\s)|(?P<dash>[A-Z])\s-(?=\s))
    (?:\s{0,3}\(?(?P=both)[).])?""",
    re.VERBOSE | re.MULTILINE,
)
WORD = r"[A-Z][A-Z'./&-]*"
TARGET = re.compile(
    rf"""(?<![A-Z0-9'/-])(?:\(?(?P<year>(?:19|20)?\d\d)\)?\s{{1,3}})?
    (?P<post>{WORD}(?:\s{{1,3}}{WORD}){{0,3}})\s{{1,3}}\#?(?P<number>\d{{1,7}})
    (?:[/-](?P<behind>\d\d|(?:19|20)\d\d)(?![\d/]))?(?![\dZ/-])""",
    re.VERBOSE,
)
AIRGRAM = re.compile(
    rf"(?<![A-Z0-9'/-])(?:(?P<post>{WORD}(?:\s{{1,3}}{WORD}){{0,2}})\s{{1,3}})?(?P<series>C?A)\s?-?\s?(?P<number>\d{{1,5}})\b"
)
NUMBER_ONLY = re.compile(r"#?(?P<number>\d{2,7})\b(?![/-])")
NUMBER_FIRST = re.compile(rf"(?P<number>\d{{1,6}})\s{{1,2}}(?P<post>{WORD}(?:\s{WORD}){{0,2}})")
# What joins two targets of one entry: `STATE 1201, 1202 AND 1203`, `LA PAZ 246, AND LA PAZ 244`.
JOINT = re.compile(r"\s{0,3}(?:;|[,:&]|\.(?=\s)|\bAND\b)\s{0,3}(?:AND\b\s{0,3})?")
NOTE = re.compile(
    r"\((?P<paren>NOTAL|EXDIS|NODIS|LIMDIS|STADIS|NOFORN|EXCLUSIVE)\)|\b(?P<bare>NOTAL)\b|\bAND\s(?P<previous>PREVIOUS)\b"
)
KINDS = (
    ("septel", re.compile(r"\bSEPTELS?\b", re.IGNORECASE)),
    ("e-mail", re.compile(r"\bE-?MAILS?\b", re.IGNORECASE)),
    (
        "phone",
        re.compile(r"\b(?:TELE?CONS?|FONECONS?|PHONECONS?|PHONE|TELEPHONE)\b", re.IGNORECASE),
    ),
    ("memo", re.compile(r"\b(?:MEMCONS?|MEMOS?|MEMORAND(?:UM|A))\b", re.IGNORECASE)),
    ("letter", re.compile(r"\bLETTERS?\b", re.IGNORECASE)),
    ("report", re.compile(r"\b(?:IIR|TD-?|FBIS|OSC)\b")),
)
# Words that no post's name holds: with one of them a word and number are something else.
NO_POST = re.compile(
    r"(?:^|\s)(?:MESSAGES?|MSG|DTG|PAGE|PARA|OF|TO|THE|NO|NR|CERP|AND|FY|PL|DATED|FROM|"
    r"JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC|JANUARY|FEBRUARY|MARCH|APRIL|AUGUST|"
    r"SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\.?(?=\s|$)"
)
# Telegrams that STATE sent in its busiest year, 1975-76 (telegram-format.md 3.1), rounded up.
STATE_PER_YEAR = 340_000


class Own(NamedTuple):
    """What the telegram itself tells about its references."""

    moment: datetime | None
    post: str
    number: int


class Entry(NamedTuple):
    """A letter and where its words stand in the reading."""

    letter: str
    start: int
    end: int


def read(reading: Reading, start: int, own: Own, findings: Findings) -> tuple[Reference, ...]:
    """Read the entries of a REF block whose words begin at `start` of the reading."""
    found: list[Reference] = []
    for entry in _entries(reading.text, start):
        post = ""
        for begin, end in _items(reading.text, entry):
            record = _reference(reading, entry.letter, begin, end, own, post)
            found.append(record)
            post = record.post if record.kind == "telegram" else ""
    _note_unknown(found, findings)
    return tuple(found)


def _entries(text: str, start: int) -> list[Entry]:
    labels = _labels(text, start)
    if not labels:
        return [Entry("", start, len(text))]
    entries: list[Entry] = []
    if text[start : labels[0][1]].strip(" \n;:,.-"):
        entries.append(Entry("", start, labels[0][1]))
    for at, (letter, _, behind) in enumerate(labels):
        end = labels[at + 1][1] if at + 1 < len(labels) else len(text)
        entries.append(Entry(letter, behind, end))
    return entries


def _labels(text: str, start: int) -> list[tuple[str, int, int]]:
    """Return letter, start and end of the labels: those that follow one another in the alphabet.

    A repeat or one letter left out is a slip of the drafter; anything else is no label.
    """
    labels: list[tuple[str, int, int]] = []
    for match in LETTER.finditer(text, start):
        letter = next(
            match[name]
            for name in ("both", "open", "square", "close", "point", "dash")
            if match[name]
        )
        follows = ord(letter) - ord(labels[-1][0]) in {0, 1, 2} if labels else letter in "AB"
        if follows:
            labels.append((letter, match.start(), match.end()))
    return labels


def _items(text: str, entry: Entry) -> Iterator[tuple[int, int]]:
    """Yield where the single references of an entry stand, without the signs around them."""
    cuts = [entry.start]
    for match in JOINT.finditer(text, entry.start, entry.end):
        if match.end() < entry.end and _begins_item(text, match.end(), match[0]):
            cuts.append(match.end())
    for match in re.finditer(r"\n\s{0,12}(?=[A-Z0-9(])", text[entry.start : entry.end]):
        at = entry.start + match.end()
        above = text[entry.start : entry.start + match.start()].rstrip()
        if TARGET.match(text, at) and above[-1:].isdigit() and not above.endswith((",", "-")):
            cuts.append(at)
    cuts = sorted(set(cuts))
    for at, begin in enumerate(cuts):
        end = cuts[at + 1] if at + 1 < len(cuts) else entry.end
        words = text[begin:end]
        if joint := re.search(
            r"(?:[\s;:,&]|\bAND|(?<=[^A-Z.])\.|(?<=\d)\.|(?<=[A-Z]{4})\.)+$", words
        ):
            end = begin + joint.start()
        begin += len(words) - len(words.lstrip(" \n;:,.-"))
        if begin < end:
            yield begin, end


def _begins_item(text: str, at: int, joint: str) -> bool:
    if joint.strip() == ";":
        return True
    if AIRGRAM.match(text, at):
        return True
    target = TARGET.match(text, at)
    if target is not None:
        return not NO_POST.search(target["post"])
    number = NUMBER_ONLY.match(text, at)
    return (
        number is not None
        and len(number["number"]) > 2
        and not re.match(r"(?:19|20)\d\d\b", number[0])
    )


def _reference(
    reading: Reading, letter: str, begin: int, end: int, own: Own, post_before: str
) -> Reference:
    text = " ".join(reading.text[begin:end].split())
    fields: dict[str, object] = {
        "letter": letter,
        "text": text,
        "span": reading.span(begin, end),
        "notes": tuple(m["paren"] or m["bare"] or m["previous"] for m in NOTE.finditer(text)),
    }
    kind = next((name for name, pattern in KINDS if pattern.search(text)), None)
    target = TARGET.match(text)
    airgram = AIRGRAM.match(text)
    if airgram and not (airgram["post"] and NO_POST.search(airgram["post"])):
        fields |= _airgram(airgram)
    elif kind:
        fields["kind"] = kind
    elif target and not NO_POST.search(target["post"]):
        fields |= _telegram(target, text, own)
    elif inner := INNER.search(text):
        fields |= {"kind": "dtg", "dtg": inner[0]}
    elif post_before and (match := NUMBER_ONLY.match(text)):
        fields |= _numbered(post_before, int(match["number"]), "", own)
    elif (match := NUMBER_FIRST.match(text)) and posts.known(match["post"]):
        fields |= _numbered(posts.canonical(match["post"]), int(match["number"]), "", own)
    else:
        fields["kind"] = "other"
    return Reference(**_dated(fields, text, target, own))  # pyright: ignore[reportArgumentType]


def _airgram(match: re.Match[str]) -> dict[str, object]:
    post = posts.canonical(match["post"]) if match["post"] else ""
    number = int(match["number"])
    return {
        "kind": "airgram",
        "post": post,
        "number": number,
        "target": f"{post} {match['series']}-{number}".strip(),
    }


def _telegram(match: re.Match[str], text: str, own: Own) -> dict[str, object]:
    del text
    year = match["year"] or match["behind"] or ""
    return _numbered(posts.canonical(match["post"]), int(match["number"]), year, own)


def _numbered(post: str, number: int, printed_year: str, own: Own) -> dict[str, object]:
    year, ground = _year(post, number, printed_year, own)
    return {
        "kind": "telegram",
        "post": post,
        "number": number,
        "year": year,
        "year_ground": ground,
        "target": posts.mrn(year, post, number),
    }


def _year(post: str, number: int, printed: str, own: Own) -> tuple[int, str]:
    """Return the year of a number, and what tells it.

    A number that its post had not reached on the day of the telegram is of the year before:
    the own post had not reached its own next number, STATE not more than its busiest year's share.
    """
    if printed:
        return full_year(printed), "stated"
    if own.moment is None:
        return 0, "none"
    share = own.moment.timetuple().tm_yday / 365
    too_high = (post == own.post and number >= own.number) or (
        post == "STATE" and number > STATE_PER_YEAR * (share + 0.05)
    )
    if too_high:
        return own.moment.year - 1, "previous year"
    return own.moment.year, "date-time group"


def _dated(
    fields: dict[str, object], text: str, target: re.Match[str] | None, own: Own
) -> dict[str, object]:
    """Add the date that stands with a reference, and the year that follows from it."""
    behind = target.end() if target and fields["kind"] == "telegram" else 0
    found = date_in(text, behind)
    if found is None or (found.year == 0 and own.moment is None):
        return fields
    day = not_after(found, own.moment) if own.moment else None
    if day is None:
        return fields
    fields["date"] = day
    if fields["kind"] == "telegram" and fields["year_ground"] != "stated":
        ground = "stated" if found.year else "date"
        fields |= {
            "year": day.year,
            "year_ground": ground,
            "target": posts.mrn(day.year, str(fields["post"]), int(str(fields["number"]))),
        }
    return fields


def _note_unknown(found: list[Reference], findings: Findings) -> None:
    for each in found:
        if each.kind == "other":
            findings.add("T015", each.span, f"reference {each.text!r} is of no known kind")
