"""One frozen row type a table; what a cell may hold stands in its type.

Every row says where it comes from (`source`) and how far to trust it (`confidence`: "verified",
"observed", "recalled", "unknown" or a phrase such as "code verified, title recalled").
Years are inclusive; None as `since` or `until` means that this end is open or not known.
`data/README.md` tells how each table was made.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Filled = Annotated[str, Meta(min_length=1)]
Canonical = Annotated[str, Meta(pattern="^[A-Z0-9]+$")]
"""The form of a post in a message reference number: no blank, no sign, no lower case."""
Year = Annotated[int, Meta(ge=1900, le=2100)]
Likelihood = Annotated[float, Meta(ge=0, le=1)]
Rank = Annotated[int, Meta(ge=0, le=5)]
"""0 unclassified, 1 controlled, 2 restricted, 3 confidential, 4 secret, 5 top secret."""


Dialect = Literal[
    "line", "archives", "smart", "frus", "fco", "cablegram",
    "diptel", "dfat", "canada", "coreu", "france", "military", "unknown",
]  # fmt: skip
"""The layouts in which telegrams are met."""


Level = Literal[
    "UNCLASSIFIED", "SBU", "CUI", "LIMITED OFFICIAL USE", "OFFICIAL USE ONLY", "RESTRICTED",
    "CONFIDENTIAL", "SECRET", "TOP SECRET",
]  # fmt: skip
"""The levels of classification and control marking, lowest first."""


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every row carries."""

    source: Filled
    confidence: Filled


class PostRow(Row, frozen=True, kw_only=True):
    """An embassy, mission, department or command that sends and receives telegrams.

    aliases: other spellings, upper case, each of one post only. stations_1973_79: the six-letter
    station of the 1973-79 document numbers, which two posts may share. country: ISO 3166 alpha-2.
    """

    name: Filled
    mrn: Canonical
    aliases: tuple[Filled, ...] = ()
    kind: Literal[
        "embassy", "consulate general", "consulate", "consular agency", "mission", "delegation",
        "interests section", "institute", "office", "regional embassy office", "department",
        "command",
    ]  # fmt: skip
    city: str = ""
    country: Annotated[str, Meta(pattern="^([A-Z]{2})?$")] = ""
    routing: tuple[Annotated[str, Meta(pattern="^[QR][A-Z]{3,7}$")], ...] = ()
    note: str = ""
    stations_1973_79: tuple[Canonical, ...] = ()


class SeatRow(Row, frozen=True, kw_only=True):
    """The post at a country's capital or an organisation's seat, named by what it is accredited to.

    of: without article, "Iran", "United Nations". post: its form in a message reference number.
    since, until: years in which it stood there for certain; years of a move are left out.
    """

    of: Filled
    post: Canonical
    since: Year | None = None
    until: Year | None = None


class TagRow(Row, frozen=True, kw_only=True):
    """One TAGS code as one edition of the handbook lists it; one code may have several rows.

    retention: what the 1973-79 appraisal said of the subject; "" where it says nothing.
    """

    code: Filled
    title: str = ""
    kind: Literal["subject", "program", "country", "region", "organisation"]
    since: Year | None = None
    until: Year | None = None
    category: str = ""
    retention: str = ""


class CaptionRow(Row, frozen=True, kw_only=True):
    """A handling caption, channel, series or status word that may head a telegram's text.

    excludes: captions that must not stand beside it. combines: those that may, in words.
    guards: whom it keeps out: "need", everybody who was not granted it by name; "nation", everybody
    who is not of the sender's nation; "release", everybody not of a nation named behind it;
    "control", as need, but only of the text that carries the mark; a level, everybody below it;
    "open", nobody.
    """

    caption: Filled
    aliases: tuple[Filled, ...] = ()
    kind: Literal[
        "special handling", "distribution", "control marking", "administrative control",
        "channel", "compartment", "series", "status", "dissemination", "informal", "programme",
        "agency", "transmission", "precedence word", "archival value",
    ]  # fmt: skip
    meaning: str = ""
    guards: Literal["need", "nation", "release", "control", "open"] | Level
    excludes: tuple[Filled, ...] = ()
    since: Year | None = None
    until: Year | None = None
    handling: str = ""
    combines: str = ""
    count_1973_79: str = ""


class PortionMarkRow(Row, frozen=True, kw_only=True):
    """A mark in parentheses before a paragraph; `C/REL` is followed by countries.

    level: a level of the classification table, whose rank it repeats.
    """

    mark: Filled
    level: Level
    rank: Rank
    full: Filled
    control: str = ""
    since: Year | None = None
    until: Year | None = None
    note: str = ""


class ClassificationRow(Row, frozen=True, kw_only=True):
    """A level of the classification line.

    words: its spellings, unspaced. letter: stands five times in the security-warning line.
    spaced: whether State prints the word letter by letter (`S E C R E T`).
    """

    level: Level
    words: tuple[Filled, ...]
    letter: Annotated[str, Meta(pattern="^[A-Z]$")]
    rank: Rank
    spaced: bool
    since: Year | None = None
    until: Year | None = None
    note: str = ""


class ExecutiveOrderRow(Row, frozen=True, kw_only=True):
    """A classification order and the days on which it was in force, both inclusive.

    default_years: the usual duration; None where it depends on the level or is not set.
    limit_years: the longest duration before automatic declassification; None where none is set.
    printed: the number that the telegram's line carries.
    """

    order: Filled
    printed: Filled
    signed: date
    since: date
    until: date | None = None
    default_years: int | None = None
    limit_years: int | None = None
    line_forms: str = ""
    date_rule: str = ""
    exemptions: str = ""
    reason_codes: str = ""


class DeclassificationRow(Row, frozen=True, kw_only=True):
    """How many years a form of the declassification line runs, for one level.

    level: "" where the level does not matter. month_day_rule: `year-end` is 31 December of the
    year, `same-day` the anniversary of the telegram, `given` the date that the line prints, for
    which `years` is then the limit (None: no limit).
    """

    order: Filled
    form: Filled
    level: str = ""
    years: int | None = None
    month_day_rule: Literal["year-end", "same-day", "given"]
    note: str = ""


class PrecedenceRow(Row, frozen=True, kw_only=True):
    """A precedence; rank 0 is the most urgent, None stands outside the order."""

    name: Filled
    letter: Annotated[str, Meta(pattern="^[A-Z]?$")] = ""
    digraph: Annotated[str, Meta(pattern="^([A-Z]{2})?$")] = ""
    rank: int | None = None
    system: Filled
    since: Year | None = None
    until: Year | None = None
    fl2_form: str = ""
    fl5_form: str = ""
    addressee_word: str = ""
    handling: str = ""


class OperatingSignalRow(Row, frozen=True, kw_only=True):
    """An operating signal or prosign of the transmission lines."""

    signal: Canonical
    meaning: Filled
    place: str = ""
    seen: str = ""


class CollectiveRow(Row, frozen=True, kw_only=True):
    """A collective address; `abbreviation` such as ALDAC, `routing` "" where not known."""

    name: Filled
    routing: Annotated[str, Meta(pattern="^([QR][A-Z]{3,7})?$")] = ""
    scope: str = ""
    abbreviation: str = ""


class AttributeRow(Row, frozen=True, kw_only=True):
    """A key of the archive's attribute block; nulls: the values that mean that it is empty."""

    key: Filled
    type: Literal[
        "code", "date", "text", "list", "int", "id", "class", "station", "path", "mrn", "codes",
        "user",
    ]  # fmt: skip
    nulls: tuple[Filled, ...] = ()
    typical: str = ""
    notes: str = ""


class MonthRow(Row, frozen=True, kw_only=True):
    """A month; variants: other spellings and garbles, upper case."""

    number: Annotated[int, Meta(ge=1, le=12)]
    name: Filled
    abbreviation: Filled
    variants: tuple[Filled, ...] = ()


class SmartFieldRow(Row, frozen=True, kw_only=True):
    """A label of a SMART telegram; spellings: others that stand for it. part: above or below."""

    label: Filled
    spellings: tuple[Filled, ...] = ()
    part: Literal["head", "tail"]


class HeadWordRow(Row, frozen=True, kw_only=True):
    """A word of another nation's heading: its level, precedence or caption.

    dialect: the layout in which it stands. meant: the level or precedence of the record that it
    is read as, or the caption itself. family: of a caption.
    """

    dialect: Literal["fco", "cablegram"]
    word: Annotated[str, Meta(pattern="^[A-Z]+( [A-Z]+)*$")]
    kind: Literal["level", "precedence", "caption"]
    meant: Filled
    family: str = ""
    since: Year | None = None
    until: Year | None = None


class ServicePostRow(Row, frozen=True, kw_only=True):
    """A post or department of another nation's service, as its headings and references name it.

    code: the two letters in an Australian number (`O.JA8200`), or "". aliases: upper case.
    """

    dialect: Literal["fco", "cablegram"]
    name: Filled
    post: Canonical
    code: Annotated[str, Meta(pattern="^([A-Z]{2})?$")] = ""
    aliases: tuple[Filled, ...] = ()


class NamedSystemRow(Row, frozen=True, kw_only=True):
    """A system whose telegrams are recognised and not read.

    sign: a regular expression; what it matches, from a line's beginning on, shows the system.
    letters: one of these stands in every match, and is looked for first. examples: texts that
    it must match. status: what is known of the form.
    """

    dialect: Literal["diptel", "dfat", "canada", "coreu", "france", "military"]
    system: Filled
    sign: Filled
    letters: tuple[Filled, ...]
    examples: tuple[Filled, ...]
    status: Filled


class StateRow(Row, frozen=True, kw_only=True):
    """A state under one of its names; a state that changed its name has a row for each.

    code: ISO 3166-1 alpha-2, of a former state ISO 3166-3 (SU, DD, CS, YU, YD, VD). since, until:
    years in which the name was right. names: others, and abbreviations, which stand in capitals
    ("USSR"). adjectives: with the words for its people.
    """

    code: Annotated[str, Meta(pattern="^[A-Z]{2}$")]
    name: Filled
    since: Year | None = None
    until: Year | None = None
    names: tuple[Filled, ...] = ()
    adjectives: tuple[Filled, ...] = ()


class StateDoubtRow(Row, frozen=True, kw_only=True):
    """Words that hold the name of a state and may mean something else: New Mexico, Jordan.

    likelihood: that the state is meant; 0 never. why: what else is.
    """

    words: Filled
    likelihood: Likelihood
    why: Filled


class BodyRow(Row, frozen=True, kw_only=True):
    """An international organisation, an organ of one, or a group of states.

    names: others, written out. designators: as typed, in capitals ("P-5"). likelihood: that the
    body is meant where a designator stands in a text of capitals alone, in which SALT is a word.
    """

    code: Canonical
    name: Filled
    names: tuple[Filled, ...] = ()
    designators: tuple[Filled, ...] = ()
    likelihood: Likelihood = 1.0


class MembershipRow(Row, frozen=True, kw_only=True):
    """One time during which a state belonged to a body; who came back has a row for each time.

    body: a code of the bodies' table. member: a code of the states' table, that of its day (`SU`
    before `RU`). since, until: first and last day, both inclusive; None as `until` is open.
    capacity: permanent and elected are the Council's, member everybody else's.
    """

    body: Canonical
    member: Annotated[str, Meta(pattern="^[A-Z]{2}$")]
    since: date
    until: date | None = None
    capacity: Literal["permanent", "elected", "member"]
    note: str = ""


class RegionalGroupRow(Row, frozen=True, kw_only=True):
    """The group of a state in the United Nations, by which seats of elected bodies are shared out.

    code: of the states' table.
    """

    code: Annotated[str, Meta(pattern="^[A-Z]{2}$")]
    group: Literal["African", "Asia-Pacific", "EEG", "GRULAC", "WEOG"]
    note: str = ""


class PersonTitleRow(Row, frozen=True, kw_only=True):
    """A title, rank or office that announces the name of a person.

    kind: "personal" (Mr), "rank" (Colonel), "office" (Minister, which may go on with of or for),
    "post" (of the officers of an embassy). plural: announces several. forms: other spellings.
    """

    title: Filled
    plural: tuple[Filled, ...] = ()
    forms: tuple[Filled, ...] = ()
    kind: Literal["personal", "rank", "office", "post"]


class GivenNamesRow(Row, frozen=True, kw_only=True):
    """Common given names of a group of languages, upper case."""

    language: Filled
    names: tuple[Canonical, ...]


class OrdinaryWordsRow(Row, frozen=True, kw_only=True):
    """Words with one beginning that are nobody's name, upper case, mostly in the singular.

    A text of capitals alone does not show where a name ends; these words do.
    """

    beginning: Canonical
    words: tuple[Canonical, ...]


class NameWordsRow(Row, frozen=True, kw_only=True):
    """Words, upper case, that help to tell what is a name.

    use: "particle" within names; "of a place" before the names of places; "weak title", one that is
    an ordinary word too; "saying", what people do in telegrams; "before a pronoun" and "behind a
    pronoun", beside which US is no state; "kind of post", before the place of a post;
    "before a place", before any place.
    """

    use: Literal[
        "particle", "of a place", "weak title", "saying", "before a pronoun", "behind a pronoun",
        "kind of post", "before a place",
    ]  # fmt: skip
    words: tuple[Filled, ...]


class SourceCueRow(Row, frozen=True, kw_only=True):
    """Words that tell what kind of source a view has. fits: the kinds that they fit."""

    words: Filled
    fits: tuple[Literal["own", "reported", "government", "expectation", "second-hand"], ...]


class OperativeVerbRow(Row, frozen=True, kw_only=True):
    """A verb that begins a clause, or a word that goes with such a verb.

    verb: lower case, as the clause conjugates it ("calls upon", "gravely" apart). family: the scale
    on which it has a rank; a verb may stand on several, a row each; "" where it is known and on no
    scale. rank: the higher, the stronger, and only within one family; None without a family.
    A modifier of the family "intensity" makes its verb stronger; the others do not.
    """

    verb: Filled
    kind: Literal["operative", "preambular", "modifier"]
    family: Literal[
        "ask", "decision", "blame", "support", "statement",
        "intensity", "repetition", "sequence", "",
    ] = ""  # fmt: skip
    rank: Annotated[int, Meta(ge=1, le=100)] | None = None
