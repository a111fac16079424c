"""Above the text: identity, transmission, time, addressees, and what the relay added."""

from datetime import date as Date  # noqa: N812 - fields are called `date`
from datetime import datetime
from typing import Literal

from reftel.telegram.model.base import Located, PrecedenceWord, Text

NumberGround = Literal[
    "classification line",
    "page line",
    "document number",
    "station serial",
    "MRN field",
    "heading",
    "first paragraph",
]
YearGround = Literal[
    "date-time group", "document number", "MRN field", "dateline", "e-mail", "none"
]
# What a number counts: all telegrams of a post in a year (United States, Australia), those of one
# post to one other in a year (United Kingdom), or those of a whole network.
NumberSeries = Literal["post and year", "pair and year", "network"]
ZoneGround = Literal["printed", "edition", "unknown", "no time"]
Role = Literal["action", "info", "exempted"]
AddresseeKind = Literal["post", "collective", "aig", "person", "other"]
DistributionRole = Literal["ACTION", "ORIGIN", "DISTRIBUTION"]
OfficerRole = Literal["drafted", "approved", "cleared", "released"]


class Section(Located, frozen=True, kw_only=True):
    """`SECTION 01 OF 02`; `of` is 0 where only the own number is printed."""

    number: int
    of: int


class SecondNumber(Located, frozen=True, kw_only=True):
    """A number of a travelling series beside the own one: TOSEC 080017."""

    series: str
    number: int


class Identity(Located, frozen=True, kw_only=True):
    """The message reference number, from the classification line or, failing that, as said.

    mrn: canonical, `08USUNNEWYORK303`: two digits of the year, post without blanks, number
    without zeros. year: 0 where nothing tells it, and then absent from `mrn`.
    post: canonical spelling of the tables, or the printed one without blanks.
    printed: the number with its zeros. number_ground, year_ground: where they were read.
    section: of the copy, where it is one of several. second_numbers: others on that line.
    series: what the number counts. A British number names the pair, `82LINDEN-FCO123`; an
    Australian one has a point before it, `49NEWYORK.UN44`. `post` is then the sender.
    """

    mrn: str
    year: int
    post: str
    number: int
    printed: str
    number_ground: NumberGround
    year_ground: YearGround
    section: Section | None = None
    second_numbers: tuple[SecondNumber, ...] = ()
    series: NumberSeries = "post and year"

    @property
    def is_whole(self) -> bool:
        """Whether it names one telegram: year, post and number are known, of a pair both posts."""
        has_other = not self.mrn.endswith(f"-{self.number}")
        return bool(self.mrn and self.year and self.post and self.number) and has_other


class Dateline(Located, frozen=True, kw_only=True):
    """`New York, 3 March 1949, 5.10 p.m.`: place and time as a heading or an edition has them.

    date: where it names a real day. local: the time as printed on a clock of 24 hours, "17:10",
    or "". time: the moment, aware, UTC; None where the zone or the time is not known.
    zone: whether the zone is printed (Z), given by the edition, or unknown.
    """

    printed: str
    place: str = ""
    date: Date | None = None
    local: str = ""
    time: datetime | None = None
    zone: ZoneGround = "no time"


class DateTimeGroup(Located, frozen=True, kw_only=True):
    """`O 042143Z APR 08`: precedence letters, day, time, zone, month, year.

    time: aware, UTC; None where the group names no real moment, or month or year is not printed.
    letters: as printed, highest first by custom, "OR". year_printed: "08".
    signals: operating signals behind it (ZFF4).
    """

    time: datetime | None
    letters: str
    zone: str
    year_printed: str
    signals: tuple[str, ...] = ()


class Transmission(Located, frozen=True, kw_only=True):
    """Format lines 1 to 4 and the relay's own lines; parts that a copy lacks are None or empty.

    identifier: VZCZCXYZ0001. digraph: OO. called: routing indicators of format line 2.
    station, serial, filed_day (1-366), filed_time (HHMM): `DE RUCNDT #0303 0952143`.
    warning: ZNR or ZNY; warning_letters: CCCCC. signals: ZZH and its like.
    """

    identifier: Text | None = None
    digraph: Text | None = None
    called: tuple[Text, ...] = ()
    station: Text | None = None
    serial: Text | None = None
    serial_section: int | None = None
    filed_day: int | None = None
    filed_time: str = ""
    filed: Text | None = None
    warning: Text | None = None
    warning_letters: str = ""
    signals: tuple[Text, ...] = ()


class Originator(Located, frozen=True, kw_only=True):
    """The FM line. post: canonical, empty where the tables do not know it."""

    name: str
    post: str = ""
    routing: str = ""
    offices: tuple[str, ...] = ()


class Addressee(Located, frozen=True, kw_only=True):
    """One line of TO, INFO or XMT.

    kind: what the name stands for. precedence: None where no word is printed (ROUTINE then).
    continuity: the message continuity number, as printed. by_bag: SAVING, not by wire.
    """

    role: Role
    kind: AddresseeKind
    name: str
    post: str = ""
    routing: str = ""
    offices: tuple[str, ...] = ()
    precedence: PrecedenceWord | None = None
    continuity: str = ""
    by_bag: bool = False


class Office(Located, frozen=True, kw_only=True):
    """`ARA-20` in a distribution list; copies is None where none are printed."""

    symbol: str
    copies: int | None


class Distribution(Located, frozen=True, kw_only=True):
    """`ACTION ARA-20 / INFO OCT-01 … /085 W`: who got how many copies in the Department.

    total: the printed sum. suffix: the letter behind it, W or R, meaning not established.
    The list below a British telegram has the role DISTRIBUTION and no copies.
    """

    role: DistributionRole
    offices: tuple[Office, ...]
    info: tuple[Office, ...] = ()
    total: int | None = None
    suffix: str = ""


class RelayCounter(Located, frozen=True, kw_only=True):
    """The dash line: counter, and from late 1976 filing time (DDHHMM) and copies."""

    counter: str
    time: str = ""
    copies: str = ""


class Officer(Located, frozen=True, kw_only=True):
    """`DRAFTED BY EB/ICD:JROE`: office before the colon, name or initials behind it."""

    role: OfficerRole
    office: str
    name: str


class PageLine(Located, frozen=True, kw_only=True):
    """`PAGE 02  LA PAZ 01647  01 OF 02  232223Z`; time is DDHHMM, without month."""

    page: int
    post: str
    number: str
    section: int | None = None
    of: int | None = None
    time: str = ""
