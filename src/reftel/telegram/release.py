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
from reftel.telegram import exemptions
from reftel.telegram.dates import date_in, plain
from reftel.telegram.lines import Lines
from reftel.telegram.model import Redaction, Release, Text
from reftel.telegram.release_banner import PIECES, banner

# One of these stands in every copy of which `released` finds anything.
SIGNS = (
    *("Case No", "CaseNo", "CASE NO", "Doc No", "DocNo", " B-0", "PRODUCED TO", "FOIA WAIVER"),
    *("elease", "RELEASE", "DECLASSIFIED IN", "ENIED IN"),
)
# One of these stands in the first line of all furniture, but of a level alone above a banner.
IN_FURNITURE = (
    *("Stat", "STAT", "stat", "Case", "CASE", "case", "Doc", "DOC", "doc", "Date:", "DATE:"),
    *("AGREEMENT", "FOIA", "eleas", "RELEAS", "DECLASS", "enied", "DENIED"),
    *("Classified", "CLASSIFIED", "classified", "Page", "PAGE", "page", "B-0"),
)
CASE = re.compile(r"\b[A-Z]{1,3}-\d{4}-\d{3,6}\b")
DOCUMENT = re.compile(r"\b(?:C\d{6,9}|B-\d{8,12})\b")
# Only codes may follow: `RELEASED IN PART BEFORE THE VOTE` is a sentence of the telegram.
CODES = rf"(?:[\s,:;]{{1,40}}{exemptions.RUN})?[\s.,]{{0,3}}$"
STAMP = re.compile(
    r"\s{0,160}(?P<decision>(?:RELEASED?|DECLASSIFIED|DENIED)\s{1,2}IN\s{1,2}(?:FULL|PART)"
    rf"|Released?\s{{1,2}}in\s{{1,2}}(?:Full|Part)$){CODES}"
)
STAMP_BEGINS = re.compile(r"\s{0,160}(?:RELEASED?|DECLASSIFIED|DENIED)\s{1,2}IN$")
STAMP_GOES_ON = re.compile(rf"\s{{0,160}}(?:FULL|PART){CODES}")
SIGNED = 3  # lines below `Released in Full`: officer, Department, date
OFFICER = re.compile(
    r"\s{0,40}[A-Z][\w.'-]{1,20}(?:\s[A-Z][\w.'-]{0,20}){1,3},\s[A-Z][\w -]{3,40}$"
)
DEPARTMENT = re.compile(r"\s{0,40}U\.?S\.? Department of State$", re.IGNORECASE)
DAY = re.compile(r"\s{0,40}\d{1,2}/\d{1,2}/\d{4}$")
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
        marked = self._lines.marked(IN_FURNITURE)
        for at, index in enumerate(visible):
            is_near = index in marked or (at + 1 < len(visible) and visible[at + 1] in marked)
            if is_near and index not in self._taken:
                self._furniture(visible, at, self._lines.texts[index])
        if self._decision and self._release is None:
            self._release = Release(span=self._stamps[0].span)
        release = self._release
        if release is not None:
            for index in visible:
                if index not in self._taken:
                    self._codes(index, self._lines.texts[index])
            said = tuple(dict.fromkeys(self._exemptions))
            release = replace(release, decision=self._decision, exemptions=said)
        return Released(release, tuple(self._redactions), tuple(self._stamps))

    def _furniture(self, visible: Sequence[int], at: int, text: str) -> None:
        here = [self._lines.texts[index] for index in visible[at : at + len(PIECES) + 1]]
        if found := banner(here):
            self._banner(visible[at : at + found.size], found.level)
        elif _is_stamp(here):
            self._stamp(visible, at)
        elif REVIEWED.match(text):
            self._stamped(self._until_reviewed(visible, at))
        elif PAGE_OF.match(text):
            self._take(visible[at], "release")

    def _banner(self, indices: Sequence[int], level: str) -> None:
        words = " ".join(self._lines.texts[index] for index in indices)
        span = self._span(indices)
        for index in indices:
            self._take(index, "release")
        if self._release is None:
            case, document = CASE.search(words), DOCUMENT.search(words)
            self._release = Release(
                case=case[0] if case else "",
                document=document[0] if document else "",
                level=level.upper(),
                date=_day(words),
                span=span,
            )

    def _stamp(self, visible: Sequence[int], at: int) -> None:
        """Take a stamp: RELEASE IN / FULL, RELEASE IN PART / B6, and who signed it below."""
        taken = [visible[at]]
        for index in visible[at + 1 : at + 1 + SIGNED]:
            text = self._lines.texts[index]
            if not (
                STAMP_GOES_ON.match(text)
                or exemptions.ALONE.match(text)
                or OFFICER.match(text)
                or DEPARTMENT.match(text)
                or DAY.match(text)
            ):
                break
            taken.append(index)
        words = " ".join(" ".join(self._lines.texts[index].split()) for index in taken)
        decision = STAMP.match(words) or STAMP.match(self._lines.texts[taken[0]])
        self._decision = self._decision or (decision["decision"].upper() if decision else "")
        self._exemptions += [each.exemption for each in exemptions.codes(words)]
        self._stamped(taken)

    def _until_reviewed(self, visible: Sequence[int], at: int) -> list[int]:
        taken: list[int] = []
        for index in visible[at : at + LONGEST_REVIEW]:
            taken.append(index)
            if REVIEW_ENDS.search(self._lines.texts[index]):
                return taken
        return taken[:1]

    def _stamped(self, indices: Sequence[int]) -> None:
        words = " ".join(" ".join(self._lines.texts[index].split()) for index in indices)
        self._stamps.append(Text(text=words, span=self._span(indices)))
        for index in indices:
            self._take(index, "stamp")

    def _codes(self, index: int, text: str) -> None:
        """Take the codes that stand alone on a line, in a margin, or in a gap of its words."""
        if exemptions.ALONE.match(text):
            self._redact(index, text, (0, len(text)))
            self._take(index, "redaction")
        elif places := exemptions.places(text):
            for place in places:
                self._redact(index, text, place)
            self._lines.leave_out(index, places, "margin")

    def _redact(self, index: int, text: str, place: tuple[int, int]) -> None:
        for each in exemptions.codes(text, *place):
            span = self._lines.span(index, each.start, each.end)
            self._redactions.append(
                Redaction(
                    kind="exemption", printed=each.printed, exemption=each.exemption, span=span
                )
            )

    def _span(self, indices: Sequence[int]) -> Span:
        first, last = self._lines.words(indices[0]), self._lines.words(indices[-1])
        return Span(first.span.start, last.span.end)

    def _take(self, index: int, kind: str) -> None:
        self._taken.add(index)
        self._lines.claim(index, kind)


def _is_stamp(texts: Sequence[str]) -> bool:
    """Whether the first of some lines is a stamp; RELEASE IN is one above FULL or PART."""
    if STAMP.match(texts[0]):
        return True
    divided = len(texts) > 1 and STAMP_BEGINS.match(texts[0])
    return bool(divided and STAMP_GOES_ON.match(texts[1]))


def _day(text: str) -> Date | None:
    found = date_in(text)
    return plain(found) if found else None
