"""Between the classification line and the text: markings, E.O., TAGS, SUBJECT, REF."""

from datetime import date as Date  # noqa: N812 - fields are called `date`
from typing import Literal

from reftel.telegram.model.base import Level, Located, Record, Text

Verb = Literal["PASS", "FOR"]
TagKind = Literal["subject", "program", "country", "region", "organisation", "person", "unknown"]
ReferenceKind = Literal[
    "telegram",
    "airgram",
    "dtg",
    "septel",
    "e-mail",
    "phone",
    "fax",
    "letter",
    "memo",
    "report",
    "regulation",
    "other",
]
ReferenceYearGround = Literal[
    "stated", "date", "date-time group", "dateline", "previous year", "none"
]


class Classification(Located, frozen=True, kw_only=True):
    """The level on the classification line, as printed and as a level of the tables."""

    level: Level
    printed: str


class Caption(Located, frozen=True, kw_only=True):
    """NODIS, EXDIS, SIPDIS …: one printed caption, canonical. kind: its family, or "unknown"."""

    caption: str
    kind: str


class PassLine(Located, frozen=True, kw_only=True):
    """`DEPT PASS TREASURY`, `LIMA FOR FULLMER`: place (may be empty), verb, for whom."""

    place: str
    verb: Verb
    recipient: str


class Declassification(Record, frozen=True, kw_only=True):
    """The date that the rules give, and the rule. date: None where no date follows."""

    date: Date | None
    rule: str


class ExecutiveOrder(Located, frozen=True, kw_only=True):
    """The E.O. line.

    order: as it must be meant, "11652"; printed: as it stands. form: GDS, ADS, XGDS, XDS, RDS,
    DECL, OADR, N/A, or "" where the element cannot be read. exemption: "XGDS-2", "X1", "25X1".
    date or event: as given. classifier: name in parentheses or of the Classified By line.
    originating: the OR- letters of 1979. reasons: "1.4(b)" one by one.
    """

    order: str
    printed: str
    form: str
    element: str
    date: Date | None = None
    event: str = ""
    exemption: str = ""
    classifier: str = ""
    originating: str = ""
    reasons: tuple[str, ...] = ()
    classified_by: Text | None = None
    declassification: Declassification


class Tag(Located, frozen=True, kw_only=True):
    """One TAG, looked up by the year of the telegram.

    kind: "unknown" where no table of that era has it; then the title is empty.
    person: the name in parentheses behind it, as printed.
    """

    code: str
    kind: TagKind
    title: str
    person: str = ""


class PortionMark(Located, frozen=True, kw_only=True):
    """`(C/NF)`: level and control marks behind it."""

    printed: str
    level: Level
    controls: tuple[str, ...] = ()


class Subject(Located, frozen=True, kw_only=True):
    """The SUBJECT line, lines joined; the mark before or behind it is taken off."""

    text: str
    mark: PortionMark | None = None


class Reference(Located, frozen=True, kw_only=True):
    """One entry of the REF block, as written and as it is meant.

    letter: "" where the block has none. target: canonical MRN (08STATE34975) of a telegram,
    "LAPAZ A-236" of an airgram, else "". year: 0 where none follows; year_ground: stated, from
    the date behind the number, from the date-time group or the dateline of the telegram, or the
    previous year, where the number fits the series of that one better. confidence: how likely the
    year is, 0 to 1, 1 where it is stated; others: the targets of the years that it may be instead.
    date: of an e-mail, letter, call, or behind a number. notes: NOTAL, EXDIS …
    """

    letter: str
    kind: ReferenceKind
    text: str
    target: str = ""
    post: str = ""
    number: int = 0
    year: int = 0
    year_ground: ReferenceYearGround = "none"
    confidence: float = 0.0
    others: tuple[str, ...] = ()
    date: Date | None = None
    dtg: str = ""
    notes: tuple[str, ...] = ()
