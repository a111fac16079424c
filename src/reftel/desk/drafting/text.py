"""The line message that a draft makes: what follows from the drafter's words is filled in."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, timedelta

from reftel.desk.drafting.draft import NOT_CLASSIFIED, REASON, Draft, DraftError
from reftel.tables import load
from reftel.tables.rows import Level, PostRow
from reftel.telegram import addresses, posts
from reftel.telegram.executive_order import in_force
from reftel.telegram.writing.lines import joined, kept, wrapped
from reftel.telegram.writing.parts import MONTHS, UNDER, captions, spaced

KINDS = {
    "embassy": "AMEMBASSY",
    "consulate": "AMCONSUL",
    "consulate general": "AMCONSUL",
    "mission": "USMISSION",
    "interests section": "USINT",
    "regional embassy office": "REO",
}
# By the order in force: its section for reasons, and the years after which it declassifies.
REASONS = {"12958": "1.5", "13292": "1.4", "13526": "1.4"}
SECTION_OF_2003 = date(2003, 3, 25)  # since then the order's reasons stand in section 1.4
ORDERED_SINCE = date(1973, 3, 1)
TEN_YEARS, SIX_YEARS = 10, 6
LONG_NUMBERS = 1996  # since this year numbers have six figures, with zeros
MARKS: dict[Level, str] = {
    "UNCLASSIFIED": "U",
    "SBU": "SBU",
    "LIMITED OFFICIAL USE": "LOU",
    "CONFIDENTIAL": "C",
    "SECRET": "S",
    "TOP SECRET": "TS",
}
MARKED_SINCE = date(1978, 12, 1)  # since order 12065 each paragraph has its mark


def lines(words: Draft) -> Iterator[str]:
    """Yield the lines of the message that a draft makes, what follows from it filled in.

    Raises DraftError for a sender that no table knows.
    """
    sent = words.sent.astimezone(UTC)
    sender = _sender(words.sender)
    letters = {row.name: row.letter for row in load.precedences()}
    addressed = [*_addressed(words, words.to), *_addressed(words, words.info)]
    ranks = [row.letter for row in sorted(load.precedences(), key=lambda row: row.rank or 0)]
    used = {letters[each.precedence or words.precedence] for each in addressed}
    highest_first = " ".join(sorted(used, key=ranks.index))
    yield f"{highest_first} {sent:%d%H%M}Z {MONTHS[sent.month - 1]} {sent:%y}"
    yield f"FM {_name(sender)}"
    yield from _addresses("TO", words, words.to)
    yield from _addresses("INFO", words, words.info)
    yield ""
    number = f"{words.number:0{6 if sent.year >= LONG_NUMBERS else 4}}"
    yield " ".join([spaced(words.classification), _short(sender), number])
    yield ""
    yield from joined(
        [
            captions(words.classification, map(str.upper, words.captions)),
            [each.upper() for each in words.passed],
            [*_order(words, sent.date()), *_about(words)],
            _references(words.references),
            _classified(words, sent.date()),
            *(_paragraph(words, at, sent.date()) for at in range(len(words.paragraphs))),
        ]
    )
    yield words.signature.upper()


def _sender(name: str) -> PostRow:
    row = posts.known(name) or posts.addressed(name)
    if row is None:
        near = posts.nearest(name)
        hint = f"; did you mean {near.mrn}?" if near else ""
        message = f"from: {name!r} is no post of the tables{hint}"
        raise DraftError(message)
    return row


def _short(row: PostRow) -> str:
    """Return the post as the line of the number has it: LA PAZ, CALDESSA."""
    names = (each.upper() for each in (row.name, *row.aliases))
    return next((each for each in names if each.replace(" ", "") == row.mrn), row.mrn)


def _name(row: PostRow) -> str:
    """Return the post as an address has it: AMEMBASSY LA PAZ, SECSTATE WASHDC."""
    if row.mrn == "STATE":
        return "SECSTATE WASHDC"
    kind = KINDS.get(row.kind)
    return f"{kind} {_short(row)}" if kind else row.name.upper()


def _addressed(words: Draft, names: Iterable[str]) -> Iterator[addresses.Parts]:
    for name in names:
        found = addresses.parts(name.upper())
        yield found if found.precedence else found._replace(precedence=words.precedence)


def _addresses(keyword: str, words: Draft, names: Iterable[str]) -> Iterator[str]:
    """Yield a line for each addressee, known ones with their routing and full name."""
    for at, each in enumerate(_addressed(words, names)):
        offices = f" //{'/'.join(each.offices)}//" * bool(each.offices)
        line = f"{_routed(each.name)}{offices} {each.precedence} {each.continuity}".rstrip()
        yield f"{'' if at else keyword + ' '}{line}"


def _routed(name: str) -> str:
    """Return a name with its routing indicator, in full where it is known as it stands."""
    group, row = posts.collective(name), posts.known(name)
    if group:
        return f"{group.routing}/{name}" if group.routing else name
    full, found = (_name(row) if row else name), row or posts.addressed(name)
    return f"{found.routing[0]}/{full}" if found and found.routing else full


def _order(words: Draft, day: date) -> Iterator[str]:
    """Yield the E.O. line that the day asks for, with the usual date of declassification."""
    if day < ORDERED_SINCE:
        return
    order = in_force(day)
    if words.classification in NOT_CLASSIFIED:
        yield f"E.O. {order}: N/A"
    elif order == "11652":
        yield f"E.O. {order}: GDS"
    elif order == "12065":
        name = f" ({words.classified_by.upper()})" if words.classified_by else ""
        yield f"E.O. {order}: GDS {words.declassify or _after(day, SIX_YEARS):%m/%d/%y}{name}"
    elif order == "12356":
        until = f"{words.declassify:%m/%d/%y}" if words.declassify else "OADR"
        yield f"E.O. {order}: DECL: {until}"
    else:
        yield f"E.O. {order}: DECL: {words.declassify or _after(day, TEN_YEARS):%m/%d/%Y}"


def _after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return (day + timedelta(days=1)).replace(year=day.year + years)


def _about(words: Draft) -> Iterator[str]:
    if words.tags:
        yield from wrapped(f"TAGS: {', '.join(words.tags).upper()}")
    yield from wrapped(words.subject.upper(), "SUBJECT: ")


def _references(listed: list[str]) -> Iterator[str]:
    for at, each in enumerate(listed):
        letter = f"{chr(ord('A') + at)}. " if len(listed) > 1 else ""
        yield from wrapped(each, f"{UNDER if at else 'REF: '}{letter}", UNDER + " " * len(letter))


def _classified(words: Draft, day: date) -> list[str]:
    """Return the line of the classifier, which orders since 1995 ask for."""
    order = in_force(day) if day >= ORDERED_SINCE else ""
    if order not in REASONS or not words.classified_by or words.classification in NOT_CLASSIFIED:
        return []
    section = "1.4" if day >= SECTION_OF_2003 else "1.5"
    found = [REASON.search(each) for each in words.reasons]
    letters = [f"({each['letter'].lower()})" for each in found if each]
    listed = " and ".join(filter(None, [", ".join(letters[:-1]), *letters[-1:]]))
    reasons = f" for reasons {section} {listed}" if letters else ""
    return wrapped(f"Classified By: {words.classified_by}{reasons}.")


def _paragraph(words: Draft, at: int, day: date) -> list[str]:
    each = words.paragraphs[at]
    is_marked = day >= MARKED_SINCE and words.classification not in {"UNCLASSIFIED"}
    mark = each.mark.upper() or (MARKS.get(words.classification, "") if is_marked else "")
    first = f"{at + 1}. " + (f"({mark.strip('()')}) " if mark else "")
    heading = [each.heading, ""] if each.heading else []
    return [*heading, *kept(each.text.strip("\n"), first)]
