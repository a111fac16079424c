"""A dossier: opened from a folder, asked, changed, saved."""

import fcntl
import os
import shutil
import stat
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, Self

from msgspec import ValidationError, convert, to_builtins

from reftel.dossier.actors import Actors
from reftel.dossier.errors import DossierError
from reftel.dossier.files.folder import FORMS, Read, read_tables, read_texts
from reftel.dossier.files.formatting import formatted
from reftel.dossier.files.schema import FILE as SCHEMA
from reftel.dossier.files.schema import written_schema
from reftel.dossier.files.table import Placed, Table
from reftel.dossier.files.writing import (
    HEADING,
    NOTHING,
    Change,
    empty,
    toml,
    with_line,
    with_values,
)
from reftel.dossier.records import (
    Ask,
    Demarche,
    Entry,
    Mandate,
    Provision,
    Silence,
    Standing,
    Text,
    Title,
    Vote,
)
from reftel.dossier.stances import Stance
from reftel.dossier.statements import Statement, Statements
from reftel.dossier.tables import KINDS, TITLE, Kind

if TYPE_CHECKING:
    from reftel.dossier.findings import Finding

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
NEW_FORM = {"actors": ".toml", "provisions": ".toml", "texts": ".toml", "demarches": ".toml"}


class Dossier:
    """The map of a negotiation, kept in a folder of plain-text tables.

    `findings` is what is wrong with the files; `reftel.dossier.checks.check` looks at the rest.
    A change is made in the text, so that comments, order and columns of one's own stay; it is on
    disk after `save`.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        """Open the dossier in a folder. Raises DossierError where there is none."""
        self.folder = Path(folder)
        self._on_disk, self._unread = read_texts(self.folder)
        self._take(dict(self._on_disk))

    @classmethod
    def create(cls, folder: str | os.PathLike[str], title: Title) -> Self:
        """Make a dossier in a new or empty folder. Raises DossierError."""
        path = Path(folder)
        if not title.title.strip():
            message = "a dossier needs a title: what is negotiated"
            raise DossierError(message)
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            message = f"{path} is not empty; a dossier begins in a folder of its own"
            raise DossierError(message)
        try:
            path.mkdir(parents=True, exist_ok=True)
            (path / TITLE).write_text(_titled(title), encoding="utf-8")
            (path / SCHEMA).write_text(written_schema(), encoding="utf-8")
            for kind in KINDS:
                file = _new_file(kind)
                (path / file).write_text(empty(file, kind), encoding="utf-8")
        except OSError as error:
            message = f"{path}: {error.strerror}"
            raise DossierError(message) from error
        return cls(path)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.resolve().name

    def table(self, name: str) -> Table[Any]:
        """Return a table by its name, `statements`. Raises KeyError."""
        return self._tables[name]

    def tables(self) -> Iterator[Table[Any]]:
        """Yield all tables."""
        yield from self._tables.values()

    def files(self) -> dict[str, str]:
        """Return the text of each file of a table by its name, with what was changed.

        Of a dossier with fewer lines (`only`) there is none.
        """
        return dict(self._texts)

    def stance(self, statement: Statement) -> Stance:
        """Return where a statement lies on its provision's scale; what has no place is unclear."""
        return self.statements.stance(statement)

    def only(self, kept: Callable[[Entry], Entry | None]) -> Self:
        """Return the dossier with fewer lines, to be read, not to be saved.

        kept: gives a line as it stays, perhaps with fewer steps, or None where it goes.
        """
        tables: dict[str, Table[Any]] = {}
        for name, table in self._tables.items():
            lines = ((each, kept(each.record)) for each in table.placed)
            placed = [each._replace(record=line) for each, line in lines if line is not None]
            tables[name] = Table(name, placed)
        made = copy(self)
        # The files would tell what is left out.
        made._hold(Read(self.titled, tables, [], {}))
        return made

    def change(self, table: str, identity: str, **values: object) -> None:
        """Set fields of a line. Raises DossierError where it is not there, or they do not fit."""
        self.change_all(table, {identity: values})

    def change_all(self, table: str, values: Mapping[str, Mapping[str, object]]) -> None:
        """Set fields of many lines, by their ids; all of them or, with DossierError, none."""
        changes: dict[str, list[Change]] = {}
        wanted: dict[str, Entry] = {}
        for identity, fields in values.items():
            placed = self._placed(table, identity)
            wanted[identity] = _fitted(table, placed.record, fields)
            changes.setdefault(placed.places.file, []).extend(
                Change(placed.line, name, value) for name, value in fields.items()
            )
        texts = {file: with_values(file, self._texts[file], each) for file, each in changes.items()}
        read = read_tables(self._texts | texts)
        _holds(read.tables, self._tables, table, wanted)
        self._hold(read)

    def add(self, table: str, record: Entry) -> None:
        """Add a line at the end of a table. Raises DossierError where its id is taken."""
        self.add_all(table, [record])

    def add_all(
        self, table: str, records: Sequence[Entry], own: Sequence[Mapping[str, str]] = ()
    ) -> None:
        """Add lines at the end of a table; all of them or, where an id is taken, none.

        own: of each line, if given, its columns that are not Reftel's. Raises DossierError.
        """
        taken = set(self._tables[table].ids())
        for record in records:
            identity = getattr(record, "id", "")
            if identity and identity in taken:
                message = f"{table} has a line {identity} already"
                raise DossierError(message)
            taken.add(identity)
        kind = _kind(table)
        there = [f"{table}{form}" for form in FORMS if f"{table}{form}" in self._texts]
        file = there[0] if there else _new_file(kind)
        text = self._texts.get(file) or empty(file, kind)
        for record, more in zip(records, own or [NOTHING] * len(records), strict=True):
            text = with_line(file, text, kind, record, more)
        read = read_tables(self._texts | {file: text})
        if len(read.tables[table]) != len(self._tables[table]) + len(records):
            message = f"{file} cannot be added to as it is written"
            raise DossierError(message)
        self._hold(read)

    def format(self) -> list[str]:
        """Bring all files into the usual layout; return the names of those that change."""
        texts = {file: formatted(file, text) for file, text in self._texts.items()}
        changed = [file for file, text in texts.items() if text != self._texts[file]]
        self._take(texts)
        return changed

    def save(self) -> list[str]:
        """Write what changed; return the names of the files.

        Raises DossierError where somebody else changed one of them since it was opened, or where
        one is there that could not be read, and then writes none.
        """
        changed = {
            file: text for file, text in self._texts.items() if text != self._on_disk.get(file)
        }
        with _alone(self.folder):
            now, _ = read_texts(self.folder)
            for file in changed:
                self._may_be_written(file, now)
            for file, text in changed.items():
                _write(self.folder / file, text)
        self._on_disk = dict(self._texts)
        return [*changed]

    def _may_be_written(self, file: str, now: Mapping[str, str]) -> None:
        """Raise DossierError where writing a file would lose what is in it. now: what is there."""
        path = self.folder / file
        if now.get(file) != self._on_disk.get(file):
            message = f"{path} was changed since it was opened; nothing is saved"
            raise DossierError(message)
        if file in now and not path.stat().st_mode & WRITABLE:
            message = f"{path} is read-only; nothing is saved"
            raise DossierError(message)
        if file not in now and os.path.lexists(path):
            message = f"{path} is there and could not be read; nothing is saved"
            raise DossierError(message)

    def _take(self, texts: dict[str, str]) -> None:
        """Read the tables anew from texts."""
        self._hold(read_tables(texts))

    def _hold(self, read: Read) -> None:
        self._texts = read.texts
        self._tables = read.tables
        self.findings: list[Finding] = [*self._unread, *read.findings]
        self.titled: Placed[Title] = read.title
        self.title = read.title.record
        self.actors = Actors("actors", read.tables["actors"].placed)
        self.provisions: Table[Provision] = read.tables["provisions"]
        self.statements = Statements(
            "statements", read.tables["statements"].placed, self.provisions, self.actors
        )
        self._tables |= {"actors": self.actors, "statements": self.statements}
        self.texts: Table[Text] = read.tables["texts"]
        self.demarches: Table[Demarche] = read.tables["demarches"]
        self.asks: Table[Ask] = read.tables["asks"]
        self.standings: Table[Standing] = read.tables["standings"]
        self.mandates: Table[Mandate] = read.tables["mandates"]
        self.silences: Table[Silence] = read.tables["silences"]
        self.votes: Table[Vote] = read.tables["votes"]

    def _placed(self, table: str, identity: str) -> Placed[Any]:
        found = self._tables[table].placed_of(identity)
        if found is None:
            message = f"{table} has no line {identity}"
            raise DossierError(message)
        return found


def _fitted(table: str, record: Entry, fields: Mapping[str, object]) -> Entry:
    """Return the record with fields set. Raises DossierError where they do not fit."""
    data = to_builtins(record) | dict(fields)
    try:
        return convert(data, type(record), strict=False)
    except ValidationError as error:
        told = ", ".join(f"{name} = {value!r}" for name, value in fields.items())
        message = f"{table} {getattr(record, 'id', '')}: {told}: {error}"
        raise DossierError(message) from error


def _holds(
    now: Mapping[str, Table[Any]],
    before: Mapping[str, Table[Any]],
    table: str,
    wanted: Mapping[str, Entry],
) -> None:
    """Raise DossierError unless the files, read anew, say what was to be set and lost no line."""
    lost = len(now[table]) != len(before[table])
    for identity, record in wanted.items():
        if lost or now[table].get(identity) != record:
            message = f"{table} {identity} cannot be set by a program; change it in the file"
            raise DossierError(message)


def _kind(table: str) -> Kind:
    return next(kind for kind in KINDS if kind.table == table)


def _new_file(kind: Kind) -> str:
    return kind.table + NEW_FORM.get(kind.table, ".csv")


def _titled(title: Title) -> str:
    data = to_builtins(title)
    return HEADING + "\n[dossier]\n" + "".join(f"{name} = {toml(data[name])}\n" for name in data)


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    """Keep a second saver of the folder waiting: between look and writing nobody else writes."""
    try:
        held = os.open(folder, os.O_RDONLY)
    except OSError as error:
        message = f"{folder}: {error.strerror}"
        raise DossierError(message) from error
    try:
        # A file system that knows no locks still compares; only the gap between stays open.
        with suppress(OSError):
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all; where it is a link, what it leads to."""
    path = path.resolve()
    made = ""
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=".saving-", delete=False
        ) as file:
            made = file.name
            file.write(text)
        if path.exists():
            shutil.copymode(path, made)
        Path(made).replace(path)
    except (OSError, UnicodeEncodeError) as error:
        if made:
            Path(made).unlink(missing_ok=True)
        reason = error.strerror if isinstance(error, OSError) else "a sign that UTF-8 does not have"
        message = f"{path}: {reason}"
        raise DossierError(message) from error
