"""A table: its lines as records, each with its place."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, overload

from reftel.dossier.files.places import Line, Place, Places, Value
from reftel.dossier.records import Entry
from reftel.dossier.tables import KINDS

if TYPE_CHECKING:
    from reftel.dossier.frames import Column

E = TypeVar("E", bound=Entry)


class Placed(NamedTuple, Generic[E]):
    """A record and where it stands."""

    record: E
    line: Line
    places: Places

    def at(self, *names: str | int) -> Place:
        """Return the place of a field, `at("step", 2, "on")`; of the line where it is not there."""
        found: Value | Line | list[Line] = self.line
        for name in names:
            inner = _inner(found, name)
            if inner is None:
                break
            found = inner
        span = found[0].span if isinstance(found, list) else found.span
        return self.places.at(span.start)


class Table(Sequence[E]):
    """The records of a table, in the order of its files."""

    def __init__(self, name: str, placed: Sequence[Placed[E]]) -> None:
        self.name = name
        self.placed = tuple(placed)
        self._by_id = {
            identity: each
            for each in reversed(self.placed)
            if (identity := getattr(each.record, "id", ""))
        }

    def __len__(self) -> int:
        return len(self.placed)

    def __iter__(self) -> Iterator[E]:
        return (each.record for each in self.placed)

    @overload
    def __getitem__(self, index: int) -> E: ...

    @overload
    def __getitem__(self, index: slice) -> list[E]: ...

    def __getitem__(self, index: int | slice) -> E | list[E]:
        if isinstance(index, slice):
            return [each.record for each in self.placed[index]]
        return self.placed[index].record

    def get(self, identity: str) -> E | None:
        """Return the record of an id; None where there is none."""
        found = self._by_id.get(identity)
        return found.record if found else None

    def placed_of(self, identity: str) -> Placed[E] | None:
        """Return the record of an id with its place; None where there is none."""
        return self._by_id.get(identity)

    def ids(self) -> list[str]:
        """Return the ids, in order."""
        return sorted(self._by_id)

    @property
    def record(self) -> type[Entry]:
        """The type of its records."""
        return next(kind.record for kind in KINDS if kind.table == self.name)

    def resolved(self, on: date | None = None) -> "list[Column]":
        """Return columns that follow from the records and the rest of the dossier; here none."""
        del on
        return []

    def to_arrow(self, on: date | None = None) -> Any:
        """Return a pyarrow.Table, a row for each record; see `reftel.dossier.frames`.

        on: the day for which statements are said to be in force.
        """
        from reftel.dossier import frames  # noqa: PLC0415 - few ask for it

        return frames.to_arrow(frames.columns(self, on))

    def to_polars(self, on: date | None = None) -> Any:
        """Return a polars.DataFrame; needs `reftel[notebook]`. Raises DossierError without it."""
        from reftel.dossier import frames  # noqa: PLC0415 - few ask for it

        return frames.to_polars(frames.columns(self, on))

    def to_pandas(self, on: date | None = None) -> Any:
        """Return a pandas.DataFrame; needs `reftel[notebook]`. Raises DossierError without it."""
        from reftel.dossier import frames  # noqa: PLC0415 - few ask for it

        return frames.to_pandas(frames.columns(self, on))


def _inner(found: Value | Line | list[Line], name: str | int) -> Value | Line | list[Line] | None:
    if isinstance(found, Line):
        return found.fields.get(str(name))
    return found[int(name)] if isinstance(found, list) else None
