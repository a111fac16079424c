"""What goes wrong with an archive as a whole."""

from collections.abc import Sequence

from reftel.core.errors import ReftelError


class ArchiveError(ReftelError):
    """An archive that cannot be opened or written, and why."""


class NotHeldError(ArchiveError):
    """What is not there, or what the reader may not know of: the words are the same."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not held")


class SeveralError(ArchiveError):
    """A name that several telegrams have, as two of one minute share a date-time group."""

    def __init__(self, name: str, names: Sequence[str]) -> None:
        super().__init__(f"{name} may be {', '.join(names)}")
