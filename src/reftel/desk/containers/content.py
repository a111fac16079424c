"""The content of a file or member, and the limits that keep a bomb from going off."""

import io
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from reftel.desk.sources import Source, is_beside_telegrams

BEGINNING = 4096  # bytes that tell the kind of a file
# No telegram is larger, nor any PDF or volume that holds some.
MOST_BYTES = 100_000_000
# Text shrinks to a fifth, teleprinter text at best to a fortieth; what grows more is a bomb.
MOST_TIMES = 200
# Below this nobody is harmed.
HARMLESS = 10_000_000

TOO_LARGE = "larger than 100 MB: no telegram"
BOMB = f"unpacks to more than {MOST_TIMES} times its size: not opened"
LEADS_OUT = "its path leads out of the archive: not opened"
LINK = "a link or a device, no file: not opened"
ENCRYPTED = "encrypted: unpack it with its password first"
BROKEN = "broken: {reason}"
NOTHING = "holds nothing to read"


@dataclass(frozen=True, slots=True)
class Content:
    """A file by its path, or bytes under a path.

    start: the first bytes of a file. text_column: of tables, that holds the text of a telegram.
    """

    path: str
    data: bytes | None
    start: bytes = b""
    text_column: str = ""

    @property
    def beginning(self) -> bytes:
        """The first bytes, which tell what the rest is."""
        return self.start if self.data is None else self.data[:BEGINNING]

    @property
    def size(self) -> int:
        """The number of bytes."""
        return Path(self.path).stat().st_size if self.data is None else len(self.data)

    def open(self) -> BinaryIO:
        """Open it for reading. Raises OSError as `open` does."""
        return Path(self.path).open("rb") if self.data is None else io.BytesIO(self.data)

    def wants(self, name: str) -> bool:
        """Whether a member may be a telegram: what a folder passes by is passed by here, too."""
        parts = PurePosixPath(name.replace("\\", "/")).parts
        hidden = any(
            part.startswith((".", "__MACOSX")) and part not in {".", ".."} for part in parts
        )
        return not hidden and not is_beside_telegrams(name, with_tables=bool(self.text_column))


def named(container: str, name: str) -> str:
    """Return the path of a member."""
    return f"{container}!{name}"


def fault_of_name(name: str) -> str:
    """Return why a member must not be opened under that name; empty where it may."""
    path = PurePosixPath(name.replace("\\", "/"))
    drive = len(name) > 1 and name[1] == ":" and name[0].isalpha()
    return LEADS_OUT if path.is_absolute() or drive or ".." in path.parts else ""


def is_bomb(unpacked: int, packed: int) -> bool:
    """Whether so many bytes are too many for what they were packed into."""
    return unpacked > HARMLESS and unpacked > MOST_TIMES * max(packed, 1)


def member(path: str, file: IO[bytes]) -> Source:
    """Return the member that a file is, with all its bytes where they are not too many."""
    data = file.read(MOST_BYTES + 1)
    return Source(path, refused=TOO_LARGE) if len(data) > MOST_BYTES else Source(path, data)


def reason(error: Exception) -> str:
    """Return what an error says, in one line."""
    words = (str(error).splitlines() or [""])[0][:120]
    return BROKEN.format(reason=words or type(error).__name__)
