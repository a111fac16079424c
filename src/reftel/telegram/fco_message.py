"""A British telegram: heading, references and subject, text, signature, distribution list."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram import fco_references, page_marks, passages, services, titles
from reftel.telegram.closing import closing
from reftel.telegram.dates import FoundDate, date_in
from reftel.telegram.dialects.layout import Copy
from reftel.telegram.dtg import INNER, full_year, moment, months
from reftel.telegram.fco_head import Heading, goes_on, opens
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Lines, Reading, upper
from reftel.telegram.message import running_text
from reftel.telegram.model import (
    Addressee,
    Caption,
    Classification,
    DateTimeGroup,
    Distribution,
    Identity,
    Office,
    PrecedenceWord,
    Subject,
    Telegram,
)
from reftel.telegram.series import OwnNumber, of_pair
from reftel.telegram.services import HeadWord

MOST_UNKNOWN = 6  # lines within a heading that nobody knows
# `YOUR TELNO 77 (NOT TO ALL): FERRY TREATY`; a sentence goes on without a colon.
BEHIND_REFERENCE = re.compile(
    r"\s{0,3}(?:\([A-Z ]{1,30}\))?\s{0,3}(?::\s{0,4}|\.?$)", re.IGNORECASE
)
LIST_HEAD = re.compile(
    r"\s{0,20}\[?(?:(?:[A-Z/&() -]{1,40}\s)?DISTRIBUTION(?:\sLIST)?|ADVANCE\sCOP(?:Y|IES)|"
    r"COPIES\sTO|REPEATED\sAS\sREQUESTED|DEPARTMENTAL\sDISTRIBUTION)\b[^.a-z]{0,40}\]?\.?$"
)


def message(copy: Copy) -> Telegram:
    """Return the record of a telegram whose heading has a TELNO line."""
    lines, findings = copy.lines, copy.findings
    furniture = page_marks.furniture(lines, "fco")
    content = furniture.content
    found = _heading(lines, content)
    heading = Heading(lines, found.addressing)
    level, captions = _markings(lines, found.words, findings)
    group = _group(heading, findings)
    addressees = heading.addressees()
    own = _identity(heading, addressees, group, findings)
    known = _own(own, addressees, group)
    head, subject = _subject(lines, content[found.stop :], known)
    rest = content[found.stop + head :]
    size, distribution = _distribution(lines, rest)
    size, signature, notes = closing(lines, rest[:size], findings)
    text = running_text(lines, rest[:size], furniture.breaks, level, signature)
    above = Reading(lines, content[found.stop : found.stop + head])
    cited = {
        each.target or each.text: each
        for reading in (text.reading, above)
        for each in reversed(fco_references.read(reading, known))
    }
    return Telegram(
        text=copy.text,
        encoding=copy.encoding,
        dialect="fco",
        identity=own,
        precedences=_precedences(addressees),
        dtg=group,
        originator=heading.originator(),
        addressees=addressees,
        distribution=distribution,
        classification=level,
        captions=(*captions, *_deskby(heading)),
        subject=subject,
        references=tuple(sorted(cited.values(), key=lambda each: each.span)),
        paragraphs=text.paragraphs,
        passages=passages.passages(text.reading, text.bounds),
        signature=signature,
        notes=notes,
        end_marks=tuple(furniture.end_marks),
        banners=tuple(furniture.banners),
        repairs=tuple(sorted([*lines.repairs, *text.repairs], key=lambda each: each.span)),
        blocks=lines.blocks(),
    )


class _Found(NamedTuple):
    """The lines of a heading: those that address it, and the words of the others by line.

    stop: the position behind the heading.
    """

    addressing: list[int]
    words: dict[int, tuple[HeadWord, ...]]
    stop: int


def _heading(lines: Lines, content: Sequence[int]) -> _Found:
    """Find and claim the heading: it ends below the number with the first line of another kind."""
    found = _Found([], {}, 0)
    stop, unknown, apart, numbered = 0, 0, False, False
    for at, index in enumerate(content):
        text = upper(lines.texts[index])
        if not text:
            apart = True
            continue
        opening = opens(text)
        if opening and not (numbered and apart and opening["address"] == "TO"):
            found.addressing.append(index)
            lines.claim(index, "heading")
        elif words := services.words("fco", text):
            found.words[index] = words
            lines.claim(index, "classification")
        elif found.addressing and not apart and _wrapped(lines, found, content[at - 1]):
            found.addressing.append(index)
            lines.claim(index, "heading")
        elif numbered:
            break
        elif found.addressing:
            unknown += 1
            if unknown > MOST_UNKNOWN:
                break
            continue
        numbered = numbered or "TEL" in text
        stop, apart = at + 1, False
    return found._replace(stop=stop)


def _wrapped(lines: Lines, found: _Found, above: int) -> bool:
    return found.addressing[-1] == above and goes_on(upper(lines.texts[above]))


def _markings(
    lines: Lines, found: dict[int, tuple[HeadWord, ...]], findings: Findings
) -> tuple[Classification | None, tuple[Caption, ...]]:
    level: Classification | None = None
    captions: list[Caption] = []
    for index, words in found.items():
        for word in words:
            span = lines.span(index, word.start, word.end)
            if word.garbled:
                findings.add("T053", span, f"{word.garbled} read as {word.row.word}")
            if word.row.kind == "level" and level is None:
                printed = lines.texts[index][word.start : word.end]
                level = Classification(level=services.level(word.row), printed=printed, span=span)
            elif word.row.kind == "caption":
                captions.append(word.caption(span))
    return level, tuple(captions)


def _deskby(heading: Heading) -> tuple[Caption, ...]:
    part = heading.part("deskby")
    if part is None:
        return ()
    span = heading.reading.span(part.start, part.begin)
    return (Caption(caption="DESKBY", kind="precedence word", span=span),)


def _group(heading: Heading, findings: Findings) -> DateTimeGroup | None:
    """Return the time behind FM or OF; its month and year may stand in OF 14 MARCH 1971."""
    part = heading.part("date")
    time = heading.time()
    printed = heading.value(part) if part else ""
    inner = INNER.search(printed)
    day = date_in(printed) if part and not (inner and inner["month"]) else None
    if time is None:
        findings.add("T050", Span(0, 0), "no time such as 141030Z behind FM or OF")
        return None
    words, start, end = time
    month, year = _month_and_year(inner, day)
    span = heading.reading.span(start, end)
    if not year:
        findings.add("T051", span, f"{words} has no year; a year expected behind the month")
    if day and day.day != int(words[:2]):
        findings.add("T055", span, f"{words} is not of day {day.day}, on which TELNO was given")
    when = moment(words[:6], month, year) if month and year else None
    return DateTimeGroup(time=when, letters="", zone="Z", year_printed=year, span=span)


def _month_and_year(inner: re.Match[str] | None, day: FoundDate | None) -> tuple[str, str]:
    if inner and inner["month"]:
        return inner["month"], inner["year"]
    if day is None:
        return "", ""
    month = next(name for name, number in months().items() if number == day.month)
    return month, str(day.year) if day.year else ""


def _identity(
    heading: Heading,
    addressees: Sequence[Addressee],
    group: DateTimeGroup | None,
    findings: Findings,
) -> Identity | None:
    number, sender = heading.number(), heading.originator()
    if number is None:
        return None
    action = next((each.post for each in addressees if each.role == "action"), "")
    post = sender.post if sender else ""
    printed, span = number
    for name, there in (("FM", post), ("TO", action)):
        if not there:
            findings.add("T052", span, f"no {name} line; the number {printed} counts for a pair")
    year = full_year(group.year_printed) if group and group.year_printed else 0
    return Identity(
        mrn=of_pair(year, post, action, int(printed)),
        year=year,
        post=post,
        number=int(printed),
        printed=printed,
        number_ground="heading",
        year_ground="date-time group" if year else "none",
        series="pair and year",
        span=span,
    )


def _own(
    own: Identity | None, addressees: Sequence[Addressee], group: DateTimeGroup | None
) -> OwnNumber:
    other = next((each.post for each in addressees if each.role == "action"), "")
    when = group.time if group else None
    return OwnNumber(
        when, "date-time group", own.post if own else "", other, own.number if own else 0
    )


def _precedences(addressees: Sequence[Addressee]) -> tuple[PrecedenceWord, ...]:
    """Return the action's precedence, then that of the others, each once."""
    words: list[PrecedenceWord] = [
        each.precedence
        for role in ("action", "info")
        for each in addressees
        if each.role == role and each.precedence
    ]
    return tuple(dict.fromkeys(words))


def _subject(lines: Lines, content: Sequence[int], own: OwnNumber) -> tuple[int, Subject | None]:
    """Return how many lines stand between heading and text, and the subject among them.

    `YOUR TELNO 77: FERRY TREATY` names both a telegram and the subject.
    """
    found: Subject | None = None
    taken = at = 0
    while at < len(content):
        if not lines.texts[content[at]]:
            at += 1
            continue
        behind = _behind_references(lines, content[at], own)
        size = 1 if behind else 0 if found else titles.height(lines, content[at:])
        if not size:
            break
        indices = content[at : at + size]
        found = found or titles.subject(lines, indices, behind)
        for index in indices:
            lines.claim(index, "references" if behind else "subject")
        at += size
        taken = at
    return taken, found


def _behind_references(lines: Lines, index: int, own: OwnNumber) -> int:
    """Return where the words behind its references begin on a line that they head; else 0."""
    reading = Reading(lines, (index,))
    found = fco_references.read(reading, own)
    if not found or found[0].span.start != lines.words(index).span.start:
        return 0
    end = reading.behind(found[-1].span)
    rest = BEHIND_REFERENCE.match(lines.texts[index], end)
    return rest.end() if rest else 0


def _distribution(lines: Lines, content: Sequence[int]) -> tuple[int, Distribution | None]:
    """Return how many lines are text, and the list of who got copies, which stands below it."""
    for at, index in enumerate(content):
        text = lines.texts[index]
        if at and text and LIST_HEAD.match(text):
            below = [other for other in content[at:] if lines.texts[other]]
            for other in below:
                lines.claim(other, "distribution")
            words = [lines.words(other) for other in below]
            offices = tuple(
                Office(symbol=each.text.strip("[]."), copies=None, span=each.span) for each in words
            )
            span = Span(words[0].span.start, words[-1].span.end)
            return at, Distribution(role="DISTRIBUTION", offices=offices, span=span)
    return len(content), None
