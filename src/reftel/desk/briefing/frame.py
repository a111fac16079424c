"""What stands around the sentences of a brief, the same in every form."""

from reftel.desk.briefing.records import Brief
from reftel.desk.briefing.wording import day, names

WHERE_ALL_IS = "“reftel brief” has all of it with --json"


def dateline(brief: Brief) -> str:
    """Return of which day the brief is, and what it compares with."""
    newest = ", the newest day of the dossier" if brief.is_newest else ""
    return f"As of {day(brief.on)}{newest}"


def left_out(brief: Brief) -> str:
    """Return what the page had no room for, and where it is; "" where all is there."""
    if not brief.left_out:
        return ""
    return f"Left out for want of room: {names(brief.left_out)}; {WHERE_ALL_IS}."
