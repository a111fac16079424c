"""What a release under the Freedom of Information Act prints over a copy.

A banner on every page, a stamp that says how much was released, codes in the margin beside what
was taken out, the level given on review, and the number of the page. They are facts of the copy:
kept, and taken out from between the lines of the telegram.
"""

import re
from collections.abc import Sequence
from datetime import date as Date  # noqa: N812 - fields are called `date`
from typing import NamedTuple

from msgspec.structs import replace

from reftel.core.span import Span
from reftel.telegram.dates import date_in, plain
from reftel.telegram.lines import Lines
from reftel.telegram.model import Redaction, Release, Text

# One of these stands in every copy of which `released` finds anything.
SIGNS = ("Case No", "CASE NO", " B-0", "elease", "RELEASE", "eclassified in", "ENIED IN")
# UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05780489 Date: 09/30/2015
BANNER = re.compile(
    r"\s{0,160}(?P<level>[A-Z][A-Z ]{5,24}?)?\s{0,8}U\.?\s?S\.?"
    r"\s{1,3}Department\s{1,3}of\s{1,3}State\s{1,8}Case\s{1,3}No",
    re.IGNORECASE,
)
CASE = re.compile(r"\b[A-Z]{1,3}-\d{4}-\d{3,6}\b")
DOCUMENT = re.compile(r"\b(?:C\d{6,9}|B-\d{8,12})\b")
# CSP-2025-00040   B-00002707027   "UNCLASSIFIED"   3/2/2026
TRACKING = re.compile(
    r"\s{0,40}[A-Z]{2,4}-\d{4}-\d{4,6}\s{1,12}B-\d{8,12}\s{1,12}\"?(?P<level>[A-Z ]{6,24})\"?\s"
)
STAMP = re.compile(
    r"\s{0,160}(?P<decision>RELEASED?\s{1,2}IN(?:\s{1,2}(?:FULL|PART))?"
    r"|(?:DECLASSIFIED|DENIED)\s{1,2}IN\s{1,2}(?:FULL|PART))"
    r"(?P<codes>[\sB0-9().,A-Z]{0,60})$",
    re.IGNORECASE,
)
STAMP_GOES_ON = re.compile(r"\s{0,160}(?:FULL|PART)\b[\sB0-9().,A-Z]{0,60}$", re.IGNORECASE)
SIGNED = 3  # lines below `Released in Full`: officer, Department, date
OFFICER = re.compile(
    r"\s{0,40}[A-Z][\w.'-]{1,20}(?:\s[A-Z][\w.'-]{0,20}){1,3},\s[A-Z][\w -]{3,40}$"
)
DEPARTMENT = re.compile(r"\s{0,40}U\.?S\.? Department of State$", re.IGNORECASE)
DAY = re.compile(r"\s{0,40}\d{1,2}/\d{1,2}/\d{4}$")
CODE = (
    r"(?:B[1-9](?:\s?\([A-F]\))?|1\.[45]\s?\([A-H]\)|25X\d|50X\d"
    r"|\(b\)\s?\([1-9]\)(?:\s?\([A-F]\))?)"
)
CODES = re.compile(rf"\s{{0,200}}{CODE}(?:[\s,;]{{1,3}}{CODE}){{0,5}}$")
MARGIN = re.compile(rf"\s{{4,160}}(?P<codes>{CODE}(?:[\s,;]{{1,3}}{CODE}){{0,5}})$")
EACH_CODE = re.compile(CODE)
# Classified by DAS, A/GIS, DoS on 11/30/2015 - Class: CONFIDENTIAL - Reason: 1.4(B) …
REVIEWED = re.compile(
    r"\s{0,160}Classified\s{1,2}by\s.{2,80}\bon\s\d{1,2}/\d{1,2}/\d{2,4}\s.{0,8}Class:"
)
REVIEW_ENDS = re.compile(r"Declassify\s{1,2}on:?\s{0,3}\S", re.IGNORECASE)
LONGEST_REVIEW = 4  # lines
PAGE_OF = re.compile(
    r"\s{0,160}(?:[A-Z][A-Z ]{5,24}\s{1,200})?Page\s{1,2}\d{1,4}\s{1,2}of\s{1,2}\d{1,4}$"
)


class Released(NamedTuple):
    """What was found of a release; its lines are claimed."""

    release: Release | None
    redactions: tuple[Redaction, ...]
    stamps: tuple[Text, ...]


NOTHING = Released(None, (), ())


def released(lines: Lines) -> Released:
    """Find what a release printed; codes in the margin are looked for only where one did."""
    text = lines.original if lines.original.isascii() else lines.original.replace("\u00a0", " ")
    if not any(sign in text for sign in SIGNS):
        return NOTHING
    return _Finder(lines).find()


class _Finder:
    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._taken: set[int] = set()
        self._stamps: list[Text] = []
        self._redactions: list[Redaction] = []
        self._release: Release | None = None
        self._decision = ""
        self._exemptions: list[str] = []

    def find(self) -> Released:
        """Look for furniture first; where there is some, for codes too."""
        visible = [index for index, text in enumerate(self._lines.texts) if text]
        for at, index in enumerate(visible):
            if index not in self._taken:
                self._furniture(visible, at, self._lines.texts[index])
        if self._decision and self._release is None:
            self._release = Release(span=self._stamps[0].span)
        release = self._release
        if release is not None:
            for index in visible:
                if index not in self._taken:
                    self._codes(index, self._lines.texts[index])
            exemptions = tuple(dict.fromkeys(self._exemptions))
            release = replace(release, decision=self._decision, exemptions=exemptions)
        return Released(release, tuple(self._redactions), tuple(self._stamps))

    def _furniture(self, visible: Sequence[int], at: int, text: str) -> None:
        index = visible[at]
        if match := BANNER.match(text) or TRACKING.match(text):
            self._banner(index, text, (match["level"] or "").strip())
        elif match := STAMP.match(text):
            self._stamp(visible, at, match)
        elif REVIEWED.match(text):
            self._stamped(self._until_reviewed(visible, at))
        elif PAGE_OF.match(text):
            self._take(index, "release")

    def _banner(self, index: int, text: str, level: str) -> None:
        self._take(index, "release")
        if self._release is None:
            case, document = CASE.search(text), DOCUMENT.search(text)
            self._release = Release(
                case=case[0] if case else "",
                document=document[0] if document else "",
                level=level.upper(),
                date=_day(text),
                span=self._lines.words(index).span,
            )

    def _stamp(self, visible: Sequence[int], at: int, match: re.Match[str]) -> None:
        """Take a stamp: RELEASE IN / FULL, RELEASE IN PART / B6, and who signed it below."""
        taken = [visible[at]]
        for index in visible[at + 1 : at + 1 + SIGNED]:
            text = self._lines.texts[index]
            if not (
                STAMP_GOES_ON.match(text)
                or CODES.match(text)
                or OFFICER.match(text)
                or DEPARTMENT.match(text)
                or DAY.match(text)
            ):
                break
            taken.append(index)
        words = " ".join(" ".join(self._lines.texts[index].split()) for index in taken)
        decision = STAMP.match(words) or match
        self._decision = self._decision or decision["decision"].strip().upper()
        self._exemptions += EACH_CODE.findall(words)
        self._stamped(taken)

    def _until_reviewed(self, visible: Sequence[int], at: int) -> list[int]:
        taken: list[int] = []
        for index in visible[at : at + LONGEST_REVIEW]:
            taken.append(index)
            if REVIEW_ENDS.search(self._lines.texts[index]):
                return taken
        return taken[:1]

    def _stamped(self, indices: Sequence[int]) -> None:
        first, last = self._lines.words(indices[0]), self._lines.words(indices[-1])
        words = " ".join(" ".join(self._lines.texts[index].split()) for index in indices)
        self._stamps.append(Text(text=words, span=Span(first.span.start, last.span.end)))
        for index in indices:
            self._take(index, "stamp")

    def _codes(self, index: int, text: str) -> None:
        """Take the codes that stand alone on a line, or in the margin beside its words."""
        if CODES.match(text):
            self._redact(index, text, 0)
            self._take(index, "redaction")
        elif match := MARGIN.search(text[-180:]) if text[-1] in ")123456789" else None:
            start = len(text) - len(match[0])
            self._redact(index, text, start)
            self._lines.leave_out(index, [(start, len(text))], "margin")

    def _redact(self, index: int, text: str, start: int) -> None:
        for match in EACH_CODE.finditer(text, start):
            code = "".join(match[0].split())
            span = self._lines.span(index, *match.span())
            self._redactions.append(
                Redaction(kind="exemption", printed=match[0], exemption=code, span=span)
            )

    def _take(self, index: int, kind: str) -> None:
        self._taken.add(index)
        self._lines.claim(index, kind)


def _day(text: str) -> Date | None:
    found = date_in(text)
    return plain(found) if found else None
