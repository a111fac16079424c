"""The tables of diagnostics, of telegrams (T) and of dossiers (D): one row a code."""

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from msgspec import Meta

from reftel.tables.load import parse
from reftel.tables.rows import Dialect, Filled, Row


class DiagnosticRow(Row, frozen=True, kw_only=True):
    """What stands behind one code.

    code: stable. rule: its id in the checklist of the format reference, "" for faults met while
    reading. layouts: in which it can be found, empty for all. expects: what is expected, one
    sentence. why: why it matters, and the ground of the severity. measured: how often real
    telegrams satisfy it, where that was counted. example: the message of one finding, "" for what
    comes with a later layout.
    """

    code: Annotated[str, Meta(pattern="^[TD][0-9]{3}$")]
    rule: Annotated[str, Meta(pattern="^([CX][0-9]{2})?$")] = ""
    group: Filled
    severity: Literal["error", "warning", "info"]
    layouts: tuple[Dialect, ...] = ()
    title: Filled
    expects: Filled
    why: Filled
    measured: str = ""
    example: str = ""


@cache
def diagnostics() -> tuple[DiagnosticRow, ...]:
    """Return all codes of telegrams, in their order."""
    return _packaged("diagnostics.csv")


@cache
def dossier_diagnostics() -> tuple[DiagnosticRow, ...]:
    """Return all codes of dossiers, in their order."""
    return _packaged("dossier_diagnostics.csv")


def all_diagnostics() -> tuple[DiagnosticRow, ...]:
    """Return the codes of telegrams, then those of dossiers."""
    return diagnostics() + dossier_diagnostics()


def _packaged(name: str) -> tuple[DiagnosticRow, ...]:
    text = (files("reftel.tables") / "data" / name).read_text(encoding="utf-8")
    return parse(name, text, DiagnosticRow)
