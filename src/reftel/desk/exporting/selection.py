"""Which telegrams are exported: the one place where that is decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reftel.archive.errors import ArchiveError
from reftel.archive.session import Session
from reftel.desk.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported(Outcome):
    """A telegram of an archive, as what came of a file, with its name and id there."""

    name: str
    id: str


class SelectionError(ArchiveError):
    """Telegrams of a selection that are not held; the message has a line for each, with its place.

    So one of several that a date-time group may mean.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A telegram that is asked for. place: where its name stands, `list.txt:3: `, or ""."""

    name: str
    place: str = ""


def selected(session: Session, wanted: Iterable[Wanted] | None) -> list[str]:
    """Return the names of the telegrams that are exported, each once, in the order asked for.

    wanted: None for all. Raises SelectionError where some are not held.
    """
    if wanted is None:
        return session.names()
    names: dict[str, None] = {}
    faults: list[str] = []
    for each in wanted:
        try:
            names[session.telegram(each.name).name] = None
        except ArchiveError as error:
            faults.append(f"{each.place}{error}")
    if faults:
        raise SelectionError(faults)
    return list(names)


def listed(lines: Iterable[str], path: str) -> Iterator[Wanted]:
    """Yield the telegrams that a file names, one a line; blank lines and `#` lines are passed."""
    for number, line in enumerate(lines, 1):
        name = line.strip().lstrip("\ufeff")
        if name and not name.startswith("#"):
            yield Wanted(name, f"{path}:{number}: ")


def exported(session: Session, names: Iterable[str]) -> Iterator[Exported]:
    """Yield the telegrams; the path is the first one that the reader may know of, or ""."""
    for name in names:
        kept = session.telegram(name)
        paths = kept.copies[0].paths
        yield Exported(
            path=paths[0] if paths else "", telegram=kept.telegram, name=kept.name, id=kept.id
        )
