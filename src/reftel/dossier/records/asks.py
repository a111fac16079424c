"""What was asked, and what of it stands in which text."""

from typing import Literal

from reftel.dossier.records.base import Claim, Day, Filled, Key

StandingWord = Literal["in", "softened", "out", "unknown"]


class Ask(Claim, frozen=True, kw_only=True):
    """What somebody wants in the text. by: whose ask. ask: in words. since: from when on."""

    id: Key
    by: tuple[str, ...]
    ask: Filled
    provision: str = ""
    since: Day = ""


class Standing(Claim, frozen=True, kw_only=True):
    """Whether an ask stands in a text. clause: `OP2` of it; words: how it stands there."""

    ask: Filled
    text: Filled
    standing: StandingWord
    clause: str = ""
    words: str = ""
