"""Who wants what, and who says so."""

from typing import Literal

from reftel.dossier.records.base import Claim, Day, Filled, Key

SourceKind = Literal["own", "reported", "government", "expectation", "second-hand"]
"""own: the actor said so itself, to the author or in the room. reported: somebody else says it of
the actor, also the author as a fact. government: the author's own government states its view.
expectation: the author thinks that the actor will. second-hand: heard through a chain."""

Strength = Literal["", "firm", "preference", "open"]


class Statement(Claim, frozen=True, kw_only=True):
    """An actor's stance on a provision, from one place of one telegram.

    actor: whose stance. speaker: the person who put it. stance: a mark or number of the scale
    (`two years`, `40`), an interval (`two years..three years`, `three years..`), `for`, `against`
    or `unclear`. said: when; known: when the author knew, without it the telegram's day. via: of
    what is reported or second-hand, from the one nearest to the actor to the one who told the
    author. superseded_by: the id of the later statement that takes its place.
    """

    id: Key
    actor: Filled
    provision: Filled
    stance: Filled
    said: Day = ""
    known: Day = ""
    source: SourceKind
    via: tuple[str, ...] = ()
    speaker: str = ""
    conditions: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    strength: Strength = ""
    superseded_by: str = ""
