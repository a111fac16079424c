"""What is proposed, each with the paragraph that it rests on; decisions are written back."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from reftel.core.citation import parse_citation
from reftel.dossier.cited import places
from reftel.dossier.dossier import Dossier
from reftel.dossier.errors import DossierError
from reftel.dossier.files.places import Place
from reftel.dossier.records import Claim
from reftel.telegram.model import Telegram


class Proposal(NamedTuple):
    """A line that waits. paragraph: the words of the place that it cites, "" where not at hand."""

    table: str
    id: str
    record: Claim
    place: Place
    paragraph: str


def proposals(
    dossier: Dossier, opener: Callable[[str], Telegram | None] | None = None
) -> Iterator[Proposal]:
    """Yield the lines that are proposed, in the order of the files."""
    for table in dossier.tables():
        for placed in table.placed:
            record: Any = placed.record
            if isinstance(record, Claim) and record.status == "proposed" and hasattr(record, "id"):
                words = _paragraph(record.cite, opener)
                yield Proposal(table.name, placed.record.id, record, placed.at("id"), words)


def decide(dossier: Dossier, identity: str, *, accept: bool, note: str = "") -> None:
    """Accept or reject what is proposed. note: why; put behind the note that is there.

    The dossier is changed, not saved. Raises DossierError where nothing of that id is proposed.
    """
    found = [each for each in proposals(dossier) if each.id == identity]
    if not found:
        waiting = ", ".join(each.id for each in proposals(dossier)) or "nothing"
        message = f"{identity} is not proposed; {waiting} is"
        raise DossierError(message)
    table, record = found[0].table, found[0].record
    values = {"status": "accepted" if accept else "rejected"}
    if note:
        values["note"] = f"{record.note} {note}".strip()
    dossier.change(table, identity, **values)


def _paragraph(cite: str, opener: Callable[[str], Telegram | None] | None) -> str:
    citation = parse_citation(cite)
    if citation is None or citation.to != "telegram" or opener is None:
        return ""
    telegram = opener(citation.name)
    if telegram is None:
        return ""
    return dict(places(telegram)).get(citation.place, "")
