"""What is wrong with a dossier: never raised, always placed."""

from dataclasses import dataclass
from functools import cache

from reftel.core.diagnostic import Severity
from reftel.dossier.files.places import Place
from reftel.tables.diagnostics import dossier_diagnostics


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. code: "D" and three digits; `reftel explain CODE` tells what stands behind it.

    message: what was found and what was expected. place: in the dossier's files.
    """

    code: str
    severity: Severity
    message: str
    place: Place

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}[{self.code}] {self.message}"


def finding(code: str, message: str, place: Place) -> Finding:
    """Return a finding with the severity that the table gives its code."""
    return Finding(code, _severities()[code], message, place)


@cache
def _severities() -> dict[str, Severity]:
    return {row.code: row.severity for row in dossier_diagnostics()}
