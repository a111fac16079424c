"""The tables of a dossier: which files hold them, and which record type a line becomes."""

from typing import NamedTuple

from reftel.dossier.records import (
    Actor,
    Ask,
    Demarche,
    Entry,
    Mandate,
    Provision,
    Silence,
    Standing,
    Statement,
    Text,
    Vote,
)


class Kind(NamedTuple):
    """A kind of line.

    table: the name of its files, `statements.csv` or `statements.toml`; both are read where both
    are there. key: the name of one line in TOML, `[[statement]]`.
    """

    table: str
    key: str
    record: type[Entry]


KINDS = (
    Kind("actors", "actor", Actor),
    Kind("provisions", "provision", Provision),
    Kind("texts", "text", Text),
    Kind("statements", "statement", Statement),
    Kind("demarches", "demarche", Demarche),
    Kind("asks", "ask", Ask),
    Kind("standings", "standing", Standing),
    Kind("mandates", "mandate", Mandate),
    Kind("silences", "silence", Silence),
    Kind("votes", "vote", Vote),
)
TITLE = "dossier.toml"
