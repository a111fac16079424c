"""Who had asked for what stands in a clause, as far as a dossier knows."""

from collections import defaultdict

from reftel.core.citation import parse_citation
from reftel.dossier.dossier import Dossier
from reftel.dossier.drafts.redline import Asked
from reftel.dossier.records import Text
from reftel.telegram.references.names import one_name


def text_of(dossier: Dossier, source: str) -> Text | None:
    """Return the text of a dossier that a name means: its id, or the paragraph that holds it."""
    asked = parse_citation(source)
    for text in dossier.texts:
        cited = parse_citation(text.cite)
        if source == text.id:
            return text
        if (
            asked
            and cited
            and one_name(asked.name) == one_name(cited.name)
            and asked.place in {"", cited.place}
        ):
            return text
    return None


def asked(dossier: Dossier, text: str) -> Asked:
    """Return who had asked for what, by the clauses of a text that asks stand in."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for standing in dossier.standings:
        ask = dossier.asks.get(standing.ask)
        is_there = standing.text == text and standing.clause and standing.status == "accepted"
        if ask is None or not is_there or standing.standing not in {"in", "softened"}:
            continue
        names = ", ".join(dossier.actors.name_of(each) for each in ask.by)
        how = " (softened)" if standing.standing == "softened" else ""
        found[standing.clause].append(f"{names}: {ask.ask}{how}")
    return {clause: tuple(notes) for clause, notes in found.items()}
