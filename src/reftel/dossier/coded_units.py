"""What several coders made of the same places: their statements, put side by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reftel.core.citation import parse_citation
from reftel.dossier.dossier import Dossier
from reftel.dossier.errors import DossierError
from reftel.dossier.files.table import Placed
from reftel.dossier.records import Statement

# Two statements on different provisions are one finding where they quote half of the same words.
SAME_WORDS = 0.5


class Coded(NamedTuple):
    """A statement of a coder, in the dossier where it stands."""

    coder: str
    dossier: Dossier
    placed: Placed[Statement]

    @property
    def record(self) -> Statement:
        """The statement."""
        return self.placed.record


class Where(NamedTuple):
    """What is coded: an actor in a paragraph of a telegram, or in a clause of a text."""

    source: str
    paragraph: str
    actor: str


@dataclass(slots=True)
class Unit:
    """One finding. rows: by coder; a coder that did not find it has none."""

    where: Where
    rows: dict[str, Coded] = field(default_factory=lambda: {})


class Units(NamedTuple):
    """What can be compared. left_out: of each coder, statements in sources not coded by all."""

    coders: tuple[str, ...]
    units: list[Unit]
    left_out: dict[str, int]
    sources: int


def of_one(dossier: Dossier, coders: Sequence[str] = ()) -> Units:
    """Return the statements of the coders of a dossier, or of those that are named.

    Raises DossierError where there are not two.
    """
    found = [Coded(each.record.coder, dossier, each) for each in dossier.statements.placed]
    known = sorted({each.coder for each in found if each.coder})
    for name in coders:
        if name not in known:
            message = f"{dossier.name} has no coder {name}; it has {', '.join(known) or 'none'}"
            raise DossierError(message)
    wanted = tuple(coders) or tuple(known)
    if len(wanted) < 2:
        message = (
            f"{dossier.name} has one coder, {wanted[0]}"
            if wanted
            else f"{dossier.name} names no coder"
        )
        message += ": two are needed in the column `coder`, or two dossiers"
        raise DossierError(message)
    return _units(wanted, [each for each in found if each.coder in wanted])


def of_two(one: Dossier, other: Dossier) -> Units:
    """Return the statements of two dossiers, each of one coder, named as its folder."""
    names = (one.name, other.name)
    if names[0] == names[1]:
        names = (str(one.folder), str(other.folder))
    found = [
        Coded(name, dossier, each)
        for name, dossier in zip(names, (one, other), strict=True)
        for each in dossier.statements.placed
    ]
    return _units(names, found)


def _units(coders: tuple[str, ...], found: Iterable[Coded]) -> Units:
    held = [each for each in found if each.record.status != "rejected"]
    sources = {
        name: {_where(each.record).source for each in held if each.coder == name} for name in coders
    }
    shared = sources[coders[0]].intersection(*sources.values()) - {""}
    compared = [each for each in held if _where(each.record).source in shared]
    counts = {
        name: sum(each.coder == name for each in held)
        - sum(each.coder == name for each in compared)
        for name in coders
    }
    return Units(coders, [*_paired(coders, compared)], counts, len(shared))


def _where(statement: Statement) -> Where:
    found = parse_citation(statement.cite) if statement.cite else None
    if found is None:
        return Where(statement.cite, "", statement.actor)
    return Where(found.name, found.place, statement.actor)


def _paired(coders: Sequence[str], found: Sequence[Coded]) -> Iterator[Unit]:
    """Yield units: on one provision first, then what quotes the same words on another."""
    places: dict[Where, list[Coded]] = {}
    for each in found:
        places.setdefault(_where(each.record), []).append(each)
    for where, held in places.items():
        units: list[Unit] = []
        for provision in dict.fromkeys(each.record.provision for each in held):
            rows = [each for each in held if each.record.provision == provision]
            units += _on_one(where, coders, rows)
        yield from _merged(units)


def _on_one(where: Where, coders: Sequence[str], rows: Sequence[Coded]) -> list[Unit]:
    """Pair rows on one provision: those that quote the same words, the rest in their order.

    What they say of stance and source is not looked at: it is what is to be compared.
    """
    units: list[Unit] = []
    for coder in coders:
        waiting = [each for each in rows if each.coder == coder]
        free = [*units]
        ways = sorted(
            ((-_likeness(row, unit), at, to) for at, row in enumerate(waiting)
             for to, unit in enumerate(free))
        )  # fmt: skip
        taken_rows, taken_units = set[int](), set[int]()
        for _, at, to in ways:
            if at not in taken_rows and to not in taken_units:
                free[to].rows[coder] = waiting[at]
                taken_rows.add(at)
                taken_units.add(to)
        units += [
            Unit(where, {coder: row}) for at, row in enumerate(waiting) if at not in taken_rows
        ]
    return units


def _merged(units: list[Unit]) -> list[Unit]:
    """Merge units of different coders that quote the same words, the likest first."""
    while True:
        ways = [
            (-_alike(one, other), at, to)
            for at, one in enumerate(units)
            for to, other in enumerate(units)
            if at < to and not one.rows.keys() & other.rows.keys()
        ]
        likeness, at, to = min(ways, default=(0.0, 0, 0))
        if -likeness < SAME_WORDS:
            return units
        units[at].rows.update(units[to].rows)
        del units[to]


def _likeness(row: Coded, unit: Unit) -> float:
    return max(_shared_words(row.record.quote, each.record.quote) for each in unit.rows.values())


def _alike(one: Unit, other: Unit) -> float:
    return max(_likeness(row, other) for row in one.rows.values())


def _shared_words(one: str, other: str) -> float:
    """Return the share of the shorter quotation's words that the longer one has."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return len(words & others) / min(len(words), len(others)) if words and others else 0.0
