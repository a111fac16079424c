"""Rules of the National Archives' electronic telegrams: what two clocks and counts say."""

from datetime import datetime, timedelta

from reftel.telegram.checks.rule import Finding, Findings, rule
from reftel.telegram.model import Attribute, PageLine, Telegram

LATEST = timedelta(days=5)  # from the date-time group to the Department's page line
DIGITS = "0123456789"


@rule("T961")
def copies_add_up(telegram: Telegram) -> Findings:
    """X06: the printed total is the sum of the offices' copies."""
    listed = telegram.distribution
    if listed is None or listed.total is None:
        return None
    copies = [each.copies for each in (*listed.offices, *listed.info)]
    total = sum(count for count in copies if count is not None)
    if total == listed.total or not copies or None in copies:
        return []
    message = f"distribution says {listed.total:03} copies; the offices add up to {total:03}"
    return [Finding(message, listed.span)]


@rule("T962")
def day_of_draft(telegram: Telegram) -> Findings:
    """X07: the day of the date-time group is the Draft Date, or the Sent Date."""
    time = telegram.sent
    drafted = _dated(telegram, "Draft Date") or _dated(telegram, "Sent Date")
    if time is None or telegram.dtg is None or drafted is None:
        return None
    if drafted.date == time.date():
        return []
    message = f"date-time group says {time.date()}; {drafted.key} says {drafted.date}"
    return [Finding(message, telegram.dtg.span)]


def _dated(telegram: Telegram, key: str) -> Attribute | None:
    found = telegram.attribute(key)
    return found if found is not None and found.date is not None else None


LONGEST_NUMBER = 9  # digits; a longer run is no number of a document


@rule("T963")
def document_number(telegram: Telegram) -> Findings:
    """X08: page lines and classification line have the number of the Document Number."""
    document = telegram.attribute("Document Number")
    if document is None or not isinstance(document.words, str):
        return None
    tail = document.words[len(document.words.rstrip(DIGITS)) :]
    if not 0 < len(tail) <= LONGEST_NUMBER:
        return None
    said = f"Document Number says {tail}"
    found: list[Finding] = []
    own = telegram.identity
    printed = own is not None and own.number_ground == "classification line"
    if own is not None and printed and own.number != int(tail):
        found.append(Finding(f"classification line says number {own.printed}; {said}", own.span))
    for page in telegram.pages:
        if page.number.isdigit() and int(page.number) != int(tail):
            message = f"page line {page.page:02} says number {page.number}; {said}"
            found.append(Finding(message, page.span))
    return found


@rule("T964")
def received_after_sent(telegram: Telegram) -> Findings:
    """X09: the page line's time is at most five days behind the date-time group."""
    time = telegram.sent
    if time is None:
        return None
    pages = {each.time: each for each in reversed(telegram.pages) if _is_time(each.time)}
    if not pages:
        return None
    found: list[Finding] = []
    for page in pages.values():
        received = _received(page, time)
        if received is None or not timedelta() <= received - time <= LATEST:
            message = f"page line says {page.time}; date-time group says {time:%d%H%M}"
            found.append(Finding(f"{message}: 0 to 5 days later expected", page.span))
    return found


def _is_time(printed: str) -> bool:
    return len(printed) == len("ddhhmm") and printed.isdigit()


def _received(page: PageLine, sent: datetime) -> datetime | None:
    """Return the moment of a page line, which has no month: the nearest to the sending."""
    day, hour, minute = int(page.time[:2]), int(page.time[2:4]), int(page.time[4:])
    found: list[datetime] = []
    for near in (sent - timedelta(days=20), sent, sent + timedelta(days=20)):
        try:
            found.append(near.replace(day=day, hour=hour, minute=minute))
        except ValueError:
            continue
    return min(found, key=lambda each: abs(each - sent), default=None)


@rule("T965")
def line_count(telegram: Telegram) -> Findings:
    """X10: Line Count is the number of lines of the Message Text and one more."""
    counted = telegram.attribute("Line Count")
    if counted is None or not isinstance(counted.words, int):
        return None
    lines = _message_lines(telegram)
    if lines is None:
        return None
    if counted.words == lines + 1:
        return []
    message = f"Line Count says {counted.words}; the Message Text has {lines} lines"
    return [Finding(f"{message}: {lines + 1} expected", counted.span)]


def _message_lines(telegram: Telegram) -> int | None:
    """Return the lines from the first to the last that is not blank, without the release's own.

    A page break of the release leaves a form feed, stamps, and lines without even a blank.
    """
    titles = [at for at, block in enumerate(telegram.blocks) if block.kind == "title"]
    if len(titles) < 2:
        return None
    message = telegram.blocks[titles[0] + 1 : titles[1]]
    printed = [block.span for block in message if block.kind not in {"blank", "stamp"}]
    if not printed:
        return 0
    start, end = printed[0].start, printed[-1].end
    lines = _lines(telegram.text[start:end])
    stamps = sum(
        len(_lines(block.span.of(telegram.text)))
        for block in message
        if block.kind == "stamp" and start <= block.span.start < end
    )
    return len(lines) - lines.count("") - lines.count("\f") - stamps


def _lines(text: str) -> list[str]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.removesuffix("\n").split("\n")


@rule("T966")
def tags_of_attribute(telegram: Telegram) -> Findings:
    """X11: the TAGS of the text are among those of the attribute."""
    attribute = telegram.attribute("TAGS")
    if attribute is None or attribute.words is None or not telegram.tags:
        return None
    words = attribute.words if isinstance(attribute.words, tuple) else (str(attribute.words),)
    listed = " ".join(words).replace(",", " ").replace("(", " ").split()
    return [
        Finding(f"TAG {each.code} is not in the attribute TAGS; {' '.join(words)}", each.span)
        for each in telegram.tags
        if each.code not in listed
    ]


@rule("T967")
def first_office(telegram: Telegram) -> Findings:
    """X12: Office repeats the first ACTION or ORIGIN office."""
    attribute, listed = telegram.attribute("Office"), telegram.distribution
    if attribute is None or not isinstance(attribute.words, str):
        return None
    if listed is None or not listed.offices:
        return None
    expected = f"{listed.role} {listed.offices[0].symbol}"
    if attribute.words == expected:
        return []
    message = f"Office says {attribute.words}; distribution says {expected}"
    return [Finding(message, attribute.span)]
