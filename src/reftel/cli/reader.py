"""Who reads: the session that the options `--archive` and `--as` ask for."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from reftel.archive.access.labels import EVERYTHING, parse_clearance
from reftel.archive.archive import Archive
from reftel.archive.session import Session
from reftel.archive.store.database import FILE
from reftel.cli.options import DEFAULT_ARCHIVE
from reftel.desk.dossiers.opening import opener
from reftel.telegram.model import Telegram


def session(archive: Archive, clearance: str) -> Session:
    """Return a session with a clearance in words; without words, the owner's."""
    return archive.session(parse_clearance(clearance) if clearance else EVERYTHING)


@contextmanager
def opened(archive: str, clearance: str) -> Generator[Callable[[str], Telegram | None] | None]:
    """Give what opens the telegrams that a dossier cites; None where there is no archive.

    The default archive need not be there; one that was named has to.
    """
    if archive == DEFAULT_ARCHIVE and not (Path(archive) / FILE).exists():
        yield None
        return
    with Archive(archive) as held:
        yield opener(session(held, clearance))
