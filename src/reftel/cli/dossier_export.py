"""`reftel dossier export`: a dossier for other programs."""

from pathlib import Path
from typing import Any, cast, get_args

import typer

from reftel.cli.dossier import day
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.terminal import safe_path
from reftel.desk.dossiers.exporting import Form, NetworkName, export
from reftel.dossier.dossier import Dossier

ONE = {"lines": "line", "tables": "table", "vertices": "vertex", "ties": "tie", "nodes": "node"}


def run(folder: str, to: str, asked: tuple[str, str, str], *, json: bool) -> None:
    """Write and say what was written. asked: form, network, day."""
    form = cast("Form", _one_of(asked[0], Form, "--form"))
    network = cast("NetworkName", _one_of(asked[1], NetworkName, "--network"))
    done = export(Dossier(folder), Path(to), form, network=network, on=day(asked[2]))
    if json:
        typer.echo(indented({"path": to, **done.counts}))
        return
    told = [_counted(count, name) for name, count in done.counts.items()]
    typer.echo(f"{safe_path(to)}: {', '.join(told)}")


def _counted(count: int, name: str) -> str:
    if name == "vertices":
        return f"{count:,} {'vertex' if count == 1 else 'vertices'}"
    return counted(count, ONE[name])


def _one_of(words: str, of: Any, option: str) -> str:
    known = get_args(of)
    if words not in known:
        message = f"{words!r} is none of {', '.join(known)}"
        raise typer.BadParameter(message, param_hint=option)
    return words
