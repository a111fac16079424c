"""`reftel dossier import`: statements coded elsewhere."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.terminal import paint, safe, safe_path
from reftel.desk.dossiers.coded_table import Plan, Trouble, pairs, read_values
from reftel.desk.dossiers.taking_in import TakenIn, take_in
from reftel.dossier.dossier import Dossier

MANY_RUNS = 8  # Of one trouble so many runs of lines are named; --json names all lines.


class Asked(NamedTuple):
    """What the options ask for."""

    columns: Sequence[str]
    fixed: Sequence[str]
    values: str
    coder: str
    status: str


def run(folder: str, file: str, asked: Asked, *, partial: bool, json: bool) -> int:
    """Take in, save, say what came of it; return the exit code, 1 where lines were not taken."""
    dossier = Dossier(folder)
    done = take_in(dossier, Path(file), _plan(asked), partial=partial)
    dossier.save()
    if json:
        typer.echo(indented(_as_json(done)))
    else:
        for each in done.troubles:
            typer.echo(f"{safe_path(file)}:{_lines(each)}: {safe(each.message)}", err=True)
        typer.echo(_told(done, partial=partial))
    return int(bool(done.troubles))


def _plan(asked: Asked) -> Plan:
    columns = pairs([pair for each in asked.columns for pair in each.split(",")], "--map")
    fixed = pairs(asked.fixed, "--set") | {"status": asked.status}
    fixed |= {"coder": asked.coder} if asked.coder else {}
    values = read_values(Path(asked.values)) if asked.values else {}
    return Plan(columns=columns, fixed=fixed, values=values)


def _lines(trouble: Trouble) -> str:
    """Return lines as `2-9,15`."""
    runs: list[list[int]] = []
    for line in trouble.lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    told = [str(each[0]) if len(each) == 1 else f"{each[0]}-{each[-1]}" for each in runs]
    more = len(told) - MANY_RUNS
    return ",".join(told[:MANY_RUNS]) + (f" and {more} more" if more > 0 else "")


def _told(done: TakenIn, *, partial: bool) -> str:
    lines = {line for each in done.troubles for line in each.lines}
    if lines and not partial:
        told = f"{counted(len(lines), 'line')} cannot be taken in: nothing was written"
        return paint(told, "error") + " (--partial takes the rest)"
    parts = [f"{counted(len(done.added), 'statement')} added"]
    parts += [f"{done.there:,} there already"] if done.there else []
    parts += [f"{len(lines):,} left out"] if lines else []
    return ", ".join(parts)


def _as_json(done: TakenIn) -> dict[str, object]:
    return {
        "added": done.added,
        "there": done.there,
        "troubles": [{"lines": each.lines, "message": each.message} for each in done.troubles],
    }
