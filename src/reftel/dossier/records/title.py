"""The dossier itself: what is negotiated, where, and from whose side it is kept."""

from reftel.dossier.records.base import Day, Entry, Filled


class Title(Entry, frozen=True, kw_only=True):
    """The table `[dossier]` of dossier.toml.

    question: what the negotiation decides, in one sentence. body: the actor that decides. side: the
    actor from whose telegrams the dossier is kept. audience: the group whose members are to be
    approached. council: how the body decides, one that Reftel knows (`UNSC`) or a TOML file in the
    dossier's folder. opened: when the negotiation began. due: by when it has to end. marking: what
    a reader needs for the lines that cite no telegram, as a paragraph's mark would say it (`U`,
    `C`, `S/NF`); without it, the owner only.
    """

    title: Filled
    question: str = ""
    body: str = ""
    side: str = ""
    audience: str = ""
    council: str = ""
    opened: Day = ""
    due: Day = ""
    marking: str = ""
