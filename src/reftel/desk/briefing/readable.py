"""A dossier as a reader may see it: what cites a paragraph that he may not read is not there."""

from collections.abc import Callable

from msgspec.structs import replace

from reftel.archive.access.labels import LETTERS, UNREADABLE, Clearance, Label
from reftel.archive.access.traces import marks
from reftel.core.citation import parse_citation
from reftel.dossier.dossier import Dossier
from reftel.dossier.errors import DossierError
from reftel.dossier.records import Claim, Demarche, Entry, Provision, Standing
from reftel.telegram.model import Telegram

Opener = Callable[[str], Telegram | None]
Readable = Callable[[str], bool]
"""Whether what a citation names may be read; "" asks for the lines that cite no telegram."""


def seen(dossier: Dossier, readable: Readable) -> Dossier:
    """Return the dossier without the lines that may not be read.

    A démarche of which no step may be read goes, too: its title would tell that it was made.
    Raises DossierError where the dossier's own lines may not be read: then nothing is told.
    """
    if not readable(""):
        message = f"{dossier.folder} may not be read with this clearance"
        raise DossierError(message)
    return dossier.only(lambda entry: _kept(dossier, entry, readable))


def readable_by(opener: Opener, clearance: Clearance, dossier: Dossier) -> Readable:
    """Return what tells whether a reader may read what is cited.

    A paragraph that he may not read is not held for him, as a telegram that is not there; from the
    owner nothing is kept.
    """
    if clearance.everything:
        return lambda _: True
    own = clearance.reads(own_label(dossier.title.marking))

    def readable(cite: str) -> bool:
        citation = parse_citation(cite)
        if citation is None or citation.to != "telegram":
            return own
        telegram = opener(citation.name)
        return telegram is not None and _holds(telegram, citation.place)

    return readable


def own_label(marking: str) -> Label:
    """Return what the mark of a dossier's own lines asks for; closed where it is none."""
    printed = marking.strip().upper()
    if printed.split("/")[0] not in LETTERS:
        return UNREADABLE
    return marks(f"({printed})")


def is_whole(telegram: Telegram) -> bool:
    """Whether a reader sees all of a telegram: the record of a part has no blocks."""
    return bool(telegram.blocks)


def _kept(dossier: Dossier, entry: Entry, readable: Readable) -> Entry | None:
    if isinstance(entry, Provision):
        kept = tuple(each for each in entry.references if _may(dossier, each.cite, readable))
        return replace(entry, references=kept)
    if isinstance(entry, Demarche):
        steps = tuple(each for each in entry.step if _may(dossier, each.cite, readable))
        return replace(entry, step=steps) if steps or not entry.step else None
    if isinstance(entry, Standing) and not entry.cite:
        return entry if _may(dossier, f"text:{entry.text}", readable) else None
    if isinstance(entry, Claim):
        return entry if _may(dossier, entry.cite, readable) else None
    return entry


def _may(dossier: Dossier, cite: str, readable: Readable, *, within: bool = False) -> bool:
    """Whether a citation may be read; of a text of the dossier, what that cites."""
    citation = parse_citation(cite)
    if citation is None or citation.to == "outside":
        return readable("")
    if citation.to == "telegram":
        return readable(cite)
    text = dossier.texts.get(citation.name)
    # A text that cites a text is a mistake of the dossier; it may not go round in a circle.
    return text is not None and not within and _may(dossier, text.cite, readable, within=True)


def _holds(telegram: Telegram, place: str) -> bool:
    """Whether a place is there; what counts all paragraphs is so only where all are seen."""
    if place == "subject":
        return telegram.subject is not None
    if place.isdigit():
        return any(str(each.number) == place for each in telegram.paragraphs)
    if not is_whole(telegram):
        return False
    at = place.removeprefix("@")
    is_counted = place.startswith("@") and at.isdigit()
    return place in {"", "ref"} or (is_counted and 1 <= int(at) <= len(telegram.paragraphs))
