"""Rules of an edition, and which of the others an edition cannot break.

Editors leave out the E.O. line, TAGS, addresses and routing, print the level in a note, set the
text in lines of their own and the signature in small letters.
"""

from datetime import UTC, datetime, time, timedelta

from reftel.telegram.checks.rule import Finding, Findings, begin, rule
from reftel.telegram.model import Telegram

NOT_OF_EDITIONS = frozenset(
    [
        *("T303", "T305"),  # addresses in capitals, continuity numbers
        *("T403", "T601", "T607"),  # letter-spacing, E.O. line, classifier
        *("T701", "T703", "T705", "T706", "T707"),  # TAGS and SUBJECT
        *("T902", "T904", "T906"),  # portion marks, signature in capitals
        *("T911", "T913"),  # lines and signs of the teleprinter
    ]
)
# No clock is further from Greenwich: a day without time can begin or end so much off.
FARTHEST_ZONE = timedelta(hours=14)


def applies(code: str, telegram: Telegram) -> bool:
    """Return whether a rule can be broken by the copy at all."""
    return telegram.dialect != "frus" or code not in NOT_OF_EDITIONS


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
