"""Who reads: the session that the options `--archive` and `--as` ask for."""

from reftel.archive.access.labels import EVERYTHING, parse_clearance
from reftel.archive.archive import Archive
from reftel.archive.session import Session


def session(archive: Archive, clearance: str) -> Session:
    """Return a session with a clearance in words; without words, the owner's."""
    return archive.session(parse_clearance(clearance) if clearance else EVERYTHING)
