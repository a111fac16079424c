"""What is wrong with a document: never raised, always placed."""

from dataclasses import dataclass
from typing import Literal

from reftel.core.span import Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    code: stable, "T" and three digits; `reftel explain CODE` tells what stands behind it.
    message: what was found and what was expected.
    span: the place in the telegram's original text; empty at its start where a thing is missing.
    """

    code: str
    severity: Severity
    message: str
    span: Span
