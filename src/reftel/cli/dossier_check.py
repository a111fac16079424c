"""`reftel dossier check`: what is wrong with a dossier, in the manner of a linter."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.reader import opened
from reftel.cli.terminal import paint, safe
from reftel.core.diagnostic import SEVERITIES, Severity
from reftel.desk.dossiers.dating import date_statements
from reftel.dossier.checks import check
from reftel.dossier.dossier import Dossier
from reftel.dossier.findings import Finding


class Wanted(NamedTuple):
    """least: the least severity of interest. fix: whether to mend what can be mended."""

    least: str
    fix: bool


def run(folder: str, archive: str, reader: str, wanted: Wanted, *, json: bool) -> int:
    """Check and print; return the exit code, 1 where there is an error."""
    severities = SEVERITIES[: SEVERITIES.index(_severity(wanted.least)) + 1]
    dossier = Dossier(folder)
    with opened(archive, reader) as opener:
        if wanted.fix and opener:
            dated = date_statements(dossier, opener)
            dossier.save()
            typer.echo(f"{counted(dated, 'statement')} dated by their telegrams", err=True)
        found = check(dossier, opener)
    shown = [each for each in found if each.severity in severities]
    if json:
        typer.echo(indented([_as_json(folder, each) for each in shown]))
    else:
        for each in shown:
            typer.echo(_line(folder, each))
        typer.echo(("\n" * bool(shown)) + _summary(dossier, found))
    return int(any(each.severity == "error" for each in found))


def _line(folder: str, each: Finding) -> str:
    place = each.place
    where = paint(safe(str(Path(folder) / place.file)), "bold")
    code = paint(f"{each.severity}[{each.code}]", each.severity)
    return f"{where}:{place.line}:{place.column}: {code} {safe(each.message)}"


def _summary(dossier: Dossier, found: Sequence[Finding]) -> str:
    counts = Counter(each.severity for each in found)
    lines = sum(len(table) for table in dossier.tables())
    told = [counted(counts[each], each) for each in SEVERITIES if counts[each] and each != "info"]
    told += [f"{counts['info']} to know"] if counts["info"] else []
    return f"{counted(lines, 'line')}: {', '.join(told) or 'nothing is wrong'}"


def _as_json(folder: str, each: Finding) -> dict[str, object]:
    return {
        "path": str(Path(folder) / each.place.file),
        "line": each.place.line,
        "column": each.place.column,
        "severity": each.severity,
        "code": each.code,
        "message": each.message,
    }


def _severity(words: str) -> Severity:
    for each in SEVERITIES:
        if each == words:
            return each
    message = f"{words!r} is none of {', '.join(SEVERITIES)}"
    raise typer.BadParameter(message, param_hint="--min-severity")
