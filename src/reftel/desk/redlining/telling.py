"""A redline in words: what became of verbs and clauses, for the terminal and the page."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from reftel.dossier.drafts.redline import ClauseChange, Place, Redline, Step, VerbChange
from reftel.dossier.drafts.words import Run

Mark = Literal["weaker", "stronger", "moved", "split", "merged", "added", "dropped", "other"]
BEGINNING = 56

ASKED = "asked for"


class Point(NamedTuple):
    """One line of a summary. mark: what kind of news it is."""

    mark: Mark
    title: str
    words: str


def name_of(change: ClauseChange) -> str:
    """Return the name of a change: "OP2", "OP5 → PP4", "OP3 → OP3 + OP4"."""
    before, after = _names(change.before), _names(change.after)
    if not before or not after:
        return before or after
    return before if before == after else f"{before} → {after}"


def count(step: Step) -> str:
    """Return the changes of a step in figures."""
    clauses = step.clauses
    before = sum(len(each.before) for each in clauses)
    after = sum(len(each.after) for each in clauses)
    same = sum(each.change == "same" for each in clauses)
    reworded = sum(each.change in ("changed", "split", "merged") for each in clauses)
    added = sum(each.change == "added" for each in clauses)
    dropped = sum(each.change == "dropped" for each in clauses)
    parts = [f"{same} the same", f"{reworded} reworded", f"{added} added", f"{dropped} dropped"]
    return f"{before} clauses became {after}: {', '.join(parts)}"


def summary(step: Step) -> list[Point]:
    """Return what matters most of a step first: verbs, moves, what came and went."""
    return [*_verbs(step, "weaker"), *_verbs(step, "stronger"), *_others(step)]


def notes(change: ClauseChange) -> list[Point]:
    """Return what is to be said of one clause beside its words."""
    found: list[Point] = []
    verb = change.verb
    if verb and verb.comparison in ("weaker", "stronger"):
        found.append(Point(verb.comparison, verb.comparison, _from_to(change)))  # pyright: ignore[reportArgumentType]
    elif verb and verb.changed:
        found.append(Point("other", "verb", f"{_from_to(change)} ({_doubt(verb)})"))
    found += [Point("other", "also", each) for each in change.gained]
    found += [Point("other", "no longer", each) for each in change.lost]
    if change.moved:
        found.append(Point("moved", "moved", change.crossed))
    if change.change in ("split", "merged", "added", "dropped"):
        found.append(Point(change.change, change.change, ""))
    return [*found, *(Point("other", ASKED, each) for each in change.asked)]


def told(point: Point) -> str:
    """Return a note as people read it: "weaker: requests → encourages"."""
    return f"{point.title}: {point.words}" if point.words else point.title


def parted(runs: Sequence[Run]) -> list[Run]:
    """Return runs to be shown: blanks at the ends of a change stand outside it.

    A word that took the place of another at the beginning is parted from it by a blank.
    """
    found: list[Run] = []
    for at, (fate, text) in enumerate(runs):
        inner = text.strip()
        if fate == "kept" or not inner:
            found.append(Run(fate, text))
            continue
        before = text[: len(text) - len(text.lstrip())]
        beside = fate == "added" and at > 0 and runs[at - 1].fate == "dropped"
        blank = before or (" " if beside and inner[0].isalnum() else "")
        behind = text[len(text.rstrip()) :]
        parts = (Run("kept", blank), Run(fate, inner), Run("kept", behind))
        found += [each for each in parts if each.text]
    return found


def histories(redline: Redline) -> list[tuple[str, ...]]:
    """Return the way of each clause through three drafts or more, "–" where it is not there."""
    if len(redline.titles) < 3:
        return []
    return [tuple(name or "–" for name in each.names) for each in redline.histories]


def beginning(place: Place) -> str:
    """Return the first words of a clause."""
    words = place.line.removeprefix(place.label).strip()
    return words if len(words) <= BEGINNING else f"{words[:BEGINNING].rsplit(' ', 1)[0]} …"


def _names(places: Sequence[Place]) -> str:
    return " + ".join(each.name for each in places)


def _from_to(change: ClauseChange) -> str:
    verb = change.verb
    if verb is None:
        return ""
    return f"{verb.before.lower() or '(none)'} → {verb.after.lower() or '(none)'}"


def _doubt(verb: VerbChange) -> str:
    """Return why a change of verb is neither stronger nor weaker."""
    if verb.comparison == "equal":
        return "as strong"
    return "no common scale" if verb.before and verb.after else "not in the table"


def _verbs(step: Step, comparison: Literal["weaker", "stronger"]) -> Iterator[Point]:
    for each in step.clauses:
        if each.verb and each.verb.comparison == comparison:
            yield Point(comparison, comparison, f"{name_of(each)}  {_from_to(each)}")


def _others(step: Step) -> Iterator[Point]:
    clauses = step.clauses
    for each in clauses:
        if each.verb and each.verb.changed and each.verb.comparison in ("unknown", "equal"):
            yield Point("other", "verb", f"{name_of(each)}  {_from_to(each)} ({_doubt(each.verb)})")
    for each in clauses:
        if each.gained or each.lost:
            said = [
                *(f"also {one}" for one in each.gained),
                *(f"no longer {one}" for one in each.lost),
            ]
            yield Point("other", "verbs", f"{name_of(each)}  {', '.join(said)}")
    for each in clauses:
        if each.moved:
            said = f"  {each.crossed}" if each.crossed else ""
            yield Point("moved", "moved", f"{name_of(each)}{said}")
    for each in clauses:
        if each.change in ("split", "merged"):
            yield Point(each.change, each.change, name_of(each))  # pyright: ignore[reportArgumentType]
    for each in clauses:
        if each.change == "added":
            yield Point("added", "added", f"{name_of(each)}  {beginning(each.after[0])}")
        elif each.change == "dropped":
            yield Point("dropped", "dropped", f"{name_of(each)}  {beginning(each.before[0])}")
    numbers = [name_of(each) for each in clauses if each.renumbered and not each.moved]
    if numbers:
        yield Point("other", "renumbered", ", ".join(numbers))
