"""The records that a telegram is read into: frozen, typed, each with its place in the source.

Every `span` counts characters of the telegram's original text, `Telegram.text`. A value that the
text does not print is None or empty; a value that was worked out says from what it was.
"""

from datetime import date as Date  # noqa: N812 - fields are called `date`
from datetime import datetime
from typing import Literal

import msgspec

from reftel.core.diagnostic import Diagnostic
from reftel.core.span import Span

Dialect = Literal["line", "archives", "unknown"]
PrecedenceWord = Literal[
    "EMERGENCY COMMAND", "FLASH", "NIACT IMMEDIATE", "IMMEDIATE", "PRIORITY", "ROUTINE", "DEFERRED"
]
Level = Literal[
    "UNCLASSIFIED",
    "SBU",
    "CUI",
    "LIMITED OFFICIAL USE",
    "OFFICIAL USE ONLY",
    "RESTRICTED",
    "CONFIDENTIAL",
    "SECRET",
    "TOP SECRET",
]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """A frozen record; fields that hold their default are left out of its JSON."""


class Located(Record, frozen=True, kw_only=True):
    """A record that stands in one place of the original text."""

    span: Span


class Text(Located, frozen=True, kw_only=True):
    """Words as the telegram prints them."""

    text: str


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
    printed: the number with its zeros. ground: where number and year were read.
    """

    mrn: str
    year: int
    post: str
    number: int
    printed: str
    number_ground: Literal["classification line", "page line", "document number", "station serial"]
    year_ground: Literal["date-time group", "document number", "none"]
    section: Section | None = None
    second_numbers: tuple[SecondNumber, ...] = ()


class DateTimeGroup(Located, frozen=True, kw_only=True):
    """`O 042143Z APR 08`: precedence letters, day, time, zone, month, year.

    time: aware, UTC; None where the group names no real moment.
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
    continuity: the message continuity number, as printed.
    """

    role: Literal["action", "info", "exempted"]
    kind: Literal["post", "collective", "aig", "other"]
    name: str
    post: str = ""
    routing: str = ""
    offices: tuple[str, ...] = ()
    precedence: PrecedenceWord | None = None
    continuity: str = ""


class Office(Located, frozen=True, kw_only=True):
    """`ARA-20` in a distribution list; copies is None where none are printed."""

    symbol: str
    copies: int | None


class Distribution(Located, frozen=True, kw_only=True):
    """`ACTION ARA-20 / INFO OCT-01 … /085 W`: who got how many copies in the Department.

    total: the printed sum. suffix: the letter behind it, W or R, meaning not established.
    """

    role: Literal["ACTION", "ORIGIN"]
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

    role: Literal["drafted", "approved", "cleared", "released"]
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
    verb: Literal["PASS", "FOR"]
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
    kind: Literal["subject", "program", "country", "region", "organisation", "person", "unknown"]
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
    "LAPAZ A-236" of an airgram, else "". year: 0 where none follows; year_ground: stated,
    from the date-time group, from the number being too high for the own post in that year,
    or none. date: of an e-mail, letter, call, or behind a number. notes: NOTAL, EXDIS …
    """

    letter: str
    kind: Literal[
        "telegram",
        "airgram",
        "e-mail",
        "dtg",
        "phone",
        "letter",
        "memo",
        "report",
        "septel",
        "other",
    ]
    text: str
    target: str = ""
    post: str = ""
    number: int = 0
    year: int = 0
    year_ground: Literal["stated", "date", "date-time group", "previous year", "none"] = "none"
    date: Date | None = None
    dtg: str = ""
    notes: tuple[str, ...] = ()


class Paragraph(Located, frozen=True, kw_only=True):
    """A paragraph of the text, page furniture taken out.

    number: None where none is printed. mark: printed on it; level: of the mark, else inherited
    from a mark on the entire text, else from the classification line, as `level_ground` says.
    heading: on its own line above, or None. text: without number and mark, line breaks kept.
    """

    number: int | None
    text: str
    mark: PortionMark | None = None
    level: Level | None = None
    level_ground: Literal["printed", "entire text", "classification line", "none"] = "none"
    entire_text: bool = False
    heading: Text | None = None

    @property
    def flowed(self) -> str:
        """The text in one line; a word divided at a line's end is joined again."""
        parts: list[str] = []
        for line in self.text.split("\n"):
            bare = line.strip()
            if parts and parts[-1].endswith("-") and parts[-1][-2:-1].isalpha():
                parts[-1] = parts[-1][:-1] + bare if bare[:1].isalpha() else parts[-1] + bare
            elif bare:
                parts.append(bare)
        return " ".join(parts)


class Passage(Located, frozen=True, kw_only=True):
    """A named block of the text, up to its closing words.

    Where nothing closes it, it ends with its paragraph.
    first, last: indices into Telegram.paragraphs. closed: whether END … is printed.
    """

    kind: Literal[
        "summary",
        "comment",
        "action request",
        "quoted text",
        "background",
        "talking points",
        "non-paper",
        "bio note",
        "unclassified",
        "other",
    ]
    title: str
    first: int
    last: int
    closed: bool


class Citation(Located, frozen=True, kw_only=True):
    """Words in the text that point to references: `refs B-C` is letters B and C.

    letters: empty for a bare `reftel` or `septel`. paragraph: index into Telegram.paragraphs.
    """

    kind: Literal["reference", "reftel", "septel"]
    letters: tuple[str, ...]
    paragraph: int


class Attribute(Located, frozen=True, kw_only=True):
    """One `Key: value` of the National Archives' record.

    words: None for n/a, empty and dummy dates; whole numbers and lists are typed as such, and
    a date stands in `date`; `value` is whichever there is. agreement: with what the text
    says: "agrees", "differs", "cut" (the attribute is a beginning of the text's value, or runs
    on into it), "silent" (the text has no such thing), "" where there is nothing to compare.
    """

    key: str
    printed: str
    words: str | int | tuple[str, ...] | None = None
    date: Date | None = None
    known: bool = True
    agreement: Literal["agrees", "differs", "cut", "silent", ""] = ""

    @property
    def value(self) -> str | int | tuple[str, ...] | Date | None:
        """The typed value, or None."""
        return self.words if self.date is None else self.date


class Repair(Located, frozen=True, kw_only=True):
    """What was read in place of what stands there; `text` may be empty."""

    kind: Literal[
        "link markup",
        "bullet",
        "pilcrow",
        "entity",
        "space",
        "page furniture",
        "hyphenation",
        "line end",
    ]
    text: str


class Block(Located, frozen=True, kw_only=True):
    """A run of lines with one meaning; a telegram's blocks tile its text.

    kind: "unread" for lines that nothing claimed, "blank" for lines without characters.
    """

    kind: str


class Telegram(Record, frozen=True, kw_only=True):
    """A telegram as read from one copy. See `reftel.read`."""

    text: str
    encoding: str
    dialect: Dialect
    blocks: tuple[Block, ...]
    identity: Identity | None = None
    transmission: Transmission | None = None
    precedences: tuple[PrecedenceWord, ...] = ()
    dtg: DateTimeGroup | None = None
    originator: Originator | None = None
    addressees: tuple[Addressee, ...] = ()
    distribution: Distribution | None = None
    relay: RelayCounter | None = None
    officers: tuple[Officer, ...] = ()
    pages: tuple[PageLine, ...] = ()
    sections: tuple[Section, ...] = ()
    classification: Classification | None = None
    captions: tuple[Caption, ...] = ()
    pass_lines: tuple[PassLine, ...] = ()
    executive_order: ExecutiveOrder | None = None
    tags: tuple[Tag, ...] = ()
    subject: Subject | None = None
    references: tuple[Reference, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    passages: tuple[Passage, ...] = ()
    citations: tuple[Citation, ...] = ()
    signature: Text | None = None
    notes: tuple[Text, ...] = ()
    end_marks: tuple[Text, ...] = ()
    stamps: tuple[Text, ...] = ()
    banners: tuple[Text, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    repairs: tuple[Repair, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def action(self) -> tuple[Addressee, ...]:
        """The action addressees."""
        return tuple(each for each in self.addressees if each.role == "action")

    @property
    def info(self) -> tuple[Addressee, ...]:
        """The information addressees."""
        return tuple(each for each in self.addressees if each.role == "info")

    @property
    def exempted(self) -> tuple[Addressee, ...]:
        """The members of a collective that do not get the telegram."""
        return tuple(each for each in self.addressees if each.role == "exempted")

    @property
    def unread(self) -> tuple[Span, ...]:
        """The places that nothing claimed."""
        return tuple(each.span for each in self.blocks if each.kind == "unread")

    @property
    def coverage(self) -> float:
        """The share, 0 to 1, of the characters (blanks aside) that were claimed with meaning.

        A text without any character is 0.
        """
        claimed = total = 0
        for block in self.blocks:
            size = len("".join(block.span.of(self.text).split()))
            total += size
            if block.kind not in {"unread", "blank"}:
                claimed += size
        return claimed / total if total else 0.0

    def attribute(self, key: str) -> Attribute | None:
        """Return the first attribute with that key, or None."""
        return next((each for each in self.attributes if each.key == key), None)
