"""MRN and Date/DTG of a SMART telegram: which it is, and when it was sent.

Scans put letters for figures; what was read in their place is said.
"""

import re
from unicodedata import combining, normalize

from reftel.telegram import posts
from reftel.telegram.dates import date_in, plain
from reftel.telegram.dtg import full_year, moment
from reftel.telegram.findings import Findings
from reftel.telegram.lines import Reading, upper
from reftel.telegram.model import Dateline, DateTimeGroup, Identity

MRN = re.compile(
    r"(?P<year>[0-9OIl]{2})\s{1,8}(?P<post>[A-Z][A-Z .'-]{1,40}?)\s{1,8}(?P<number>[0-9OIl]{1,7})$"
)
# The slash between the halves of Date/DTG may be read as one more figure or letter.
GROUP = re.compile(
    r"(?<![0-9A-Z])(?P<slash>[1IJ!|]?)(?P<digits>[0-9OIL]{6})\s?Z\s{1,8}"
    r"(?P<month>[A-Z]{3,9})\.?,?\s{1,8}(?P<year>\d\d(?:\d\d)?)"
)
FIGURES = str.maketrans("OoIlL", "00111")  # letters that a scan puts in place of figures


def identity(reading: Reading, start: int, year: int, findings: Findings) -> Identity | None:
    """Read `15 LINDEN 204`; None, and said so, where it is not readable.

    year: of Date/DTG, 0 where that is not known; another one is said.
    """
    words = reading.text[start:].strip()
    begin = reading.text.find(words, start)
    span = reading.span(begin, begin + len(words))
    match = MRN.match(without_accents(" ".join(words.split())))
    if match is None:
        findings.add("T020", span, f"MRN says {words or 'nothing'}; year, post, number expected")
        return None
    number, short = match["number"].translate(FIGURES), match["year"].translate(FIGURES)
    if (match["number"], match["year"]) != (number, short):
        findings.add("T020", span, f"{words} read as {short} {match['post']} {number}")
    own, post = full_year(short), posts.canonical(match["post"])
    if year and year != own:
        findings.add("T020", span, f"MRN says year {own}; Date/DTG says {year}")
    return Identity(
        mrn=posts.mrn(own, post, int(number)),
        year=own,
        post=post,
        number=int(number),
        printed=match["number"],
        number_ground="MRN field",
        year_ground="MRN field",
        span=span,
    )


def without_accents(words: str) -> str:
    """Return `BOGOTA` for `BOGOTÁ`, as the tables and telegrams in capitals have it."""
    if words.isascii():
        return words
    return "".join(each for each in normalize("NFD", words) if not combining(each))


def time(
    reading: Reading, start: int, findings: Findings
) -> tuple[DateTimeGroup | None, Dateline | None]:
    """Read both halves of `Mar 12, 2015 / 121355Z MAR 15`; None for one that is not readable."""
    text = upper(reading.text).replace("/", " ")
    day = date_in(text, start)
    if day is None:
        return _group(reading, text, start, None, findings), None
    span = reading.span(day.start, day.end)
    dateline = Dateline(printed=reading.text[day.start : day.end], date=plain(day), span=span)
    return _group(reading, text, day.end, dateline, findings), dateline


def _group(
    reading: Reading, text: str, start: int, dateline: Dateline | None, findings: Findings
) -> DateTimeGroup | None:
    match = GROUP.search(text, start)
    if match is None:
        words = " ".join(reading.text[start:].split())
        span = reading.span(start, len(reading.text))
        findings.add("T009", span, f"Date/DTG says {words or 'nothing'}; 121355Z MAR 15 expected")
        return None
    digits = match["digits"].translate(FIGURES)
    found = moment(digits, match["month"], match["year"])
    if match["digits"] != digits or match["slash"]:
        printed = f"{match['slash']}{match['digits']}"
        confirmed = found and dateline and dateline.date == found.date()
        ground = f", as {dateline.printed} confirms" if confirmed and dateline else ""
        findings.add("T021", reading.span(*match.span()), f"{printed} read as {digits}{ground}")
    return DateTimeGroup(
        time=found,
        letters="",
        zone="Z",
        year_printed=match["year"],
        span=reading.span(match.start("digits"), match.end()),
    )
