"""Small records by hand: only what a rule looks at, so that no reader stands between."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from reftel.core.span import Span
from reftel.telegram.model import (
    Addressee,
    Attribute,
    Caption,
    Citation,
    Classification,
    Dateline,
    DateTimeGroup,
    Declassification,
    Distribution,
    ExecutiveOrder,
    Identity,
    Office,
    Originator,
    PageLine,
    Paragraph,
    Passage,
    PassLine,
    PortionMark,
    Reference,
    Repair,
    Section,
    Subject,
    Tag,
    Telegram,
    Text,
    Transmission,
)

HERE = Span(0, 4)
APRIL_2008 = datetime(2008, 4, 4, 21, 43, tzinfo=UTC)  # day 095 of a leap year
MAY_1975 = datetime(1975, 5, 14, 17, 55, tzinfo=UTC)
NOVEMBER_1979 = datetime(1979, 11, 12, 9, 0, tzinfo=UTC)


class Case(NamedTuple):
    """A rule's code, a telegram that keeps it, one that breaks it, and what is said of that."""

    code: str
    good: Telegram
    bad: Telegram
    message: str


def telegram(text: str = "", /, **fields: Any) -> Telegram:
    given: dict[str, Any] = {"encoding": "utf-8", "dialect": "line", "blocks": (), **fields}
    return Telegram(text=text, **given)


def words(text: str) -> Text:
    return Text(text=text, span=HERE)


def written(day: date) -> Dateline:
    return Dateline(printed=str(day), date=day, span=HERE)


def group(time: datetime | None = APRIL_2008, letters: str = "O", **fields: Any) -> DateTimeGroup:
    year = f"{time:%y}" if time else "08"
    fields = {"zone": "Z", "year_printed": year, "span": HERE, **fields}
    return DateTimeGroup(time=time, letters=letters, **fields)


def lines(**fields: Any) -> Transmission:
    return Transmission(span=HERE, **fields)


def sender(post: str = "QUITO", name: str = "") -> Originator:
    return Originator(name=name or f"AMEMBASSY {post}", post=post, span=HERE)


def addressee(name: str = "SECSTATE WASHDC", post: str = "STATE", **fields: Any) -> Addressee:
    fields = {"role": "action", "kind": "post", "span": HERE, **fields}
    return Addressee(name=name, post=post, **fields)


def informed(name: str = "AMEMBASSY LIMA", post: str = "LIMA", **fields: Any) -> Addressee:
    return addressee(name, post, **{"role": "info", **fields})


def identity(number: int = 303, post: str = "QUITO", **fields: Any) -> Identity:
    fields = {
        "year": 2008,
        "printed": f"{number:06}",
        "number_ground": "classification line",
        "year_ground": "date-time group",
        "span": HERE,
        **fields,
    }
    return Identity(
        mrn=f"{fields['year'] % 100:02}{post}{number}", post=post, number=number, **fields
    )


def level(name: Any = "CONFIDENTIAL", printed: str = "C O N F I D E N T I A L") -> Classification:
    return Classification(level=name, printed=printed, span=HERE)


def unclassified() -> Classification:
    return level("UNCLASSIFIED", "UNCLAS")


def section(number: int, of: int) -> Section:
    return Section(number=number, of=of, span=HERE)


def page(page: int, **fields: Any) -> PageLine:
    fields = {"post": "QUITO", "number": "00303", "time": "141902", "span": HERE, **fields}
    return PageLine(page=page, **fields)


def caption(name: str, kind: str = "distribution") -> Caption:
    return Caption(caption=name, kind=kind, span=HERE)


def pass_line(place: str) -> PassLine:
    return PassLine(place=place, verb="FOR", recipient="POL", span=HERE)


def order(number: str = "12958", form: str = "DECL", **fields: Any) -> ExecutiveOrder:
    fields = {"element": form, "printed": number, "span": HERE, **fields}
    undated = Declassification(date=None, rule="")
    return ExecutiveOrder(order=number, form=form, declassification=undated, **fields)


def tag(code: str, kind: Any = "subject", person: str = "") -> Tag:
    return Tag(
        code=code, kind=kind, title="" if kind == "unknown" else code, person=person, span=HERE
    )


def mark(name: Any = "CONFIDENTIAL", printed: str = "(C)") -> PortionMark:
    return PortionMark(printed=printed, level=name, span=HERE)


def subject(text: str = "FERRY TALKS", **fields: Any) -> Subject:
    return Subject(text=text, span=HERE, **fields)


def reference(letter: str = "", post: str = "LIMA", number: int = 44, **fields: Any) -> Reference:
    fields = {"kind": "telegram", "text": f"{post} {number}", "year": 2008, "span": HERE, **fields}
    return Reference(letter=letter, post=post, number=number, **fields)


def cited(*letters: str) -> Citation:
    return Citation(kind="reference", letters=letters, paragraph=0, span=HERE)


def paragraph(number: int | None = 1, text: str = "THE TALKS GO ON.", **fields: Any) -> Paragraph:
    given: dict[str, Any] = {"span": HERE, **fields}
    return Paragraph(number=number, text=text, **given)


def passage(kind: Any = "summary", *, closed: bool, title: str = "", span: Span = HERE) -> Passage:
    return Passage(kind=kind, title=title, first=0, last=0, closed=closed, span=span)


def office(symbol: str, copies: int) -> Office:
    return Office(symbol=symbol, copies=copies, span=HERE)


def distribution(total: int) -> Distribution:
    return Distribution(
        role="ACTION",
        offices=(office("ARA", 10),),
        info=(office("OCT", 1), office("ISO", 0)),
        total=total,
        span=HERE,
    )


def attribute(key: str, value: Any = None, day: date | None = None) -> Attribute:
    return Attribute(key=key, printed=str(value or day), words=value, date=day, span=HERE)


def repair(kind: Any) -> Repair:
    return Repair(kind=kind, text="", span=HERE)
