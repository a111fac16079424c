"""Rules of SMART telegrams."""

from reftel.telegram.checks.rule import Finding, Findings, rule
from reftel.telegram.model import Telegram


@rule("T971")
def halves_agree(telegram: Telegram) -> Findings:
    """X13: both halves of Date/DTG name the same day."""
    written, group = telegram.dateline, telegram.dtg
    if written is None or group is None:
        return None
    if written.date is None or group.time is None:
        return None
    if written.date == group.time.date():
        return []
    message = f"Date/DTG says {written.printed}; its date-time group says {group.time.date()}"
    return [Finding(message, group.span)]
