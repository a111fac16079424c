"""A stance in words, and where it lies on the scale of its provision."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from reftel.dossier.records import Provision

RANGE = ".."
StanceKind = Literal["point", "interval", "for", "against", "unclear"]


@dataclass(frozen=True, slots=True)
class Stance:
    """Where an actor stands. low, high: on the scale, equal for a point; None without a place."""

    kind: StanceKind
    low: float | None = None
    high: float | None = None

    @property
    def middle(self) -> float | None:
        """The middle of the interval; None without a place."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2

    def may_be(self, other: "Stance") -> bool:
        """Whether the two can be true together: they share a place, or one has none."""
        if {self.kind, other.kind} == {"for", "against"}:
            return False
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return True
        return self.low <= other.high and other.low <= self.high


class StanceError(ValueError):
    """Words that are no stance on a provision; the message says what would be."""


def stance(words: str, provision: Provision) -> Stance:
    """Return what a stance means on the scale of a provision. Raises StanceError.

    `for` and `against` have a place where the scale has no marks (its two ends), or where marks
    are named so.
    """
    asked = words.strip()
    if asked in _marks(provision):
        return _point(_marks(provision)[asked])
    if asked == "unclear":
        return Stance("unclear")
    if asked == "for":
        end = None if provision.marks else provision.high
        return Stance("for", end, end)
    if asked == "against":
        end = None if provision.marks else provision.low
        return Stance("against", end, end)
    if RANGE in asked:
        return _interval(asked, provision)
    return _point(_place(asked, asked, provision))


def told(found: Stance, provision: Provision) -> str:
    """Return a stance in the words of the scale: `two years`, `40`, `two years..three years`."""
    if found.kind in {"for", "against", "unclear"} or found.low is None or found.high is None:
        return found.kind
    low, high = (named(each, provision) for each in (found.low, found.high))
    return low if found.kind == "point" else f"{low}{RANGE}{high}"


def named(place: float, provision: Provision) -> str:
    """Return a place of the scale by its mark's name; the number where it has none."""
    return next((each.name for each in provision.marks if each.at == place), f"{place:g}")


def _interval(words: str, provision: Provision) -> Stance:
    first, _, last = (part.strip() for part in words.partition(RANGE))
    low = _place(first, words, provision) if first else provision.low
    high = _place(last, words, provision) if last else provision.high
    if low > high:
        message = f"“{words}” runs downwards on {provision.id}"
        raise StanceError(message)
    return _point(low) if low == high else Stance("interval", low, high)


def _point(place: float) -> Stance:
    return Stance("point", place, place)


def _place(words: str, of: str, provision: Provision) -> float:
    marks = _marks(provision)
    if words in marks:
        return marks[words]
    try:
        place = float(words)
    except ValueError:
        near = get_close_matches(words, marks, n=1)
        meant = f"; {near[0]} is meant?" if near else f" ({', '.join(marks) or 'it has none'})"
        message = f"“{of}” is no mark of {provision.id}{meant}"
        raise StanceError(message) from None
    if not provision.low <= place <= provision.high:
        message = f"{words} is not on {provision.id}, {provision.low:g} to {provision.high:g}"
        raise StanceError(message)
    return place


def _marks(provision: Provision) -> dict[str, float]:
    return {each.name: each.at for each in provision.marks}
