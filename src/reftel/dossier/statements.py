"""The statements of a dossier: which are in force, and which outweighs which."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from reftel.dossier.days import days
from reftel.dossier.files.table import Placed, Table
from reftel.dossier.records import Provision, SourceKind, Statement
from reftel.dossier.stances import Stance, StanceError, stance

if TYPE_CHECKING:
    from reftel.dossier.actors import Actors
    from reftel.dossier.frames import Column

# An actor's own words say most of what it wants; what somebody expects says least.
WEIGHTS: dict[SourceKind, int] = {
    "own": 0,
    "government": 0,
    "reported": 1,
    "second-hand": 2,
    "expectation": 3,
}


class Statements(Table[Statement]):
    """Who wants what, in the order of the files.

    The provisions of the dossier give the stances their places, its actors the speakers' states.
    """

    def __init__(
        self,
        name: str,
        placed: Sequence[Placed[Statement]],
        provisions: Table[Provision],
        actors: "Actors",
    ) -> None:
        super().__init__(name, placed)
        self._provisions = provisions
        self._actors = actors

    def stance(self, statement: Statement) -> Stance:
        """Return where a statement lies on its provision's scale; what has no place is unclear."""
        provision = self._provisions.get(statement.provision)
        if provision is None:
            return Stance("unclear")
        try:
            return stance(statement.stance, provision)
        except StanceError:
            return Stance("unclear")

    def resolved(self, on: date | None = None) -> "list[Column]":
        """Return places on the scales, names, the speakers' states, and what is in force."""
        from reftel.dossier.frames import Column  # noqa: PLC0415 - few ask for it

        stances = [self.stance(each) for each in self]
        holding = {id(each) for each in self.in_force(on)}
        speakers = [each.speaker and self._actors.state(each.speaker) for each in self]
        return [
            Column("low", "number", [each.low for each in stances]),
            Column("high", "number", [each.high for each in stances]),
            Column("middle", "number", [each.middle for each in stances]),
            Column("stance_kind", "text", [each.kind for each in stances]),
            Column("actor_name", "text", [self._actors.name_of(each.actor) for each in self]),
            Column("speaker_state", "text", [each or None for each in speakers]),
            Column("in_force", "true or false", [id(each) in holding for each in self]),
        ]

    def accepted(self) -> list[Statement]:
        """Return the statements that are neither proposed only nor rejected."""
        return [each for each in self if each.status == "accepted"]

    def in_force(self, on: date | None = None) -> list[Statement]:
        """Return the accepted statements that were made by a day and not superseded by then."""
        made = [each for each in self.accepted() if _is_made(each, on)]
        there = {each.id for each in made}
        return [each for each in made if each.superseded_by not in there]

    def held(self, on: date | None = None) -> dict[tuple[str, str], list[Statement]]:
        """Return what is in force by actor and provision, in the order of the files."""
        found: dict[tuple[str, str], list[Statement]] = {}
        for each in self.in_force(on):
            found.setdefault((each.actor, each.provision), []).append(each)
        return found

    def of(self, actor: str, provision: str, on: date | None = None) -> list[Statement]:
        """Return what is in force of an actor on a provision, what says most of it first.

        That is its own words before what others say, of each kind a stance before none, and the
        newest first: who "will study" a point has not taken back what he wants.
        """
        return ranked(self.held(on).get((actor, provision), []))

    def waiting(self) -> Iterator[Statement]:
        """Yield what is proposed and neither accepted nor rejected yet."""
        return (each for each in self if each.status == "proposed")


def ranked(statements: Iterable[Statement]) -> list[Statement]:
    """Return statements of an actor on a provision as `Statements.of` orders them."""
    return sorted(
        statements,
        key=lambda each: (WEIGHTS[each.source], each.stance == "unclear", -_ordinal(each)),
    )


def _is_made(statement: Statement, on: date | None) -> bool:
    made = days(statement.known or statement.said)
    return on is None or made is None or made.first <= on


def _ordinal(statement: Statement) -> int:
    made = days(statement.said or statement.known)
    return made.last.toordinal() if made else 0
