"""The original bytes, each once, with a manifest that tells what was read in them."""

import os
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path, PurePath

import msgspec

from reftel.archive.errors import NotHeldError
from reftel.archive.session import CopyFacts, Kept, Session
from reftel.desk.exporting.naming import safe_name
from reftel.telegram.model import Record

MANIFEST = "manifest.jsonl"
ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}")


class Original(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A line of the manifest: a copy of a telegram, and the file that it was read from.

    paths: where the file came from.
    """

    file: str
    sha256: str
    bytes: int
    name: str
    id: str
    copy: int
    paths: tuple[str, ...]


def write_originals(session: Session, names: Iterable[str], folder: Path) -> int:
    """Write the originals into a folder; return how many files.

    One of which the reader may not read a piece is not written.
    """
    files: dict[bytes, str] = {}
    with (folder / MANIFEST).open("xb") as manifest:
        for name in names:
            kept = session.telegram(name)
            for copy in kept.copies:
                data = _original(session, kept.name, copy.number)
                if data is not None:
                    line = msgspec.json.encode(_written(folder, files, (kept, copy), data))
                    manifest.write(line + b"\n")
    return len(files)


def _original(session: Session, name: str, copy: int) -> bytes | None:
    try:
        return session.original(name, copy)
    except NotHeldError:
        return None


def _written(
    folder: Path, files: dict[bytes, str], of: tuple[Kept, CopyFacts], data: bytes
) -> Original:
    """Write the bytes where they are not yet; return the line of the manifest."""
    kept, copy = of
    figure = sha256(data)
    file = files.get(figure.digest())
    if file is None:
        file = f"{safe_name(kept.name)}-{figure.hexdigest()[:16]}{_ending(copy.paths)}"
        files[figure.digest()] = file
        (folder / file).write_bytes(data)
    return Original(
        file=file,
        sha256=figure.hexdigest(),
        bytes=len(data),
        name=kept.name,
        id=kept.id,
        copy=copy.number,
        paths=tuple(os.fsencode(path).decode("utf-8", "replace") for path in copy.paths),
    )


def _ending(paths: tuple[str, ...]) -> str:
    """Return the ending of the first path, where it is a plain one."""
    ending = PurePath(paths[0]).suffix if paths else ""
    return ending.lower() if ENDING.fullmatch(ending) else ""
