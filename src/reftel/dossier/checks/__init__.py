"""What a dossier is checked for: its lines, the places that they cite, the evidence as a whole."""

from collections.abc import Sequence

from reftel.dossier.checks import demarches, evidence, lines, places
from reftel.dossier.checks.places import Opener
from reftel.dossier.dossier import Dossier
from reftel.dossier.findings import Finding


def check(dossier: Dossier, opener: Opener | None = None) -> Sequence[Finding]:
    """Return all findings, those of the files too, by file and place.

    opener: opens what is cited; without it the lines themselves are checked.
    """
    found = [
        *dossier.findings,
        *lines.check(dossier),
        *demarches.check(dossier),
        *(places.check(dossier, opener) if opener else places.unopened(dossier)),
        *evidence.check(dossier),
    ]
    return sorted(found, key=lambda each: (each.place, each.code))
