"""Files and folders that are there when they are whole, and not before."""

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reftel.core.errors import ReftelError


class ExportError(ReftelError):
    """An export that cannot be written; the message names the place."""


@contextmanager
def whole_file(path: Path) -> Generator[BinaryIO]:
    """Open a new file; it gets its name when all is written. Raises ExportError."""
    beside = _beside(path)
    with _told(path), _removed(beside):
        with beside.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        _refuse_known(path)
        beside.rename(path)


@contextmanager
def whole_folder(path: Path) -> Generator[Path]:
    """Make a new folder; it gets its name when all is written. Raises ExportError."""
    beside = _beside(path)
    with _told(path), _removed(beside):
        beside.mkdir()
        yield beside
        _refuse_known(path)
        beside.rename(path)


def _beside(path: Path) -> Path:
    """Return a name in the same folder that nobody takes for the export, and that is free."""
    _refuse_known(path)
    if not path.parent.is_dir():
        message = f"{path.parent}: no such folder"
        raise ExportError(message)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    _remove(beside)  # of a process that was killed and had the same id
    return beside


def _refuse_known(path: Path) -> None:
    if path.exists() or path.is_symlink():
        message = f"{path} is there already; name another or remove it"
        raise ExportError(message)


@contextmanager
def _removed(beside: Path) -> Generator[None]:
    """Take away what was begun where it does not come to its end."""
    try:
        yield
    except BaseException:
        _remove(beside)
        raise


@contextmanager
def _told(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        message = f"{path}: {error.strerror or error}"
        raise ExportError(message) from error


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
