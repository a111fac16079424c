"""Cases of the rules of security, sections, captions, E.O. line, TAGS, subject, references."""

from datetime import date
from typing import Any

from records import (
    MAY_1975,
    NOVEMBER_1979,
    Case,
    addressee,
    attribute,
    caption,
    cited,
    group,
    identity,
    level,
    lines,
    mark,
    order,
    page,
    pass_line,
    reference,
    section,
    sender,
    subject,
    tag,
    telegram,
    unclassified,
    words,
)

from reftel.telegram.model import Telegram


def warned(letters: str, signal: str = "ZNY", **fields: Any) -> Telegram:
    return telegram(transmission=lines(warning=words(signal), warning_letters=letters), **fields)


def dated(line: Any, **fields: Any) -> Telegram:
    given: dict[str, Any] = {"dtg": group(), "classification": level(), **fields}
    return telegram(executive_order=line, **given)


def tagged(*tags: Any) -> Telegram:
    return telegram(tags=tags, dtg=group())


def referring(*references: Any, **fields: Any) -> Telegram:
    return telegram(references=references, identity=identity(), dtg=group(), **fields)


SECURITY = [
    Case(
        "T401",
        warned("CCCCC"),
        warned("CCCC"),
        "ZNY is followed by CCCC; one of U E C S T R five times expected",
    ),
    Case(
        "T402",
        warned("CCCCC", classification=level()),
        warned("SSSSS", classification=level()),
        "security warning says S; classification line says CONFIDENTIAL: C expected",
    ),
    Case(
        "T403",
        telegram(classification=level()),
        telegram(classification=level(printed="CONFIDENTIAL")),
        "classification line reads CONFIDENTIAL; spaced letters expected",
    ),
    Case(
        "T404",
        telegram(classification=level(), attributes=(attribute("Format", "TEL"),)),
        telegram(
            classification=level("TOP SECRET", "T O P  S E C R E T"),
            attributes=(attribute("Format", "TEL"),),
        ),
        "TOP SECRET in the electronic archive, which has none; SECRET or lower expected",
    ),
    Case(
        "T405",
        telegram(identity=identity(), originator=sender("QUITO")),
        telegram(identity=identity(), originator=sender("LIMA")),
        "classification line says QUITO; FM line says LIMA",
    ),
    Case(
        "T406",
        telegram(identity=identity()),
        telegram(identity=identity(printed="303")),
        "number 303 has 3 digits; 6 digits with leading zeros expected in 2008",
    ),
    Case(
        "T407",
        telegram(
            identity=identity(section=section(1, 2)),
            transmission=lines(serial=words("0303"), serial_section=1),
            pages=(page(1, section=1, of=2),),
        ),
        telegram(
            identity=identity(section=section(2, 2)),
            transmission=lines(serial=words("0303"), serial_section=1),
        ),
        "routing line says /01; classification line says SECTION 02",
    ),
    Case(
        "T409",
        telegram(pages=(page(1), page(2), page(1, section=2, of=2))),
        telegram(pages=(page(1), page(3))),
        "page line 03 follows 01; 02 expected",
    ),
]

CAPTIONS = [
    Case(
        "T501",
        telegram(captions=(caption("SIPDIS"),)),
        telegram(captions=(caption("FERRYDIS", "unknown"),)),
        "caption FERRYDIS is in no table; a known caption expected",
    ),
    Case(
        "T502",
        telegram(captions=(caption("SIPDIS"), caption("NOFORN"))),
        telegram(captions=(caption("SIPDIS"), caption("SIPDIS"))),
        "SIPDIS stands here again; each caption once expected",
    ),
    Case(
        "T503",
        telegram(captions=(caption("STADIS"), caption("EXDIS"))),
        telegram(captions=(caption("NODIS"), caption("EXDIS"))),
        "NODIS stands beside EXDIS; NODIS excludes EXDIS",
    ),
    Case(
        "T504",
        telegram(pass_lines=(pass_line("DEPT"),), addressees=(addressee(),)),
        telegram(pass_lines=(pass_line("LIMA"),), addressees=(addressee(),)),
        "pass line is for LIMA; an addressee of this telegram expected",
    ),
]

EXECUTIVE_ORDER = [
    Case(
        "T601",
        dated(order()),
        dated(None),
        "no E.O. line; one expected since 1 March 1973",
    ),
    Case(
        "T602",
        dated(order()),
        dated(order("11652")),
        "E.O. line names 11652, in force 1972-06-01 to 1978-11-30; date-time group says 2008-04-04",
    ),
    Case(
        "T603",
        dated(order(form="OADR")),
        dated(order(form="", element="GDX")),
        "E.O. line reads GDX; a date, a code such as GDS or OADR, an event or N/A expected",
    ),
    Case(
        "T604",
        dated(order(date=date(2018, 4, 4))),
        dated(order(date=date(1918, 4, 4))),
        "E.O. line says 1918-04-04; date-time group says 2008-04-04",
    ),
    Case(
        "T605",
        dated(order(date=date(2018, 4, 4))),
        dated(order(date=date(2028, 4, 4))),
        "E.O. line says 2028-04-04; 2018-04-04 expected at the latest, "
        "10 years after the date-time group",
    ),
    Case(
        "T609",
        dated(order(date=date(2033, 4, 4))),
        dated(order(date=date(2038, 4, 4))),
        "E.O. line says 2038-04-04; 2033-04-04 expected at the latest, "
        "25 years after the date-time group",
    ),
    Case(
        "T606",
        dated(order(form="N/A"), classification=unclassified()),
        dated(order(form="N/A")),
        "E.O. line says N/A; classification line says CONFIDENTIAL: a date or code expected",
    ),
    Case(
        "T607",
        dated(order(classifier="VALE, ANNA", reasons=("1.4(b)",))),
        dated(order()),
        "no Classified By line; name and reasons expected under E.O. 12958",
    ),
    Case(
        "T608",
        dated(order(reasons=("1.4(b)", "1.4(d)"))),
        dated(order(reasons=("1.5(b)",))),
        "reason 1.5(b) is given; 1.4 (a)-(h) expected on 2008-04-04",
    ),
]

TAGS = [
    Case(
        "T701",
        tagged(tag("PREL"), tag("RS", "country")),
        tagged(tag("RS", "country")),
        "TAGS are RS; at least one subject TAG of four letters expected",
    ),
    Case(
        "T702",
        tagged(tag("PREL")),
        tagged(tag("PRLE", "unknown")),
        "TAG PRLE is in no table; a TAG of 2008 expected",
    ),
    Case(
        "T703",
        tagged(tag("PREL"), tag("RS", "country")),
        tagged(tag("PREL")),
        "TAGS are PREL; at least one country or region expected",
    ),
    Case(
        "T704",
        tagged(tag("OVIP", person="VALE"), tag("OVIP", person="ROE")),
        tagged(tag("PREL"), tag("PREL")),
        "TAG PREL stands here again; each TAG once expected",
    ),
    Case(
        "T705",
        tagged(tag("PREL"), tag("KPAO", "program"), tag("PTER"), tag("UNSC", "organisation")),
        tagged(tag("PREL"), tag("UNSC", "organisation"), tag("KNNP", "program")),
        "programme TAG KNNP stands behind organisation TAG UNSC; it is expected before it",
    ),
    Case(
        "T706",
        telegram(dtg=group(), subject=subject()),
        telegram(dtg=group()),
        "no SUBJECT line; one expected",
    ),
    Case(
        "T707",
        telegram(dtg=group(), classification=level(), subject=subject(mark=mark())),
        telegram(dtg=group(), classification=level(), subject=subject()),
        "subject of a CONFIDENTIAL telegram has no portion mark; (U) or higher expected",
    ),
]

REFERENCES = [
    Case(
        "T801",
        referring(reference("A"), reference("B")),
        referring(reference("A"), reference("C")),
        "reference letter C stands where B is expected",
    ),
    Case(
        "T802",
        referring(reference("A"), citations=(cited("A"),)),
        referring(reference("A"), citations=(cited("A", "B"),)),
        "text cites reference B; reference line has A",
    ),
    Case(
        "T803",
        referring(reference("A"), citations=(cited("A"),)),
        referring(reference("A"), reference("B", number=45), citations=(cited("A"),)),
        "reference B (LIMA 45) is not cited; a mention expected",
    ),
    Case(
        "T804",
        referring(reference(post="QUITO", number=257)),
        referring(reference(post="QUITO", number=403)),
        "reference is QUITO 403; this telegram is QUITO 303: a smaller number expected",
    ),
    Case(
        "T805",
        referring(reference(kind="e-mail", date=date(2008, 3, 25))),
        referring(reference(kind="e-mail", date=date(2008, 5, 25))),
        "reference is of 2008-05-25; date-time group says 2008-04-04",
    ),
]

CASES = [*SECURITY, *CAPTIONS, *EXECUTIVE_ORDER, *TAGS, *REFERENCES]

SIX_YEARS = dated(order("12065", "GDS", date=date(1985, 11, 12)), dtg=group(NOVEMBER_1979))
SEVEN_YEARS = dated(order("12065", "GDS", date=date(1986, 11, 12)), dtg=group(NOVEMBER_1979))
NAMELESS = dated(order("12065", "GDS"), dtg=group(NOVEMBER_1979))
OF_1975 = dated(order("11652", "GDS"), dtg=group(MAY_1975))
