"""Who told whom: instruction, delivery, response, follow-up."""

from typing import Literal

from reftel.dossier.records.base import Claim, Day, Entry, Filled, Key, Status

StepKind = Literal["instruction", "delivery", "response", "follow-up"]


class Step(Claim, frozen=True, kw_only=True):
    """One step of a démarche, from one place of one telegram.

    on: when. telegram: the number that instructs or reports, also one that is only referred to.
    post: which mission acts or is to act. by: who delivers or answers; level: at which level
    (`ambassador`, `experts`). to: the states that it concerns, all of the démarche where empty.
    recipient: who received it. points: what was raised. nonpaper: whether one was left.
    planned: it has not happened yet. due: by when an instruction wants an answer. answer: the
    response in brief. statements: the ids of statements that came of it.
    """

    kind: StepKind
    on: Day = ""
    telegram: str = ""
    post: str = ""
    by: str = ""
    level: str = ""
    to: tuple[str, ...] = ()
    recipient: str = ""
    place: str = ""
    points: tuple[str, ...] = ()
    nonpaper: Literal["", "left", "not left"] = ""
    planned: bool = False
    due: Day = ""
    answer: str = ""
    statements: tuple[str, ...] = ()


class Demarche(Entry, frozen=True, kw_only=True):
    """A representation of governments to others, step by step; one with several `by` is joint.

    to: states, or groups whose members are meant. place: where it is made, unless a step says
    otherwise. step: in the order of time.
    """

    id: Key
    title: Filled
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    place: str = ""
    status: Status = "accepted"
    step: tuple[Step, ...] = ()
