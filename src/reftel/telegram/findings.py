"""Faults met while reading, collected, never raised."""

from functools import cache

from reftel.core.diagnostic import Diagnostic, Severity
from reftel.core.span import Span
from reftel.tables.diagnostics import diagnostics


@cache
def severities() -> dict[str, Severity]:
    """Return the severity of each code."""
    return {row.code: row.severity for row in diagnostics()}


def diagnostic(code: str, span: Span, message: str) -> Diagnostic:
    """Return a diagnostic; the code must stand in the table of diagnostics."""
    return Diagnostic(code, severities()[code], message, span)


class Findings:
    """The diagnostics of one telegram, as they come."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []

    def add(self, code: str, span: Span, message: str) -> None:
        """Note a fault, see `diagnostic`."""
        self._found.append(diagnostic(code, span, message))

    def all(self) -> tuple[Diagnostic, ...]:
        """Return what was noted, in the order of noting."""
        return tuple(self._found)
