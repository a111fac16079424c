"""Each field of the archives' attributes against what was read from the text."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from printed import CLASS_LINE, GROUP, ORDER, Printed, squeezed
from reftel.telegram.model import Addressee, Telegram
from verdicts import Case, Comparison, verdict

Judge = Callable[[Printed, Telegram], Case]


def compared(text: Printed, telegram: Telegram) -> Iterator[Comparison]:
    """Yield every field's comparison."""
    for field, judge in JUDGES.items():
        case = judge(text, telegram)
        decided, why = verdict(case)
        yield Comparison(
            text.name, field, decided, case.attribute, case.read, case.printed.strip(), why
        )


def _from(text: Printed, telegram: Telegram) -> Case:
    """Judge `LA PAZ OR-P`: the station, and in 1979 the originating letters of the E.O. line."""
    station = re.sub(r"\sOR-[A-Z]$", "", text.attribute("From"))
    name, post = ("", "")
    if telegram.originator:
        name, post = telegram.originator.name, telegram.originator.post
    agrees = squeezed(station) == squeezed(post) or squeezed(name).endswith(squeezed(station))
    return Case(station, name, text.first(r"\s{0,8}FM\s"), agrees and bool(name))


def _originating(text: Printed, telegram: Telegram) -> Case:
    match = re.search(r"\sOR-([A-Z])$", text.attribute("From"))
    order = telegram.executive_order
    read = order.originating if order else ""
    line = "\n".join(each for each in text.lines if re.search(r"\bOR\s?-\s?[A-Z]\b", each))
    value = match[1] if match else ""
    return Case(value, read, line, value in read.split("/") and bool(value), stands=False)


# How the archives' indexers name agencies whose plain-language address has other words.
AGENCIES = {"COM": "USDOC", "AGR": "AGRICULTURE"}


def _to(text: Printed, telegram: Telegram) -> Case:
    """Judge `STATE     LIMA`: the first addressees, two in 1979, TO or INFO; MULTIPLE for more."""
    value = text.attribute("To")
    names = re.split(r"\s{2,}", re.sub(r"\s(?:NIACT|MULTIPLE)\b", " ", _spaced_to(value)))
    place = "\n".join(_address_lines(text))
    agrees = bool(telegram.action) and all(
        any(_addressed(name.strip(), each) for each in telegram.addressees)
        for name in names
        if name.strip()
    )
    read = "; ".join(each.name for each in telegram.addressees)
    return Case(
        value,
        read,
        place,
        agrees,
        whole=all(squeezed(n.name) in squeezed(place) for n in telegram.addressees),
        stands=all(squeezed(AGENCIES.get(name, name)) in squeezed(place) for name in names),
    )


def _spaced_to(value: str) -> str:
    # COM STATE and STATE AGR are two addressees with one blank between; WHITE HOUSE is one.
    return re.sub(r"\b(STATE|COM|AGR)\s(?=STATE|COM|AGR)", r"\1  ", value)


def _address_lines(text: Printed) -> Iterator[str]:
    inside = False
    for line in text.head:
        inside = bool(re.match(r"\s{0,8}(?:TO|XMT)\s", line)) or (inside and bool(line))
        if inside:
            yield line


def _addressed(name: str, addressee: Addressee) -> bool:
    words = AGENCIES.get(name, name)
    initials = "".join(word[0] for word in addressee.name.split())
    return (
        squeezed(words) in squeezed(addressee.name)
        or squeezed(words) == squeezed(addressee.post)
        or initials.startswith(words)
    )


def _draft_date(text: Printed, telegram: Telegram) -> Case:
    value = text.attribute("Draft Date") or text.attribute("Sent Date")
    read = telegram.dtg.time if telegram.dtg else None
    line = text.first(GROUP)
    if not value:
        return Case("", "", line, agrees=False)
    day = datetime.strptime(value.title(), "%d %b %Y").date()
    said = f"{read:%d%H%MZ %b %y}".upper() if read else ""
    stands = squeezed(f"{day:%b%y}").upper() in squeezed(line) and f" {day:%d}" in line
    return Case(
        value,
        said,
        line,
        read is not None and read.date() == day,
        whole=squeezed(said) in squeezed(line),
        stands=stands,
    )


def _level(text: Printed, telegram: Telegram) -> Case:
    value, line = text.attribute("Original Classification"), text.first(CLASS_LINE)
    level = telegram.classification
    read = level.level if level else ""
    # UNCLAS is printed for UNCLASSIFIED, and CONFIDENTIAL with blanks between its letters.
    letters = squeezed(level.printed) if level else ""
    whole = bool(letters) and letters in squeezed(line) and squeezed(read)[:6] == letters[:6]
    stands = squeezed(value)[:6] in squeezed(line)
    return Case(value, read, line, read == value, whole, stands)


DOCUMENT = re.compile(r"(?P<year>\d{4})(?P<post>[A-Z]{2,6})0*(?P<number>\d{1,6})$")


def _document(group: str) -> Judge:
    def judge(text: Printed, telegram: Telegram) -> Case:
        match = DOCUMENT.match(text.attribute("Document Number"))
        own = telegram.identity
        value = match[group] if match else ""
        read = str(getattr(own, group)) if own else ""
        # Five or six letters of the station: SANJO, USUNN.
        agrees = squeezed(read).startswith(value) if group == "post" else read == value
        place = text.first(GROUP) if group == "year" else text.first(CLASS_LINE)
        return Case(value, read, place, agrees and bool(read))

    return judge


def _office(text: Printed, telegram: Telegram) -> Case:
    lists = telegram.distribution
    read = f"{lists.role} {lists.offices[0].symbol}" if lists and lists.offices else ""
    value = text.attribute("Office")
    return Case(value, read, text.first(r"\s{0,8}(?:ACTION|ORIGIN)\s"), read == value)


def _subject(text: Printed, telegram: Telegram) -> Case:
    """Judge what may be cut in the middle of a line, or running on into paragraph 1."""
    value, place = text.attribute("Subject"), text.field(r"SUBJ(?:ECT)?")
    read = telegram.subject.text if telegram.subject else ""
    mark = telegram.subject.mark.printed if telegram.subject and telegram.subject.mark else ""
    ways = {squeezed(read), squeezed(mark + read), squeezed(read + mark)}
    whole = ways & {squeezed(place)}
    # A beginning of what is printed is a cut attribute, not the value that stands there.
    cut = squeezed(place).startswith(squeezed(value)) and bool(whole)
    stands = squeezed(value) in squeezed(place) and not cut
    return Case(value, read, place, squeezed(value) in ways and bool(read), bool(whole), stands)


PERSON = re.compile(r"\(([^()]*)\)?")


def codes(words: str) -> set[str]:
    """Return the codes of a TAGS line or attribute, persons in parentheses left out."""
    bare = re.sub(r"\bN/A\b", " ", PERSON.sub(" ", words.upper()))
    return {squeezed(each) for each in re.split(r"[\s,;.]+", bare)} - {""}


def _tags(text: Printed, telegram: Telegram) -> Case:
    """Judge the codes; the indexers added some and spelt others right."""
    value, place = text.attribute("TAGS"), text.tags()
    read, said = {squeezed(each.code) for each in telegram.tags}, codes(place)
    listed = codes(value)
    return Case(
        value,
        " ".join(each.code for each in telegram.tags),
        place,
        read == listed,
        whole=read == said,
        stands=bool((listed & said) - read) or bool(read - said),
    )


def _persons(text: Printed, telegram: Telegram) -> Case:
    """Judge the persons; the indexers added some that only the text below names."""
    names = PERSON.findall(text.attribute("TAGS"))
    place = " ".join(PERSON.findall(text.tags()))
    read = [each.person for each in telegram.tags if each.person]
    value = ["".join(sorted(squeezed(each))) for each in names]
    stands = any(squeezed(each) in squeezed(place) for each in names if each not in read)
    agrees = value == ["".join(sorted(squeezed(each))) for each in read]
    if not read and not place:
        return Case("; ".join(names), "", "", agrees)
    whole = squeezed("".join(read)) == squeezed(place)
    return Case("; ".join(names), "; ".join(read), place, agrees, whole, stands and not whole)


def _references(text: Printed, telegram: Telegram) -> Case:
    """Judge the block's words of 1974 (see `_words`), or the list of 1979 (see `_made_list`)."""
    value, place = text.attribute("Reference"), text.references()
    made = MADE.findall(value)
    judge = _made_list if len(made) == len(value.split(",")) else _words
    return judge(value, place, telegram)


MADE = re.compile(r"(?:^|,\s)(\d\d) ([A-Z][A-Z ]{0,30}) (\d{1,6})(?=,|$)")


def _words(value: str, place: str, telegram: Telegram) -> Case:
    """Judge the words of the REF block, in runs of 35 characters with a comma put in, then cut."""
    found = telegram.references
    read = "; ".join(f"{each.letter} {each.text}".strip() for each in found)
    # The reader leaves out the words that join the entries, and garbled letters: (BL LA PAZ.
    same = squeezed(read) == squeezed(re.sub(r"\bAND\b", " ", value)) or (
        _figures(value) == _figures(read)
        and all(squeezed(each.text) in squeezed(value) for each in found)
    )
    whole = squeezed(read) == squeezed(place)
    return Case(
        value,
        read,
        place,
        same and bool(found),
        whole,
        squeezed(value) in squeezed(place) and not whole,
    )


def _figures(words: str) -> list[str]:
    return re.findall(r"\d+", words)


def _made_list(value: str, place: str, telegram: Telegram) -> Case:
    """Judge `79 STATE 9720, 78 LA PAZ 1579`, made by the indexers: year, post, number."""
    own, telegrams = telegram.identity, [e for e in telegram.references if e.kind == "telegram"]
    found = {(e.year % 100, squeezed(e.post), e.number) for e in telegrams}
    said = {(int(year), squeezed(post), int(number)) for year, post, number in MADE.findall(value)}
    # A number that the own post had not yet reached in that year: the indexers' slip.
    impossible = {
        each
        for each in said
        if own and each[:2] == (own.year % 100, squeezed(own.post)) and each[2] >= own.number
    }
    unlike, fault = said - found, said - found - impossible
    read = "; ".join(f"{e.year % 100:02d} {e.post} {e.number}" for e in telegrams)
    return Case(value, read, place, not unlike, whole=not fault, stands=bool(fault))


def _restrictions(text: Printed, telegram: Telegram) -> Case:
    value = text.attribute("Original Handling Restrictions")
    listed = {squeezed(each) for each in re.split(r"[,;/]", value)}
    read = {squeezed(each.caption) for each in telegram.captions}
    place = "\n".join(
        line
        for line in text.lines
        if line and listed | {""} >= {squeezed(x) for x in line.split("/")}
    )
    said = " ".join(each.caption for each in telegram.captions)
    return Case(value, said, place, listed <= read)


FORMS = {"GS": "GDS", "AS": "ADS", "NA": "N/A", "RR": "RDS", "OA": "OADR", "GDS": "GDS"}
WORTH = re.compile(
    r"(?:\d{5}\s)?(?P<form>N/?A|GDS|[A-Z]{2}|X\d)\b,?"
    r"(?:\s(?P<date>\d{8}|\d{1,2}/\d{1,2}/\d{2}))?(?:\s\(?(?P<name>[^()]+)\)?)?$"
)


def _order(text: Printed, telegram: Telegram) -> Case:
    """Judge `GS 19851207 THOMPSON, STEPHEN H`: form, date, who classified."""
    value, place = text.attribute("Executive Order"), _order_lines(text)
    order, match = telegram.executive_order, WORTH.match(value)
    if order is None or match is None:
        return Case(value, "", place, agrees=False)
    code = squeezed(match["form"])
    form = f"XGDS-{code[1]}" if code[0] == "X" else FORMS.get(code, code)
    mine = order.exemption if form.startswith("XGDS") else order.form
    day = order.date.strftime("%Y%m%d") if order.date else ""
    agrees = (
        squeezed(mine) == squeezed(form)
        and (match["date"] is None or day == _eight(match["date"]))
        and (match["name"] is None or _surname(match["name"]) == _surname(order.classifier))
    )
    parts = [form] if squeezed(mine) != squeezed(form) else []
    parts += (
        [_surname(match["name"])]
        if match["name"] and _surname(match["name"]) != _surname(order.classifier)
        else []
    )
    stands = bool(parts) and all(squeezed(each) in squeezed(place) for each in parts)
    said = f"{mine} {day} {order.classifier}".strip()
    return Case(value, said, place, agrees, squeezed(order.element) in squeezed(place), stands)


def _order_lines(text: Printed) -> str:
    for at, line in enumerate(text.lines):
        if ORDER.match(line):
            below = text.lines[at + 1] if at + 1 < len(text.lines) else ""
            return line if re.match(r"\s{0,4}(?:TAGS|SUBJ)", below) else f"{line}\n{below}"
    return ""


def _eight(date: str) -> str:
    if "/" not in date:
        return date
    month, day, year = date.split("/")
    return f"19{year}{int(month):02d}{int(day):02d}"


def _surname(name: str) -> str:
    if "," in name:
        return squeezed(name.partition(",")[0])
    return squeezed(name.rsplit(maxsplit=1)[-1]) if name.split() else ""


def _line_count(text: Printed, telegram: Telegram) -> Case:
    """Judge the number of lines between the titles, counted by the record's blocks."""
    value, read = text.attribute("Line Count"), _lines_of(telegram)
    return Case(value, str(read), str(text.line_count), value == str(read))


def _lines_of(telegram: Telegram) -> int:
    rows: list[str] = []
    inside = False
    for block in telegram.blocks:
        words = block.span.of(telegram.text)
        if block.kind == "title":
            inside = "Message Text" in words
        elif inside and block.kind != "stamp":
            rows += [row for row in words.splitlines() if row]
    first = next((at for at, row in enumerate(rows) if row.strip()), len(rows))
    return len(rows) - first + (1 if rows and rows[-1].strip() else 0)


LINES_OF_A_PAGE = 54


def _page_count(text: Printed, telegram: Telegram) -> Case:
    """Judge the pages: the page lines, or in texts of several sections the lines over 54.

    Each section begins a page of its own and so has more page lines than the joined text pages.
    """
    value, lines = text.attribute("Page Count"), text.line_count - 1
    read = {len(telegram.pages), -(-lines // LINES_OF_A_PAGE)}
    whole = len(telegram.pages) == text.page_lines
    said = str(len(telegram.pages))
    return Case(value, said, str(text.page_lines), value in map(str, read) and whole, whole)


def _drafter(text: Printed, telegram: Telegram) -> Case:
    """Judge `ARA/AND/B:PTAYLOR`; the indexers leave out the office, or the typist's initials."""
    drafted = next((each for each in telegram.officers if each.role == "drafted"), None)
    value, place = text.attribute("Drafter"), text.first(r"\s{0,8}DRAFTED")
    if drafted is None:
        return Case(value, "", place, agrees=False)
    read = f"{drafted.office}:{drafted.name}".strip(":")
    ways = {read, drafted.name, read.rpartition(":")[0]}
    return Case(value, read, place, squeezed(value) in {squeezed(each) for each in ways})


JUDGES: dict[str, Judge] = {
    "From": _from,
    "From: originating letter": _originating,
    "To": _to,
    "Draft Date": _draft_date,
    "Original Classification": _level,
    "Document Number: year": _document("year"),
    "Document Number: post": _document("post"),
    "Document Number: number": _document("number"),
    "Office": _office,
    "Subject": _subject,
    "TAGS": _tags,
    "TAGS: persons": _persons,
    "Reference": _references,
    "Original Handling Restrictions": _restrictions,
    "Executive Order": _order,
    "Line Count": _line_count,
    "Page Count": _page_count,
    "Drafter": _drafter,
}
