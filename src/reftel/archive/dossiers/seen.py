"""What a session gives of dossiers, as far as its reader may read them."""

from reftel.dossier.records import (
    Actor,
    Ask,
    Claim,
    Demarche,
    Mandate,
    Provision,
    ReferencePoint,
    Silence,
    Standing,
    Statement,
    Text,
    Title,
    Vote,
)
from reftel.telegram.model import Record


class DossierFacts(Record, frozen=True, kw_only=True):
    """A dossier in a list. title: "" where it may not be read. counts: of lines by their kind.

    Of démarches their steps are counted apart, as "steps"; of provisions their "references".
    """

    name: str
    title: str
    counts: dict[str, int]


class DossierSeen(Record, frozen=True, kw_only=True):
    """A dossier as far as it may be read, its lines in the order of the files.

    title: None where it may not be read. Actors, provisions and démarches that are only known
    because a line names them have nothing but their name. Nothing refers to a line that is not
    here: what a hidden statement supersedes is as if it were in force.
    """

    name: str
    title: Title | None
    actors: tuple[Actor, ...]
    provisions: tuple[Provision, ...]
    texts: tuple[Text, ...]
    statements: tuple[Statement, ...]
    demarches: tuple[Demarche, ...]
    asks: tuple[Ask, ...]
    standings: tuple[Standing, ...]
    mandates: tuple[Mandate, ...]
    silences: tuple[Silence, ...]
    votes: tuple[Vote, ...]


class CitedLine(Record, frozen=True, kw_only=True):
    """A line of a dossier that cites a telegram.

    kind: its table, "steps" and "references" of what stands within démarches and provisions. of:
    its id, or that of the démarche or provision; "" of what has none. place: in the telegram,
    `2`, `@3`, `subject`; "" all of it.
    """

    dossier: str
    kind: str
    of: str
    place: str
    record: Claim | ReferencePoint
