"""What a reference is made of: post and number, airgram, date-time group, document, joint.

Every pattern is for capitals (`folded`), every repetition is bounded.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from reftel.telegram import posts
from reftel.telegram.dates import date_in
from reftel.telegram.dtg import months
from reftel.telegram.lines import upper
from reftel.telegram.model import ReferenceKind

WORD = r"(?:[A-Z]|0(?=[A-Z]))(?:[A-Z'./&-]|0(?=[A-Z\s])){0,30}"
# Letters that a copy has for figures: 1O4522, 104S22, 3l22.
NUMBER = r"\#?(?P<number>(?:[OIL](?=\d))?\d(?:\d|[OILS](?=[OILS]?\d)){0,6})"
# `08 STATE 34975`, `(01) LA PAZ 12`, `COTON0U O348`, `STATE 5049-01`, `LIMA 12 (1979)`.
TARGET = re.compile(
    rf"""(?<![A-Z0-9'-])(?<!\D/)(?:(?<!/)\(?(?P<year>(?:19|20)?\d\d)\)?\s{{0,40}})?
    (?P<post>{WORD}(?:\s{{1,40}}{WORD}){{0,4}})(?:'S)?
    (?P<gap>\s{{1,40}}|(?<=[A-Z]{{3}})|(?<=[A-Z]{{3}}-)){NUMBER}
    (?:[/-](?P<behind>\d\d|(?:19|20)\d\d)(?![\d/])|\s?\((?P<paren>(?:19|20)\d\d)\))?
    (?![\dA-Z-]|/(?!\d{{6}}\s?Z)\d|\sFA[MH]\b)""",
    re.VERBOSE,
)
AIRGRAM = re.compile(
    rf"(?<![A-Z0-9'-])(?<!\D/)(?:(?P<post>{WORD}(?:\s{{1,40}}{WORD}){{0,4}})\s{{1,40}})?"
    r"(?P<series>C?A)\s?-?\s?(?P<number>\d{1,5})\b"
)
NUMBER_ONLY = re.compile(r"#?(?P<number>\d{2,7})\b(?![/.-]\d|\sFA[MH]\b)")
NUMBER_FIRST = re.compile(
    rf"\#?(?P<number>\d{{3,6}})\s{{1,40}}(?P<post>{WORD}(?:\s{{1,40}}{WORD}){{0,3}})"
)
BEHIND_POST = re.compile(
    r"\s{0,40}(?:$|[\n,;:&()[-]|\.(?:\s|$)|AND\b|OF\b|DATED\b|NOTAL\b|[A-Z](?:[.):]|\s-))"
)
WORD_END = re.compile(r"(?<=\S)(?=\s|$)")
# A message that is named by its date-time group: `SECDEF 162245Z OCT 08`.
GROUP = re.compile(
    rf"(?:{WORD}\s{{1,40}}){{0,5}}(?:\(?DTG:?\s{{1,40}})?\d{{6}}\s?Z\b"
    r"(?:\s{1,3}[A-Z]{3,9}\.?\s{1,3}\d\d(?:\d\d)?\b)?"
)
DOCUMENTS: tuple[tuple[ReferenceKind, str], ...] = (
    ("report", r"IIR|TD(?:CS|X|FIR(?:DB)?)?(?=[-\s]{0,2}\d)|FBIS|OSC"),
    ("regulation", r"FA[MH](?:-\d)?|CFR|U\.?S\.?C(?=\s\d)|INA(?=\s(?:\d|SEC))"),
    ("septel", r"SEPTELS?"),
    ("e-mail", r"E-?MAILS?"),
    ("phone", r"TELE?CONS?|FONECONS?|PHONE?CONS?|PHONE|TELEPHONE"),
    ("fax", r"FAX|TELEFAX|FACSIMILE"),
    ("memo", r"MEMCONS?|MEMOS?|MEMORAND(?:UM|A)"),
    ("letter", r"LETTERS?"),
)
DOCUMENT = re.compile(
    "|".join(rf"\b(?P<k{at}>{words})\b" for at, (_, words) in enumerate(DOCUMENTS))
)
# A document begins here: a few words, and the one that says what it is.
NAMED_DOCUMENT = re.compile(
    rf"(?:{WORD}\s{{1,40}}){{0,5}}?(?:{'|'.join(words for _, words in DOCUMENTS)})\b"
    r"|\d{1,2}\s{1,3}FA[MH]\b"
)
REPORT = re.compile(
    rf"\bIIR(?:\s{{1,40}}\d{{1,5}}){{1,4}}"
    rf"|\b(?:{DOCUMENTS[0][1]})[-\s]{{1,40}}(?=[A-Z0-9-]{{0,30}}\d)[A-Z0-9/-]{{1,40}}"
)
# Words that no post's name holds: with one of them a word and number are something else.
NO_POST = re.compile(
    r"(?:^|\s)(?:MESSAGES?|MSGS?|DTG|PAGES?|PARAS?|PARAGRAPHS?|OF|TO|THE|NO|NR|CERP|AND|FY|PL|DATED|"
    r"FROM|REFS?|SEPTELS?|PREVIOUS|NOTAL|EXDIS|NODIS|LIMDIS|REPEATED|RPTD|INFO|ALSO|SENT|PASSED|IN|"
    r"ON|FOR|WITH|BY|AT|PART|SECTIONS?|CFR|USC|INA|EO|CASE|PROJECT|NOTES?|DIPNOTE|RESOLUTION|UNSCR|"
    r"IIR|TD|FBIS|OSC|FA[MH]|FAX|E-?MAILS?|TELE?CONS?|FONECONS?|PHONE?CONS?|MEMCONS?|MEMOS?|LETTERS?|"
    rf"{'|'.join(months())})\.?(?=\s|$)"
)
# What joins two references of one entry: `STATE 1201, 1202 AND 1203`, `LA PAZ 246, AND LA PAZ 244`.
JOINT = re.compile(
    r"\s{0,3}(?:;|[,:&/]|(?<!\bST)(?<!\bMT)\.(?=\s)|\bAND\b)\s{0,40}(?:AND\b\s{0,40})?"
)
NOTE = re.compile(
    r"\(?\b(?P<note>NOTAL|EXDIS|NODIS|LIMDIS|STADIS|NOFORN|EXCLUSIVE)\b\)?"
    r"|\bAND\s(?P<previous>PREVIOUS)\b"
)
# What stands before the name of a telegram and is no part of it.
BEFORE_NAME = re.compile(
    r"(?:\((?:NOTAL|EXDIS|NODIS|SBU|LOU|FOUO|[UCS](?:/NF)?)\)|BOTH\b|SEE\b"
    r"|PARA(?:GRAPH)?S?\s[\d, AND-]{1,20}OF\b|(?:ACTION|INFO)\sCOPY\sOF\b"
    r"|(?:YOUR|OUR|MY)(?:\sTELEGRAM)?(?=\s[A-Z]{3})|(?:DEP|EMB)TEL(?=\s[A-Z])"
    r"|UNCLAS|CONFIDENTIAL|SECRET|NODIS|EXDIS)\s{1,3}"
)
# Figures behind a number that are neither date, group nor part of one: `PARIS 12 988`.
UNREAD_FIGURES = re.compile(r"^[\s,.]{0,3}\d|\b(?:THROUGH|THRU|TO|-)\s{0,3}\d")
FAR = 1 << 60  # the end of any text
MONTH_AND_DAY = re.compile(
    rf"\b(?:{'|'.join(months())})\.? (?:\d{{1,2}}-)?\d{{1,2}}$|(?<!\d)\d{{1,2}}([/.-])\d{{1,2}}\1$"
)
FIGURES = str.maketrans("OILS", "0115")
LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


def _plain_letters() -> dict[int, str]:
    """Return accented letters to plain ones, one for one."""
    plain = {ord("’"): "'", ord("‘"): "'", ord("`"): "'", 0xA0: " "}
    for code in range(0xC0, 0x180):
        letter = unicodedata.normalize("NFD", chr(code))[0]
        if letter.isascii():
            plain[code] = letter
    return plain


PLAIN_LETTERS = _plain_letters()


def folded(text: str) -> str:
    """Return the text in capitals without accents, character for character: Bogotá is BOGOTA."""
    capitals = upper(text)
    return capitals if capitals.isascii() else capitals.translate(PLAIN_LETTERS)


class Found(NamedTuple):
    """A telegram or airgram as it is named: post, number and year as printed, where it ends.

    series: of an airgram, "A" or "CA". suffix: whether the year stands behind, `5049-01`.
    """

    post: str
    number: str
    year: str
    end: int
    series: str = ""
    suffix: bool = False

    @property
    def figures(self) -> int:
        """The number, letters read as the figures that they stand for."""
        return int(self.number.translate(FIGURES))

    @property
    def garbled(self) -> bool:
        """Whether a figure stands in the post, or a letter in the number."""
        return "0" in self.post or not self.number.isdigit()


@lru_cache(maxsize=8192)
def may_be_post(words: str) -> bool:
    """Whether words before a number may name a post; THE HAGUE does, THE 12 does not."""
    name = words.replace("0", "O")
    kind = posts.KIND_OF_POST.match(name)
    return NO_POST.search(name[kind.end() :] if kind else name) is None or posts.is_known(name)


def target(text: str, at: int = 0, end: int = FAR) -> Found | None:
    """Return the telegram that is named at a place by post and number, with its year or without."""
    match = TARGET.match(text, at, end)
    if match is None or not may_be_post(match["post"]):
        return None
    if not match["gap"] and not posts.is_known(match["post"]):
        return None  # run together: only a known post is told from its number
    year = match["year"] or match["behind"] or match["paren"] or ""
    # BAGHDAD'S 1304 is the telegram of Baghdad.
    post, suffix = match["post"].removesuffix("'S"), match["behind"] is not None
    return Found(post, match["number"], year, match.end(), suffix=suffix)


def airgram(text: str, at: int = 0, end: int = FAR) -> Found | None:
    """Return the airgram that is named at a place, with its post or without."""
    match = AIRGRAM.match(text, at, end)
    if match is None or (match["post"] and not may_be_post(match["post"])):
        return None
    return Found(match["post"] or "", match["number"], "", match.end(), match["series"])


def number_first(text: str, at: int = 0, end: int = FAR) -> Found | None:
    """Return the telegram that is named at a place with its number first: `870 ULAANBAATAR`."""
    match = NUMBER_FIRST.match(text, at, end)
    if match is None:
        return None
    ends = [each.start() for each in WORD_END.finditer(text, match.start("post"), match.end())]
    for stop in reversed([*ends, match.end()]):
        post = text[match.start("post") : stop].rstrip(".")
        if posts.known(post) and BEHIND_POST.match(text, stop, end):
            return Found(post, match["number"], "", stop)
    return None


def further_number(text: str, at: int, end: int = FAR) -> Found | None:
    """Return the number that goes on with the post before it, `1202`; a year of a date is none."""
    match = NUMBER_ONLY.match(text, at, end)
    if match is None or len(match["number"]) < len("123"):
        return None
    return None if is_year(text, at) else Found("", match["number"], "", match.end())


def is_year(text: str, at: int) -> bool:
    """Whether the figures at a place are the year of a date: `1975` behind `MAY 5,`."""
    if not LIKE_A_YEAR.match(text, at):
        return False
    before = " ".join(text[max(0, at - 60) : at].split()).rstrip(" ,")
    return MONTH_AND_DAY.search(before) is not None


def begins(text: str, at: int, end: int = FAR) -> int:
    """Return where the words end that name the reference at a place; 0 where none begins there."""
    found = target(text, at, end) or airgram(text, at, end) or number_first(text, at, end)
    if found:
        return found.end
    match = GROUP.match(text, at, end) or NAMED_DOCUMENT.match(text, at, end)
    return match.end() if match else 0


def is_complete(words: str) -> bool:
    """Whether a reference may end with these words, so that a joint behind them parts two."""
    last = words.rstrip()[-60:]
    if last[-1:].isdigit() or last.endswith(")") or NOTE_LAST.search(last):
        return True
    return any(number_first(last, each.start()) for each in NUMBER_LAST.finditer(last))


NOTE_LAST = re.compile(
    rf"\b(?:NOTAL|EXDIS|NODIS|LIMDIS|STADIS|PREVIOUS|{'|'.join(w for _, w in DOCUMENTS[1:])})\.?$"
)
NUMBER_LAST = re.compile(r"(?<![A-Z0-9])\d{3,6}\s{1,3}(?=[A-Z])")
# What belongs to the reference behind which it stands: a date-time group, a title, a note.
BEHIND = re.compile(
    r"\s{0,40}/?\s{0,3}(?:\(?(?:DTG:?\s{1,3})?\d{6}\s?Z(?:\s{1,40}[A-Z]{3,9}\.?\s{1,40}\d\d(?!\d))?\)?"
    r"|\((?!(?:19|20)?\d\d\)\s{1,40}[A-Z])[^()]{2,80}\))"
)
DATED = re.compile(r"[\s,(]{0,4}(?:OF\s{1,3}|DATED\s{1,3})?")
# Signs of the list at the end of a line: what follows is the list's, too.
OPEN_END = re.compile(r"(?:[,;:&/(-]|\bAND|\bOF|\bDATED|\bDTG|(?:^|[\s(])[A-Z][).])$")


def dated(text: str, at: int) -> bool:
    """Whether a date begins at a place, OF or DATED before it or not."""
    begin = DATED.match(text, at)
    found = date_in(text[begin.end() : begin.end() + 40]) if begin else None
    return found is not None and found.start == 0
