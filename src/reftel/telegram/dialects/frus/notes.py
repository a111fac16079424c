"""The editors' notes: where the document was found, and what they add to its words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram import posts
from reftel.telegram.addresses import BY_WORD
from reftel.telegram.dates import date_in
from reftel.telegram.dialects.frus import opener
from reftel.telegram.dialects.frus.offices import SIGN, seated
from reftel.telegram.lines import Reading
from reftel.telegram.markings import captions, levels_by_word
from reftel.telegram.markup import Element, Marked, read
from reftel.telegram.model import Caption, Footnote, Level, PrecedenceWord, SourceNote

# "…PET 6 IRAN. Secret; Priority; Limdis. Repeated to London." The level begins a sentence.
MARKINGS = re.compile(
    r"(?:(?<=[.)])\s|:\s)(?P<level>Top\sSecret|Secret|Confidential|Limited\sOfficial\sUse|Restricted|"
    r"Official\sUse\sOnly|Unclassified|No\sclassification\smarking)(?P<rest>[^.]{0,120})(?:\.|$)",
)
ALONE = re.compile(r"\s(?P<rest>[A-Z][^.;]{2,30})(?:\.|$)")
SOURCE = re.compile(r"Source:\s{1,3}")
FILM = re.compile(r"\b[DNP]\d{6}[–-]\d{4}\b")
DRAFTED = re.compile(r"\bDrafted\b[^;.]{0,10}")
CLEARED = re.compile(r"[;,]\s(?:and\s)?(?=cleared\b)|(?<=\.\s)(?=Cleared\b)")
APPROVED = re.compile(
    r"[;,]\s(?:and\s)?(?=approved\b)|\sand\s(?=approved\b)|(?<=\.\s)(?=Approved\b)"
)
REPEATED = re.compile(r"\b(?:[Rr]epeated|[Aa]lso\ssent)\s")
# "Immediate to London", "for information to Bonn": what may stand before the first post of several.
BEFORE_POSTS = re.compile(
    r"^(?:(?:and\s)?(?:repeated|also\ssent)\s)?"
    r"(?:(?:(?:Operational|Niact)\s)?(?:Flash|Immediate|Niact|Priority|Routine)\s)?"
    r"(?:for\sinfo(?:rmation)?\s)?(?:(?:only\s)?to\s)?",
    re.IGNORECASE,
)
# Behind these words the posts of a repetition end.
BEHIND_POSTS = re.compile(
    r"\s(?:as\stelegram|on\s[A-Z]|(?:and|but)\s(?:was\s|also\s)?(?:passed|pouched|transmitted|relayed)|"
    r"at\s\d|by\spouch)\b"
)
RECEIVED = re.compile(r"\bReceived\b")
# Other things are said of a telegram that was received: "and passed to the White House".
BEHIND_RECEIPT = re.compile(r"\s(?:and|but)\s(?=[a-z])|[;(]")
# A sentence ends with a point that a blank and a capital follow; initials and titles do not.
END = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|Jr|St))(?<!\bVol)\.(?=\s+[A-Z(]|\s*$)")
TELEGRAMS = re.compile(
    r"""[Tt]elegrams?\s(?P<numbers>\d{1,6}(?:(?:,\s(?:and\s)?|\sand\s)\d{1,6}){0,8})\s(?P<way>from|to)\s
    (?P<place>(?:the\s)?[A-Z][\w.'’-]{1,20}(?:\s(?:de\s|es\s)?[A-Z][\w.'’-]{1,20}){0,2})""",
    re.VERBOSE,
)
LONGEST_DATE = 30  # characters behind the place
DATED = re.compile(r",?\s(?:(?:also\s)?(?:of|dated)\s)?|,\s{0,2}")
# The military's word for IMMEDIATE up to the 1960s.
RENAMED: dict[str, PrecedenceWord] = {"OPERATIONAL IMMEDIATE": "IMMEDIATE"}


class Note(NamedTuple):
    """A note: its element, its words in one line, and where they stand."""

    element: Element
    reading: Reading
    marked: Marked
    span: Span

    @property
    def text(self) -> str:
        """The words, one line."""
        return self.reading.text.replace("\n", " ")


def note(source: str, element: Element) -> Note | None:
    """Read the words of a note; None where it has none."""
    marked = read(source, element.begin, element.stop)
    lines = marked.lines
    reading = Reading(lines, [index for index, text in enumerate(lines.texts) if text])
    if not reading.text:
        return None
    return Note(element, reading, marked, reading.span(0, len(reading.text)))


class Markings(NamedTuple):
    """What a source note says of the markings: level and captions, each with its place.

    renamed: where the precedence stands, if the record has another word for it.
    """

    level: Level | None
    place: tuple[int, int]
    captions: tuple[Caption, ...]
    precedence: PrecedenceWord | None
    renamed: tuple[int, int] | None = None


NO_MARKINGS = Markings(None, (0, 0), (), None)


def markings(found: Note) -> Markings:
    """Read the level, the captions and the precedence, which semicolons divide."""
    text = found.text
    match = MARKINGS.search(text)
    if match is None:
        return NO_MARKINGS
    level = levels_by_word().get(match["level"].upper().replace(" ", ""))
    parts = [
        (each.start(), each[0])
        for each in re.finditer(r"[^;]+", text[: match.end("rest")][match.start("rest") :])
    ]
    parts = [(match.start("rest") + start, words) for start, words in parts]
    at = match.end()
    # "Secret. Immediate." has each in a sentence of its own.
    while (alone := ALONE.match(text, at)) and _marking(alone["rest"]):
        parts.append((alone.start("rest"), alone["rest"]))
        at = alone.end()
    held: list[Caption] = []
    precedence: PrecedenceWord | None = None
    renamed: tuple[int, int] | None = None
    for start, words in parts:
        word = " ".join(words.upper().split())
        if word in BY_WORD:
            precedence = precedence or BY_WORD[word]
            continue
        if word in RENAMED:
            renamed = renamed or (None if precedence else (start, start + len(words)))
            precedence = precedence or RENAMED[word]
            continue
        bare = start + len(words) - len(words.lstrip())
        held += _captions(found, bare, words.strip())
    return Markings(level, match.span("level"), tuple(held), precedence, renamed)


def _marking(words: str) -> bool:
    word = words.upper()
    return word in BY_WORD or word in RENAMED or bool(captions(words.upper()))


def _captions(found: Note, start: int, words: str) -> Iterator[Caption]:
    known = captions(words.upper())
    for each in known:
        yield each.record(found.reading.span(start + each.start, start + each.end))
    if not known and words:
        span = found.reading.span(start, start + len(words))
        yield Caption(caption=words.upper(), kind="unknown", span=span)


def source_note(found: Note, said: Markings) -> SourceNote:
    """Make the record of the note on the source."""
    text = found.text
    label = SOURCE.match(text)
    begin = label.end() if label else 0
    stop = said.place[0] if said.level else _end(text, begin)
    archive, file = _place_found(text[begin:stop].strip(" ."), labelled=label is not None)
    film = FILM.search(text)
    drafted, cleared, approved = _clearances(text)
    return SourceNote(
        text=text,
        archive=archive,
        file=file,
        film=film[0] if film else "",
        level=said.level,
        captions=tuple(each.caption for each in said.captions),
        precedence=said.precedence,
        drafted=drafted,
        cleared=cleared,
        approved=approved,
        repeated=_repeated(text),
        received=_received(text),
        span=found.span,
    )


def _end(text: str, begin: int) -> int:
    end = END.search(text, begin)
    return end.start() if end else len(text)


def _clearances(text: str) -> tuple[str, str, str]:
    """Return what is said on drafting, clearing and approving, up to the next of these."""
    first = DRAFTED.search(text)
    if first is None:
        return "", "", ""
    begin = first.start()
    stop = _end(text, begin)
    cleared, approved = CLEARED.search(text, begin, stop), APPROVED.search(text, begin, stop)
    marks = sorted(each.span() for each in (cleared, approved) if each)
    edges = [*(start for start, _ in marks), stop]
    parts = {"drafted": text[begin : edges[0]]}
    for (_, behind), edge in zip(marks, edges[1:], strict=True):
        parts[text[behind : behind + 1].lower()] = text[behind:edge]
    return parts["drafted"].strip(), parts.get("c", "").strip(), parts.get("a", "").strip()


def _place_found(words: str, *, labelled: bool) -> tuple[str, str]:
    """Return archive and file; up to the 1950s a note gives the file alone, "861.00/6–346"."""
    archive, _, file = words.partition(", ")
    if labelled or file:
        return archive, file
    return "", opener.MARK.sub("", words).strip(" .")


def _received(text: str) -> str:
    """Return what is said of the receipt, without what else was done with the telegram."""
    match = RECEIVED.search(text)
    if match is None:
        return ""
    stop = _end(text, match.end())
    behind = BEHIND_RECEIPT.search(text, match.end(), stop)
    words = text[match.start() : behind.start() if behind else stop].strip(" ,.")
    return f"{words}." if words.endswith((".m", ". m")) else words


def _repeated(text: str) -> tuple[str, ...]:
    """Return to whom the telegram was sent besides, without precedences and dates."""
    found: list[str] = []
    at = 0
    while match := REPEATED.search(text, at):
        at = _end(text, match.end())
        semicolon = text.find(";", match.end(), at)
        stop = semicolon if semicolon >= 0 else at
        behind = BEHIND_POSTS.search(text, match.end(), stop)
        stop = behind.start() if behind else stop
        for words in SIGN.split(text[match.end() : stop]):
            bare = BEFORE_POSTS.sub("", words).strip(" .;")
            day = date_in(bare)
            if bare and not bare.isdigit() and not (day and not day.start):
                found.append(bare)
    return tuple(dict.fromkeys(found))


def footnote(found: Note, year: int) -> Footnote:
    """Make the record of a footnote; a telegram it names without year is of the document's."""
    targets = (each.attributes.get("target", "") for each in found.marked.all("ref"))
    return Footnote(
        label=found.element.attributes.get("n", ""),
        text=found.text,
        documents=tuple(dict.fromkeys(each.removeprefix("#") for each in targets if each)),
        telegrams=tuple(dict.fromkeys(_telegrams(found.text, year))),
        span=found.span,
    )


def _telegrams(text: str, year: int) -> Iterator[str]:
    """Yield the canonical numbers of the telegrams that the words name.

    "telegram 196031 to Tehran" is the Department's. The year is that of the date behind it.
    """
    for match in TELEGRAMS.finditer(text):
        place = match["place"].removesuffix("’s").removesuffix("'s")
        there = seated(place, year)
        row = there if match["way"] == "from" else posts.known("STATE")
        if row is None or there is None:
            continue
        sent = _year_behind(text, match.end()) or year
        for number in re.findall(r"\d+", match["numbers"]):
            if sent:
                yield posts.mrn(sent, row.mrn, int(number))


def _year_behind(text: str, at: int) -> int:
    """Return the year of the date that follows at once: `, December 12, 1962`, ` of May 3`."""
    begin = DATED.match(text, at)
    if begin is None:
        return 0
    found = date_in(text[begin.end() : begin.end() + LONGEST_DATE])
    return found.year if found and not found.start else 0
