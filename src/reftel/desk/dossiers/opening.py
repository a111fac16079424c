"""Dossiers and what they cite, as a reader may see it."""

from collections.abc import Callable
from functools import cache

from reftel.archive.errors import NotHeldError, SeveralError
from reftel.archive.session import Session
from reftel.telegram.model import Telegram


def opener(session: Session) -> Callable[[str], Telegram | None]:
    """Return what opens a cited telegram: as far as the reader may see it, else None.

    A date-time group that several telegrams have names none of them.
    """

    @cache
    def opened(name: str) -> Telegram | None:
        try:
            return session.telegram(name).telegram
        except (NotHeldError, SeveralError):
            return None

    return opened
