"""Drafts, resolutions, non-papers, and how they were voted on."""

from typing import Literal

from reftel.dossier.records.base import Claim, Day, Filled, Key
from reftel.telegram.model import Record

TextKind = Literal[
    "working paper", "draft", "in blue", "amendment", "resolution", "presidential statement",
    "non-paper", "talking points", "letter",
]  # fmt: skip
VoteWord = Literal["yes", "no", "abstained", "absent", "not participating"]


class TextPlace(Record, frozen=True, kw_only=True):
    """Where a text lies on the scale of a provision. at: a mark, or a number."""

    provision: Filled
    at: Filled


class Text(Claim, frozen=True, kw_only=True):
    """A text in the negotiation.

    file: where its words are, a file in the dossier's folder; without it the paragraph that
    `cite` names. follows: the id of the text that it revises or amends. by: its authors. on: when
    it was put forward or adopted. symbol: `S/RES/1810 (2008)`. vote: for, against, abstaining:
    `15-0-0`. places: where it lies on the provisions, for those who work out whether it can pass.
    """

    id: Key
    kind: TextKind
    title: str = ""
    by: tuple[str, ...] = ()
    on: Day = ""
    symbol: str = ""
    follows: str = ""
    file: str = ""
    vote: str = ""
    places: tuple[TextPlace, ...] = ()


class Vote(Claim, frozen=True, kw_only=True):
    """How an actor voted on a text."""

    text: Filled
    actor: Filled
    vote: VoteWord
