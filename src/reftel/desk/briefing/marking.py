"""The marking of a brief: the highest of what it cites."""

from collections.abc import Iterable

from reftel.archive.access.labels import CLOSED, OPEN, Label, join
from reftel.archive.access.marking import labels
from reftel.archive.access.traces import OWN_NATION, marks
from reftel.core.citation import parse_citation
from reftel.desk.briefing.readable import Opener, is_whole, own_label
from reftel.desk.briefing.wording import OWN
from reftel.dossier.dossier import Dossier
from reftel.telegram.markings import ranks
from reftel.telegram.model import Telegram

UNKNOWN = Label(needs=(CLOSED,))
NOT_KNOWN = "A MARKING IS NOT KNOWN"


def marking(
    dossier: Dossier, cites: Iterable[str], opener: Opener, grants: tuple[str, ...] = ()
) -> str:
    """Return the marking that is printed at head and foot: `SECRET//NOFORN`.

    Where a telegram is not held, or the dossier's own lines have no marking, it says that one is
    not known.

    grants: the captions of the reader. Of a telegram that he sees in part he does not see which
    captions it has, so the brief takes on all of his.
    """
    own = own_label(dossier.title.marking) if dossier.title.marking else UNKNOWN
    found = [_label(dossier, each, opener, grants) for each in dict.fromkeys(cites)]
    return printed(join([own, *found]))


def printed(label: Label) -> str:
    """Return a label in words. Source: 32 CFR 2001.24 for the order of its parts."""
    level = next(word for word, rank in ranks().items() if rank == label.level)
    needs = [each for each in label.needs if each != CLOSED]
    parts = [level, *needs, *_nations(label)]
    return "//".join([*parts, NOT_KNOWN] if CLOSED in label.needs else parts)


def _nations(label: Label) -> list[str]:
    if label.nations is None:
        return []
    return ["NOFORN" if label.nations == (OWN_NATION,) else f"REL TO {', '.join(label.nations)}"]


def _label(dossier: Dossier, cite: str, opener: Opener, grants: tuple[str, ...]) -> Label:
    citation = None if cite.startswith(OWN) else parse_citation(cite)
    if citation is not None and citation.to == "text":
        text = dossier.texts.get(citation.name)
        citation = parse_citation(text.cite) if text else None
    if citation is None or citation.to != "telegram":
        return OPEN
    telegram = opener(citation.name)
    if telegram is None:
        return UNKNOWN
    if is_whole(telegram):
        return _of_whole(telegram, citation.place)
    return _of_part(telegram, citation.place).join(Label(needs=grants))


def _of_whole(telegram: Telegram, place: str) -> Label:
    found = labels(telegram)
    if place == "subject":
        return found.subject
    numbered = zip(telegram.paragraphs, found.paragraphs, strict=True)
    own = [label for each, label in numbered if str(each.number) == place]
    return join(own) if own else found.rest


def _of_part(telegram: Telegram, place: str) -> Label:
    printed = [
        each.mark.printed for each in telegram.paragraphs if each.mark and str(each.number) == place
    ]
    if place == "subject" and telegram.subject and telegram.subject.mark:
        printed = [telegram.subject.mark.printed]
    return join(map(marks, printed))
