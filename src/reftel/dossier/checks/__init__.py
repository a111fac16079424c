"""What a dossier is checked for: its lines, the places that they cite, the evidence as a whole."""

from collections.abc import Sequence

from reftel.dossier.checks import demarches, evidence, lines, places
from reftel.dossier.checks.places import Opener
from reftel.dossier.dossier import Dossier
from reftel.dossier.findings import Finding


def check(dossier: Dossier, opener: Opener | None = None) -> Sequence[Finding]:
    """Return all findings, those of the files too, by file and place.

    A warning that its line calls `seen` is left out; an error is always told.

    opener: opens what is cited; without it the lines themselves are checked.
    """
    found = [
        *dossier.findings,
        *lines.check(dossier),
        *demarches.check(dossier),
        *(places.check(dossier, opener) if opener else places.unopened(dossier)),
        *evidence.check(dossier),
    ]
    seen = _seen(dossier)
    told = [
        each
        for each in found
        if each.severity == "error"
        or each.code not in seen.get((each.place.file, each.place.line), ())
    ]
    return sorted(told, key=lambda each: (each.place, each.code))


def _seen(dossier: Dossier) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return the codes that were looked at, by file and line of the text."""
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for table in dossier.tables():
        for placed in table.placed:
            if codes := placed.record.seen:
                span, places = placed.line.span, placed.places
                lines = range(places.at(span.start).line, places.at(span.end).line + 1)
                found.update(((places.file, line), codes) for line in lines)
    return found
