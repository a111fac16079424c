"""The lines above the text: format lines 1 to 9, and what the Department's relay added.

One reader serves every layout, since each line says by its first word what it is; which lines
there are, and in which order, is the layout's habit and not relied upon.
"""

import re
from collections.abc import Callable, Sequence

from reftel.core.span import Span
from reftel.telegram import addresses, distribution, dtg
from reftel.telegram.findings import Findings
from reftel.telegram.labels import labelled
from reftel.telegram.lines import Lines, Reading
from reftel.telegram.markings import ClassLine, banner, class_line
from reftel.telegram.model import (
    Addressee,
    DateTimeGroup,
    Distribution,
    Officer,
    Originator,
    RelayCounter,
    Role,
    Text,
)

IDENTIFIER = re.compile(r"\s{0,8}(?P<identifier>V?ZCZC[A-Z0-9]{0,12})(?=\s|$)")
CALLED = re.compile(
    r"\s{0,8}(?P<digraph>ZZ|OO|PP|RR|YY|MM)(?P<called>(?:\s{1,3}[QRU][A-Z]{3,7}){0,30})$"
)
ROUTINGS = re.compile(r"\s{0,8}[QR][A-Z]{3,7}(?:\s{1,3}[QR][A-Z]{3,7}){0,30}$")
ROUTING = re.compile(r"[QRU][A-Z]{3,7}")
STATION = re.compile(
    r"""\s{0,8}DE\s{1,3}(?P<station>[QRU][A-Z]{3,7})(?:\s{1,3}\#?(?P<serial>\d{1,5})
    (?:/(?P<section>\d{1,3}))?)?(?:\s{1,3}(?P<filed>\d{7}|\d{6}Z))?\s{0,3}$""",
    re.VERBOSE,
)
WARNING = re.compile(r"\s{0,8}(?P<warning>ZN[RY])\s{1,3}(?P<letters>[UECSTR]{5})(?P<rest>.{0,60})$")
SIGNAL = re.compile(r"\b(?:Z[A-Z]{2}\d{0,2}|INT)\b")
ROLE = re.compile(r"\s{0,8}(?P<role>TO|INFO|XMT)(?:\s?:?\s{1,4}|/)(?=[A-Z0-9])")
FROM = re.compile(r"\s{0,8}FM\s?:?\s{1,4}(?=[A-Z0-9])")
PARAGRAPH = re.compile(r"\s{0,8}\d{1,2}\s?\.(?:\s|\()")
PAGE = re.compile(r"PAGE\s{1,3}\d{1,3}\s")
LOOK_AHEAD = 12  # lines between the addresses and the classification line
ROLES: dict[str, Role] = {"TO": "action", "INFO": "info", "XMT": "exempted"}
# By one of these a line shows that a telegram begins here.
SIGN = re.compile(
    r"""\s{0,12}(?:V?ZCZC|(?:ZZ|OO|PP|RR)\s{1,3}R[UQ]|DE\s{1,3}[QRU][A-Z]{3,7}\s|ZN[RY]\s{1,3}[UECSTR]{5}
    |[ZOPRYMW0](?:\s?[ZOPRYMW0]){0,3}\s{1,4}\d\d\s?\d\d\s?\d\d|FM\s{1,4}[A-Z]
    |(?:ACTION|ORIGIN)\s{1,4}[A-Z]{1,8}-\d\d|-{10,60}\s{0,12}[0-9A-F]{5,8}
    |PAGE\s{1,3}0?1\s)""",
    re.VERBOSE,
)


def first_sign(lines: Lines, content: Sequence[int]) -> int:
    """Return the position of the first line that shows a telegram begins, else the beginning."""
    for position, index in enumerate(content):
        text = lines.texts[index]
        if text and (SIGN.match(text) or class_line(text)):
            return position
    return 0


class Header:
    """What was read of a header; `stop` is the position behind it in the lines given."""

    def __init__(self) -> None:
        self.stop = 0
        self.identifier: Text | None = None
        self.digraph: Text | None = None
        self.called: list[Text] = []
        self.station: tuple[re.Match[str], int] | None = None
        self.warning: tuple[re.Match[str], int] | None = None
        self.dtg: DateTimeGroup | None = None
        self.originator: Originator | None = None
        self.addressees: list[Addressee] = []
        self.distribution: Distribution | None = None
        self.relay: RelayCounter | None = None
        self.officers: list[Officer] = []
        self.class_line: ClassLine | None = None
        self.class_index = -1


class HeaderReader:
    """Reads one header from the lines at the positions of `content` on."""

    def __init__(self, lines: Lines, content: Sequence[int], findings: Findings) -> None:
        self._lines = lines
        self._content = content
        self._findings = findings
        self._at = 0
        self._role: Role | None = None
        self._after_blank = False
        self._desired = False  # below DESIRED DISTRIBUTION, up to the counter
        self._header = Header()
        self._readers: tuple[Callable[[int, str], bool], ...] = (
            self._addressees,
            self._dtg,
            self._from,
            self._format_lines,
            self._distribution,
            self._relay,
            self._officers,
            self._banner,
        )

    def read(self, at: int) -> Header:
        """Read from that position to behind the classification line, or to where text begins."""
        self._at = at
        while self._at < len(self._content):
            index = self._content[self._at]
            text = self._lines.texts[index]
            if not text:
                self._after_blank = True
            elif self._class_line(index, text):
                break
            elif self._read_line(index, text):
                self._after_blank = False
            elif self._header.dtg and not self._class_line_ahead():
                self._header.stop = self._at
                return self._header
            self._at += 1
        self._header.stop = min(self._at + 1, len(self._content))
        return self._header

    def _class_line_ahead(self) -> bool:
        """Whether a classification line stands below a line that nobody knows."""
        ahead = self._content[self._at + 1 : self._at + 1 + LOOK_AHEAD]
        texts = [self._lines.texts[index] for index in ahead]
        known = next((at for at, text in enumerate(texts) if text and class_line(text)), None)
        return known is not None and not any(
            labelled(text) or PARAGRAPH.match(text) for text in texts[:known] if text
        )

    def _read_line(self, index: int, text: str) -> bool:
        for reader in self._readers:
            if reader(index, text):
                return True
        return self._goes_on(index, text)

    def _claim(self, index: int, kind: str) -> None:
        self._lines.claim(index, kind)

    def _class_line(self, index: int, text: str) -> bool:
        found = class_line(text)
        if found is None:
            return False
        self._claim(index, "classification line")
        if found.garbled:
            span = self._lines.span(index, 0, found.level_end)
            self._findings.add("T016", span, f"{found.garbled} read as {found.level}")
        self._header.class_line, self._header.class_index = found, index
        return True

    def _text(self, index: int, match: re.Match[str], group: str) -> Text:
        return Text(text=match[group], span=self._lines.span(index, *match.span(group)))

    def _format_lines(self, index: int, text: str) -> bool:
        header = self._header
        if match := IDENTIFIER.match(text):
            header.identifier = self._text(index, match, "identifier")
        elif match := CALLED.match(text):
            header.digraph = self._text(index, match, "digraph")
            self._called(index, text, match.start("called"))
        elif header.digraph and not header.station and ROUTINGS.match(text):
            self._called(index, text, 0)
        elif match := STATION.match(text):
            header.station = (match, index)
        elif match := WARNING.match(text):
            header.warning = (match, index)
        else:
            return False
        self._role = None
        self._claim(index, "transmission")
        return True

    def _called(self, index: int, text: str, start: int) -> None:
        self._header.called.extend(
            Text(text=match[0], span=self._lines.span(index, *match.span()))
            for match in ROUTING.finditer(text, start)
        )

    def _dtg(self, index: int, text: str) -> bool:
        found = dtg.group(text, self._lines.span(index))
        if found is None:
            return False
        self._header.dtg = found
        self._role = None
        self._claim(index, "date-time group")
        return True

    def _from(self, index: int, text: str) -> bool:
        match = FROM.match(text)
        if match is None:
            return False
        read = addresses.parts(text, match.end())
        self._header.originator = addresses.originator(read, self._span(index, read))
        self._role = None
        self._claim(index, "originator")
        return True

    def _addressees(self, index: int, text: str) -> bool:
        match = ROLE.match(text)
        if match is None or self._is_distribution_info(match):
            return False
        self._role = ROLES[match["role"]]
        if PAGE.match(text, match.end()):
            # TO PAGE 02  STATE 04411: the page ended behind the word.
            self._claim(index, "page line")
            return True
        self._addressee(index, text, match.end(), self._role)
        return True

    def _is_distribution_info(self, match: re.Match[str]) -> bool:
        # INFO of the relay's list: its offices carry copies, and no FM line came before it.
        return match["role"] == "INFO" and bool(
            distribution.OFFICE.match(match.string, match.end())
        )

    def _addressee(self, index: int, text: str, start: int, role: Role) -> None:
        read = addresses.parts(text, start)
        span = self._span(index, read)
        if read.misspelt:
            self._findings.add("T010", span, f"{read.misspelt} read as {read.precedence}")
        self._header.addressees.append(addresses.addressee(read, role, span))
        self._claim(index, "addressee")

    def _span(self, index: int, read: addresses.Parts) -> Span:
        return self._lines.span(index, read.start, read.end)

    def _goes_on(self, index: int, text: str) -> bool:
        """Read a line without keyword as one more addressee of the list above it."""
        if not self._role or (self._after_blank and not addresses.LOOKS_ADDRESSED.match(text)):
            return False
        if labelled(text) or PARAGRAPH.match(text):
            return False
        self._addressee(index, text, 0, self._role)
        return True

    def _distribution(self, index: int, text: str) -> bool:
        if self._header.distribution or self._header.originator:
            return False
        if not distribution.BEGINS.match(text):
            return False
        taken = [index]
        at = self._at + 1
        while at < len(self._content):
            below = self._lines.texts[self._content[at]]
            if below and not self._is_office_line(below):
                break
            if below:
                taken.append(self._content[at])
                self._at = at
            at += 1
        for each in taken:
            self._claim(each, "distribution")
        self._header.distribution = distribution.distribution(Reading(self._lines, taken))
        return True

    def _is_office_line(self, text: str) -> bool:
        return bool(
            distribution.OFFICE.search(text[:40]) or distribution.TOTAL.match(text.strip())
        ) and not (distribution.COUNTER.match(text) or distribution.OFFICER.match(text))

    def _relay(self, index: int, text: str) -> bool:
        if distribution.BARE_NUMBER.match(text) and not self._header.distribution:
            self._claim(index, "relay")
            return True
        found = distribution.counter(text, self._lines.span(index)) if "---" in text else None
        if found is None:
            return False
        self._header.relay = found
        self._claim(index, "relay")
        return True

    def _officers(self, index: int, text: str) -> bool:
        found = distribution.officer(text, self._lines.span(index))
        if found is None and (distribution.ENDS.match(text) or self._desired):
            self._desired = not self._header.relay and not text.lstrip().startswith("---")
            if self._desired:
                self._claim(index, "relay")
                return True
        if found is None and self._header.officers and not self._header.relay and ":" in text:
            found = distribution.clearance(text, self._lines.span(index))
        if found is None:
            return False
        self._header.officers.append(found)
        self._claim(index, "drafting")
        return True

    def _banner(self, index: int, text: str) -> bool:
        if banner(text) is None:
            return False
        self._claim(index, "banner")
        return True
