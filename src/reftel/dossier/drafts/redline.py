"""The redline of two drafts or more: what became of each clause, step by step."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from reftel.dossier.drafts.aligning import Change, Match, align
from reftel.dossier.drafts.records import CLAUSES, Clause, ClauseKind, Draft, Record, Verb
from reftel.dossier.drafts.verbs import Comparison
from reftel.dossier.drafts.verbs import compared as verbs_compared
from reftel.dossier.drafts.words import Run
from reftel.dossier.drafts.words import compared as words_compared

# Who asked for what a draft says: notes by the name of the clause, in the draft that has it.
Asked = Mapping[str, Sequence[str]]


class VerbChange(Record, frozen=True, kw_only=True):
    """What became of the verb of a clause.

    before, after: as printed; "" where a clause has none that the table knows. comparison: "equal"
    also where the verb is the same; "unknown" where the two stand on no common scale.
    """

    before: str
    after: str
    comparison: Comparison

    @property
    def changed(self) -> bool:
        """Whether it is another verb, or the same with other strength."""
        return self.before.lower() != self.after.lower()


class Place(Record, frozen=True, kw_only=True):
    """A clause as a redline shows it. line: with its label."""

    name: str
    kind: ClauseKind
    label: str
    line: str


class ClauseChange(Record, frozen=True, kw_only=True):
    """What became of a clause from one draft to the next.

    before, after: one each; several where clauses were merged or one was split; none where one was
    added or dropped. moved: over others, or into or out of the preamble. renumbered: its number
    changed. runs: the words that lead from one to the other; clauses of a split are parted by a
    line break. gained, lost: operative verbs further on in it. asked: who had asked for it.
    """

    change: Change
    before: tuple[Place, ...]
    after: tuple[Place, ...]
    moved: bool = False
    renumbered: bool = False
    verb: VerbChange | None = None
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    runs: tuple[Run, ...]
    asked: tuple[str, ...] = ()

    @property
    def is_clause(self) -> bool:
        """Whether it is about clauses, not about lines around them."""
        places = (*self.before, *self.after)
        return any(each.kind in CLAUSES for each in places)

    @property
    def crossed(self) -> Literal["into the preamble", "out of the preamble", ""]:
        """Whether it crossed the border between preamble and operative part."""
        if not self.before or not self.after or self.before[0].kind == self.after[0].kind:
            return ""
        if "other" in (self.before[0].kind, self.after[0].kind):
            return ""
        return "into the preamble" if self.after[0].kind == "preambular" else "out of the preamble"


class Step(Record, frozen=True, kw_only=True):
    """All changes from one draft to the next, in the order of the later."""

    before: str
    after: str
    changes: tuple[ClauseChange, ...]

    @property
    def clauses(self) -> tuple[ClauseChange, ...]:
        """The changes of clauses, without lines around them."""
        return tuple(each for each in self.changes if each.is_clause)


class History(Record, frozen=True, kw_only=True):
    """One clause through all drafts. names: in each draft, "" where it has none."""

    names: tuple[str, ...]


class Redline(Record, frozen=True, kw_only=True):
    """Drafts, the steps between them, and the way of each clause through all."""

    titles: tuple[str, ...]
    steps: tuple[Step, ...]
    histories: tuple[History, ...]


def redline(drafts: Sequence[Draft], asked: Sequence[Asked] = ()) -> Redline:
    """Return the redline of drafts, the earliest first.

    asked: for each draft, who had asked for what stands in its clauses, by name; for a clause that
    was dropped, by its name in the draft before.
    Raises ValueError for fewer than two drafts.
    """
    if len(drafts) < 2:
        message = f"a redline takes two drafts or more, not {len(drafts)}"
        raise ValueError(message)
    nothing: Asked = {}
    asked = (*asked, *[nothing] * (len(drafts) - len(asked)))
    aligned = [align(before, after) for before, after in pairwise(drafts)]
    steps = tuple(
        Step(
            before=before.title,
            after=after.title,
            changes=tuple(_change(match, before, after, notes) for match in matches),
        )
        for (before, after), matches, notes in zip(
            pairwise(drafts), aligned, pairwise(asked), strict=True
        )
    )
    titles = tuple(each.title for each in drafts)
    return Redline(titles=titles, steps=steps, histories=tuple(_histories(drafts, aligned)))


def _change(match: Match, before: Draft, after: Draft, asked: tuple[Asked, Asked]) -> ClauseChange:
    old = [before.clauses[at] for at in match.before]
    new = [after.clauses[at] for at in match.after]
    gained, lost = _further(old, new)
    return ClauseChange(
        change=match.change,
        before=tuple(map(_place, old)),
        after=tuple(map(_place, new)),
        moved=match.moved,
        renumbered=bool(old and new) and _number(old[0]) != _number(new[0]),
        verb=_verb(old, new),
        gained=gained,
        lost=lost,
        runs=words_compared(_words(old), _words(new)),
        asked=tuple(_asked(old, new, asked)),
    )


def _place(clause: Clause) -> Place:
    return Place(name=clause.name, kind=clause.kind, label=clause.label, line=clause.line)


def _number(clause: Clause) -> str:
    return clause.name if clause.is_clause else ""


def _words(clauses: Sequence[Clause]) -> str:
    return "\n".join(each.words for each in clauses)


def _verb(old: Sequence[Clause], new: Sequence[Clause]) -> VerbChange | None:
    """Return what became of the verb; None for lines around clauses, and what has no other side."""
    if not old or not new or not (old[0].is_clause and new[0].is_clause):
        return None
    before, after = old[0].verb, new[0].verb
    return VerbChange(
        before=before.printed if before else "",
        after=after.printed if after else "",
        comparison=verbs_compared(before, after),
    )


def _further(
    old: Sequence[Clause], new: Sequence[Clause]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the operative verbs that a clause has gained and lost."""
    if not old or not new:
        return (), ()
    before, after = _all_verbs(old), _all_verbs(new)
    gained = tuple(each for each in after[1:] if each not in before)
    lost = tuple(each for each in before[1:] if each not in after)
    return gained, lost


def _all_verbs(clauses: Sequence[Clause]) -> list[str]:
    """Return the names of the verbs, the leading one first."""
    verbs: list[Verb] = []
    for each in clauses:
        verbs += [*([each.verb] if each.verb else []), *each.further]
    return [each.name for each in verbs]


def _asked(
    old: Sequence[Clause], new: Sequence[Clause], asked: tuple[Asked, Asked]
) -> Iterator[str]:
    notes = asked[1] if new else asked[0]
    for each in new or old:
        yield from notes.get(each.name, ())


def _histories(drafts: Sequence[Draft], aligned: Sequence[Sequence[Match]]) -> Iterator[History]:
    """Yield the way of each clause, those of the first draft first; a split has several."""
    ways: list[list[str]] = [[each.name] for each in drafts[0].clauses if each.is_clause]
    for at, matches in enumerate(aligned):
        before, after = drafts[at], drafts[at + 1]
        goes: dict[str, list[str]] = {}
        for match in matches:
            for row in match.before:
                names = [after.clauses[column].name for column in match.after]
                goes[before.clauses[row].name] = names
        ways = [
            [*way, name]
            for way in ways
            for name in ((goes.get(way[-1]) if way[-1] else None) or [""])
        ]
        reached = {way[-1] for way in ways}
        new = [each for each in after.clauses if each.is_clause and each.name not in reached]
        ways += [[*[""] * (at + 1), each.name] for each in new]
    yield from (History(names=tuple(way)) for way in ways)
