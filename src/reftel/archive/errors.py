"""What goes wrong with an archive as a whole."""

from reftel.core.errors import ReftelError


class ArchiveError(ReftelError):
    """An archive that cannot be opened or written, and why."""
