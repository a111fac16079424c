"""Labels and clearances: what a piece of a telegram asks for, and what a reader has.

Labels form a lattice (Denning 1976): the join of two asks for what both ask for.
"""

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

from reftel.core.errors import ReftelError
from reftel.telegram.markings import levels_by_letters, ranks, undoubled

CLOSED = "?"
"""The need of what could not be parsed: nobody is granted it, only who may read all reads it."""
LETTERS = {"U": 0, "SBU": 1, "LOU": 1, "R": 2, "C": 3, "S": 4, "TS": 5}
HIGHEST = 5


class Label(NamedTuple):
    """What a reader must have to read a piece.

    level: 0 unclassified … 5 top secret. needs: captions and compartments that he must have been
    granted, sorted. nations: of which he must be of one, sorted; None where any will do.
    """

    level: int = 0
    needs: tuple[str, ...] = ()
    nations: tuple[str, ...] | None = None

    def join(self, other: "Label") -> "Label":
        """Return the least label that asks for what both ask for."""
        if self == other:
            return self
        return Label(
            max(self.level, other.level),
            tuple(sorted({*self.needs, *other.needs})),
            _both(self.nations, other.nations),
        )

    def written(self) -> str:
        """Return `S EXDIS NODIS @GBR,USA`."""
        nations = [] if self.nations is None else [f"@{','.join(self.nations)}"]
        return " ".join([level_letter(self.level), *map(_glued, self.needs), *nations])


OPEN = Label()
UNREADABLE = Label(HIGHEST, (CLOSED,))


def join(labels: Iterable[Label]) -> Label:
    """Return the least label that asks for what all ask for; of none, OPEN."""
    return reduce(Label.join, labels, OPEN)


class ClearanceError(ReftelError):
    """Words that name no clearance."""


class Clearance(NamedTuple):
    """What a reader has.

    grants: None where he has all. nation: as in release lists, "USA"; "" of none. everything: the
    owner of the archive, from whom nothing is kept.
    """

    level: int = 0
    grants: tuple[str, ...] = ()
    nation: str = ""
    everything: bool = False

    def reads(self, label: Label) -> bool:
        """Whether a reader with this clearance may read what has that label."""
        return self.everything or (
            label.level <= self.level
            and CLOSED not in label.needs
            and all(need in self.grants for need in label.needs)
            and (label.nations is None or self.nation in label.nations)
        )

    def written(self) -> str:
        """Return the words that `parse_clearance` reads: `S EXDIS NODIS @USA`, `everything`."""
        if self.everything:
            return "everything"
        nation = [f"@{self.nation}"] if self.nation else []
        return " ".join([level_letter(self.level), *map(_glued, self.grants), *nation])


EVERYTHING = Clearance(HIGHEST, everything=True)


def parse_clearance(words: str) -> Clearance:
    """Return the clearance that words name: a level, what is granted, `@` and the nation.

    `S NODIS ROGER_CHANNEL @USA`; `everything` is the owner's. Blanks inside a caption are written
    as `_`. Raises ClearanceError.
    """
    if words.strip().lower() == "everything":
        return EVERYTHING
    level, *rest = words.upper().split() or [""]
    rank = level_rank(level)
    if rank is None:
        message = f"{words!r} names no clearance: the first word is a level, {', '.join(LETTERS)}"
        raise ClearanceError(message)
    nations = [each[1:] for each in rest if each.startswith("@")]
    if len(nations) > 1 or "" in nations:
        message = f"{words!r} names no clearance: a reader is of one nation, @USA"
        raise ClearanceError(message)
    grants = {each.replace("_", " ") for each in rest if not each.startswith("@")}
    if CLOSED in grants:
        message = f"nobody is granted {CLOSED!r}, what could not be parsed"
        raise ClearanceError(message)
    return Clearance(rank, tuple(sorted(grants)), nations[0] if nations else "")


def parse_label(words: str) -> Label:
    """Return the label that words name, as `Label.written` gives them: `S NODIS @GBR,USA`.

    Raises ClearanceError.
    """
    level, *rest = words.upper().split() or [""]
    rank = level_rank(level)
    nations = [each[1:] for each in rest if each.startswith("@")]
    if rank is None or len(nations) > 1:
        message = f"{words!r} names no label: write a level, {', '.join(LETTERS)}, and captions"
        raise ClearanceError(message)
    needs = {each.replace("_", " ") for each in rest if not each.startswith("@")}
    own = tuple(sorted({*filter(None, nations[0].split(","))})) if nations else None
    return Label(rank, tuple(sorted(needs)), own)


def level_rank(word: str) -> int | None:
    """Return the rank of a level by its letter or its word; None of other words."""
    if word in LETTERS:
        return LETTERS[word]
    level = levels_by_letters().get(undoubled(word))
    return None if level is None else ranks()[level]


def level_letter(rank: int) -> str:
    """Return the letter of a rank: U, SBU, R, C, S, TS."""
    return next(letter for letter, each in LETTERS.items() if each == rank)


def _both(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if one is None or other is None:
        return other if one is None else one
    return tuple(sorted({*one} & {*other}))


def _glued(need: str) -> str:
    return need.replace(" ", "_")
