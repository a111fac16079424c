"""Format lines 1 to 4 of ACP 127: identifier, stations called and calling, warning."""

import re

from msgspec.structs import replace

from reftel.core.span import Span
from reftel.telegram.header import SIGNAL, Header
from reftel.telegram.lines import Lines
from reftel.telegram.model import Text, Transmission


def transmission(header: Header, lines: Lines) -> Transmission | None:
    """Make the record of what the header reader found; None where the copy has none of it."""
    found = Transmission(
        identifier=header.identifier,
        digraph=header.digraph,
        called=tuple(header.called),
        span=Span(0, 0),
    )
    spans = [each.span for each in (header.identifier, header.digraph, *header.called) if each]
    if header.station:
        found = _with_station(found, *header.station, lines)
        spans.append(lines.span(header.station[1]))
    if header.warning:
        found = _with_warning(found, *header.warning, lines)
        spans.append(lines.span(header.warning[1]))
    if not spans:
        return None
    whole = Span(min(each.start for each in spans), max(each.end for each in spans))
    return replace(found, span=whole)


def _text(match: re.Match[str], group: str, index: int, lines: Lines) -> Text | None:
    if match[group] is None:
        return None
    return Text(text=match[group], span=lines.span(index, *match.span(group)))


def _with_station(
    found: Transmission, match: re.Match[str], index: int, lines: Lines
) -> Transmission:
    filed = match["filed"] or ""
    # 0952143 is day of the year and time; the older 042143Z is day of the month and time.
    by_day_of_year = bool(filed) and not filed.endswith("Z")
    return replace(
        found,
        station=_text(match, "station", index, lines),
        serial=_text(match, "serial", index, lines),
        serial_section=int(match["section"]) if match["section"] else None,
        filed=_text(match, "filed", index, lines),
        filed_day=int(filed[:3]) if by_day_of_year else None,
        filed_time=filed[3:] if by_day_of_year else filed[2:6],
    )


def _with_warning(
    found: Transmission, match: re.Match[str], index: int, lines: Lines
) -> Transmission:
    signals = SIGNAL.finditer(match.string, match.start("rest"))
    return replace(
        found,
        warning=_text(match, "warning", index, lines),
        warning_letters=match["letters"],
        signals=tuple(Text(text=m[0], span=lines.span(index, *m.span())) for m in signals),
    )
