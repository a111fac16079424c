"""Statements without a day get that of the telegram: by then it was known."""

from collections.abc import Callable

from reftel.core.citation import parse_citation
from reftel.dossier.dossier import Dossier
from reftel.telegram.model import Telegram


def date_statements(dossier: Dossier, opener: Callable[[str], Telegram | None]) -> int:
    """Fill in `known` where a statement has no day and its telegram does; return how many.

    The dossier is changed, not saved.
    """
    known: dict[str, dict[str, object]] = {}
    for statement in dossier.statements:
        citation = parse_citation(statement.cite)
        if statement.said or statement.known or not citation or citation.to != "telegram":
            continue
        telegram = opener(citation.name)
        if telegram is not None and telegram.day is not None:
            known[statement.id] = {"known": telegram.day.isoformat()}
    dossier.change_all("statements", known)
    return len(known)
