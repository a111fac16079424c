"""Rules of an edition."""

from datetime import UTC, datetime, time, timedelta

from reftel.telegram.checks.rule import Finding, Findings, begin, rule
from reftel.telegram.model import Telegram

# No clock is further from Greenwich: a day without time can begin or end so much off.
FARTHEST_ZONE = timedelta(hours=14)


@rule("T972")
def bounds_bracket_date(telegram: Telegram) -> Findings:
    """X14: frus:doc-dateTime-min and -max bracket the date of the dateline, in one zone."""
    edition, line = telegram.edition, telegram.dateline
    if edition is None or line is None or edition.earliest is None or edition.latest is None:
        return None
    first = last = line.time
    if first is None or last is None:
        if line.date is None:
            return None
        midnight = datetime.combine(line.date, time(), UTC)
        first, last = midnight - FARTHEST_ZONE, midnight + timedelta(days=1) + FARTHEST_ZONE
    if edition.earliest <= last and first <= edition.latest:
        return []
    bounds = f"{edition.earliest:%Y-%m-%d %H%M%z} to {edition.latest:%Y-%m-%d %H%M%z}"
    message = f"the edition's bounds are {bounds}; the dateline says {line.printed}"
    return [Finding(message, begin(line))]
