"""The REF block: entries, letters, targets, years."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from reftel.telegram import posts
from reftel.telegram.dates import date_in, not_after
from reftel.telegram.dtg import INNER, full_year
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Reading, upper
from reftel.telegram.model import Reference, ReferenceKind, ReferenceYearGround

# (A)  A)  A.  [A]  A -  A:  and the garbled (BL; doubled labels `A. A)` are one.
LETTER = re.compile(
    r"""(?:^|(?<=[\s;:,.)]))(?:[-*•]\s{1,4})?(?:REF\s{1,2}(?=[A-Z]\)))?
    (?:\((?P<both>[A-Z])[).]{1,2}|\((?P<open>[A-Z])[A-Z]?(?=\s[A-Z])|\[(?P<square>[A-Z])\]
      |(?P<close>[A-Z])\)|(?P<point>[A-Z])[.:](?=\s)|(?P<dash>[A-Z])\s-(?=\s))
    (?:\s{0,3}\(?(?P=both)[).])?""",
    re.VERBOSE | re.MULTILINE,
)
LETTER_FORMS = ("both", "open", "square", "close", "point", "dash")
WORD = r"[A-Z](?:[A-Z'./&-]|0(?=[A-Z]))*"
TARGET = re.compile(
    rf"""(?<![A-Z0-9'-])(?<!\D/)(?:(?<!/)\(?(?P<year>(?:19|20)?\d\d)\)?\s{{1,3}})?
    (?P<post>{WORD}(?:\s{{1,3}}{WORD}){{0,3}})(?:’S)?\s{{1,3}}\#?(?P<number>O?\d{{1,7}})
    (?:[/-](?P<behind>\d\d|(?:19|20)\d\d)(?![\d/])|\s?\((?P<paren>(?:19|20)\d\d)\))?
    (?![\dZ-]|/\d)""",
    re.VERBOSE,
)
AIRGRAM = re.compile(
    rf"(?<![A-Z0-9'-])(?<!\D/)(?:(?P<post>{WORD}(?:\s{{1,3}}{WORD}){{0,2}})\s{{1,3}})?(?P<series>C?A)\s?-?\s?(?P<number>\d{{1,5}})\b"
)
NUMBER_ONLY = re.compile(r"#?(?P<number>\d{2,7})\b(?![/-])")
NUMBER_FIRST = re.compile(rf"(?P<number>\d{{3,6}})\s{{1,2}}(?P<post>{WORD}(?:\s{WORD}){{0,2}})")
# What joins two targets of one entry: `STATE 1201, 1202 AND 1203`, `LA PAZ 246, AND LA PAZ 244`.
JOINT = re.compile(
    r"\s{0,3}(?:;|[,:&/]|(?<!\bST)(?<!\bMT)\.(?=\s)|\bAND\b)\s{0,3}(?:AND\b\s{0,3})?"
)
NEW_LINE = re.compile(r"\n\s{0,12}(?=[A-Z0-9(])")
# What may stand behind an item without belonging to it.
TAIL = re.compile(r"(?:[\s;:,&/]|\bAND|(?<=[^A-Z.])\.|(?<=[A-Z]{4})\.)+$")
LONGEST_TAIL = 24
NOTE = re.compile(
    r"\((?P<paren>NOTAL|EXDIS|NODIS|LIMDIS|STADIS|NOFORN|EXCLUSIVE)\)"
    r"|\b(?P<bare>NOTAL)\b|\bAND\s(?P<previous>PREVIOUS)\b"
)
KINDS: tuple[tuple[ReferenceKind, re.Pattern[str]], ...] = (
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
# Of later years no count is known; STATE sent more in the eighties.
STATE_PER_LATER_YEAR = 400_000
DEPTEL = {"DEPTEL": "STATE"}
NOT_APPLICABLE = re.compile(r"\s{0,4}(?:N/A|NONE)\s{0,4}$")


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


def read(
    reading: Reading, start: int, own: Own, findings: Findings, end: int | None = None
) -> tuple[Reference, ...]:
    """Read the entries of a REF block whose words stand from `start` up to `end` of the reading."""
    found: list[Reference] = []
    text = upper(reading.text)[:end]
    if NOT_APPLICABLE.match(text, start):
        return ()
    post = ""
    for entry in _entries(text, start):
        for bounds in _items(text, entry):
            record = _reference(reading, entry, bounds, own, post)
            found.append(record)
            post = record.post if record.kind == "telegram" else ""
            _note_garbled(record, findings)
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
    cuts = sorted({entry.start, *_joints(text, entry), *_new_lines(text, entry)})
    for begin, end in pairwise([*cuts, entry.end]):
        words = text[begin:end].rstrip()
        tail = TAIL.search(words[-LONGEST_TAIL:])
        words = words[: len(words) - len(tail[0])] if tail else words
        bare = words.lstrip(" \n;:,.-")
        if bare:
            yield begin + len(words) - len(bare), begin + len(words)


def _joints(text: str, entry: Entry) -> Iterator[int]:
    for match in JOINT.finditer(text, entry.start, entry.end):
        if match.end() < entry.end and _begins_item(text, match.end(), match[0]):
            yield match.end()


def _new_lines(text: str, entry: Entry) -> Iterator[int]:
    """Yield where a line begins with a target and the line above it ends with a number."""
    for match in NEW_LINE.finditer(text, entry.start, entry.end):
        above = text[max(entry.start, match.start() - 40) : match.start()].rstrip()
        if above[-1:].isdigit() and TARGET.match(text, match.end()):
            yield match.end()


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
    reading: Reading, entry: Entry, bounds: tuple[int, int], own: Own, post_before: str
) -> Reference:
    text = " ".join(reading.text[slice(*bounds)].split())
    plain = Reference(
        letter=entry.letter,
        kind="other",
        text=text,
        notes=tuple(m["paren"] or m["bare"] or m["previous"] for m in NOTE.finditer(text)),
        span=reading.span(*bounds),
    )
    return _dated(_meant(plain, own, post_before), own)


def _meant(plain: Reference, own: Own, post_before: str) -> Reference:
    """Return the reference with kind and target: what its words can mean, the surest first."""
    text = upper(plain.text)
    airgram = AIRGRAM.match(text)
    if airgram and not (airgram["post"] and NO_POST.search(airgram["post"])):
        return _airgram(plain, airgram)
    kind = next((kind for kind, pattern in KINDS if pattern.search(text)), None)
    if kind:
        return replace(plain, kind=kind)
    inner = INNER.search(text)
    dtg = inner[0] if inner else ""
    if named := _named(text, post_before):
        return replace(_telegram(plain, named, own), dtg=dtg)
    return replace(plain, kind="dtg", dtg=dtg) if dtg else plain


def _named(text: str, post_before: str) -> tuple[str, int, str] | None:
    """Return post, number and printed year of a telegram; None where the words name none."""
    target = TARGET.match(text)
    if target and not NO_POST.search(target["post"]):
        year = target["year"] or target["behind"] or target["paren"] or ""
        # BAGHDAD'S 1304 is the telegram of Baghdad.
        post = target["post"].replace("0", "O").removesuffix("'S")
        return post, int(target["number"].replace("O", "0")), year
    match = NUMBER_ONLY.match(text)
    if match and post_before:
        return post_before, int(match["number"]), ""
    match = NUMBER_FIRST.match(text)
    if match and posts.known(match["post"]):
        return match["post"], int(match["number"]), ""
    return None


def _airgram(plain: Reference, match: re.Match[str]) -> Reference:
    post = posts.canonical(match["post"]) if match["post"] else ""
    number = int(match["number"])
    target = f"{post} {match['series']}-{number}".strip()
    return replace(plain, kind="airgram", post=post, number=number, target=target)


def _telegram(plain: Reference, named: tuple[str, int, str], own: Own) -> Reference:
    post, number, printed_year = named
    # EMBTEL is the own post's telegram, DEPTEL the Department's.
    canonical = (
        own.post if post == "EMBTEL" and own.post else posts.canonical(DEPTEL.get(post, post))
    )
    year, ground = _year(canonical, number, printed_year, own)
    return replace(
        plain,
        kind="telegram",
        post=canonical,
        number=number,
        year=year,
        year_ground=ground,
        target=posts.mrn(year, canonical, number),
    )


def _year(post: str, number: int, printed: str, own: Own) -> tuple[int, ReferenceYearGround]:
    """Return the year of a number, and what tells it.

    A number that its post had not reached on the day of the telegram is of the year before:
    the own post had not reached its own next number, STATE not more than its busiest year's share.
    """
    if printed:
        return full_year(printed), "stated"
    if own.moment is None:
        return 0, "none"
    share = own.moment.timetuple().tm_yday / 365
    busiest = STATE_PER_YEAR if own.moment.year < 1980 else STATE_PER_LATER_YEAR
    too_high = (post == own.post and number >= own.number) or (
        post == "STATE" and number > busiest * (share + 0.05)
    )
    if too_high:
        return own.moment.year - 1, "previous year"
    return own.moment.year, "date-time group"


def _dated(reference: Reference, own: Own) -> Reference:
    """Return the reference with the date that stands behind it, and the year that follows."""
    is_telegram = reference.kind == "telegram"
    target = TARGET.match(upper(reference.text)) if is_telegram else None
    found = date_in(reference.text, target.end() if target else 0)
    day = not_after(found, own.moment) if found and own.moment else None
    if found is None or day is None:
        return reference
    if not is_telegram or reference.year_ground == "stated":
        return replace(reference, date=day)
    return replace(
        reference,
        date=day,
        year=day.year,
        year_ground="stated" if found.year else "date",
        target=posts.mrn(day.year, reference.post, reference.number),
    )


def _note_garbled(reference: Reference, findings: Findings) -> None:
    """Tell where a figure 0 was read as letter O, or the other way round."""
    target = TARGET.match(reference.text.upper()) if reference.kind == "telegram" else None
    if target and ("0" in target["post"] or "O" in target["number"]):
        message = f"reference {reference.text} read as {reference.target}"
        findings.add("T019", reference.span, message)


def _note_unknown(found: list[Reference], findings: Findings) -> None:
    for each in found:
        if each.kind == "other":
            findings.add("T015", each.span, f"reference {each.text!r} is of no known kind")
