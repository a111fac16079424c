"""From what a person names to the files that are read: files, folders, patterns, `-`."""

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from reftel.dossier.tables import TITLE
from reftel.telegram.model import Book

STDIN = "-"
PATTERN_SIGNS = frozenset("*?[")
# Tables may hold telegrams in a column.
DELIMITERS = {".csv": ",", ".tsv": "\t"}
JSON_LINES = frozenset({".jsonl", ".ndjson"})
# What lies beside telegrams in a folder and is none. Named on its own, any file is read.
NO_TELEGRAMS = frozenset({".json", ".toml", ".yaml", ".yml", ".py", ".db", ".sqlite"})
NO_TELEGRAM_NAMES = frozenset({"README", "LICENSE"})


class Source(NamedTuple):
    """A file to read, or a member of one.

    data: the content where that is already here (standard input, a member). refused: why a
    member was not opened. file: that a member is part of. member: its number in it, from 0.
    volume, book: of an edition. listed: the heading of a member that is no telegram and no fault.
    """

    path: str
    data: bytes | None = None
    refused: str = ""
    file: str = ""
    member: int = -1
    volume: str = ""
    listed: str = ""
    book: Book | None = None


def expand(
    names: Iterable[str | os.PathLike[str]], *, with_tables: bool = False
) -> Iterator[Source]:
    """Yield each file once, in the order named.

    Folders are read in full, sorted, without hidden files, dossiers and what else lies beside
    telegrams; with_tables: tables in folders (`.csv` and the like) are yielded. A name that is
    nothing of the kind is yielded as it is, so that reading it tells what is wrong with it.
    """
    seen: set[str] = set()
    for name in names:
        for source in _expanded(os.fspath(name), with_tables=with_tables):
            if source.path not in seen:
                seen.add(source.path)
                yield source


def is_single(name: str) -> bool:
    """Whether a name stands for one file whatever is on the disk: no folder, no pattern."""
    return name == STDIN or not (_is_folder(name) or _is_pattern(name))


def _expanded(name: str, *, with_tables: bool) -> Iterator[Source]:
    if name == STDIN:
        yield Source(STDIN, sys.stdin.buffer.read())
    elif _is_folder(name):
        yield from _walk(name, with_tables=with_tables)
    elif _is_pattern(name):
        # A pattern that matches nothing is reported under its own name.
        for match in _matches(name) or [name]:
            if _is_folder(match):
                yield from _walk(match, with_tables=with_tables)
            else:
                yield Source(match)
    else:
        yield Source(name)


def _matches(pattern: str) -> list[str]:
    # Path.glob takes no absolute pattern and finds hidden files.
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207


def _walk(folder: str, *, with_tables: bool) -> Iterator[Source]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if _is_entered(root, each))
        for file in sorted(files):
            path = Path(root, file)
            # Pipes and devices in a folder could be waited for without end.
            if not is_beside_telegrams(file, with_tables=with_tables) and path.is_file():
                yield Source(str(path))


def _is_entered(root: str, folder: str) -> bool:
    """Whether a folder within a folder is read: not a hidden one, nor one that is a dossier.

    The drafts and tables of a dossier are no telegrams. Named on its own a dossier is a folder
    like others, for somebody may keep its telegrams in it.
    """
    return not folder.startswith(".") and not Path(root, folder, TITLE).is_file()


def is_beside_telegrams(name: str, *, with_tables: bool) -> bool:
    """Whether a file lies beside telegrams and is none: hidden, a README, a table unless wanted."""
    path = PurePath(name)
    suffix = path.suffix.lower()
    return (
        path.name.startswith(".")
        or suffix in NO_TELEGRAMS
        or (not with_tables and (suffix in DELIMITERS or suffix in JSON_LINES))
        or path.stem.upper() in NO_TELEGRAM_NAMES
    )


def _is_folder(name: str) -> bool:
    return os.path.isdir(name)  # noqa: PTH112 - Path.is_dir raises on names that are too long


def _is_pattern(name: str) -> bool:
    return bool(PATTERN_SIGNS.intersection(name)) and not os.path.lexists(name)
