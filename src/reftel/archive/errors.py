"""What goes wrong with an archive as a whole."""

from reftel.core.errors import ReftelError


class ArchiveError(ReftelError):
    """An archive that cannot be opened or written, and why."""


class NotHeldError(ArchiveError):
    """What is not there, or what the reader may not know of: the words are the same."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not held")
