"""`reftel dossier export`: a dossier for other programs."""

from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

import typer

from reftel.archive.archive import Archive
from reftel.cli.dossier import day
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.reader import session
from reftel.cli.terminal import safe_path
from reftel.desk.briefing.readable import Readable, readable_by
from reftel.desk.dossiers.exporting import Form, NetworkName, Written, export
from reftel.desk.dossiers.opening import opener
from reftel.dossier.dossier import Dossier

ONE = {"lines": "line", "tables": "table", "vertices": "vertex", "ties": "tie", "nodes": "node"}


class Asked(NamedTuple):
    """What the options ask for. reader: a clearance in words, "" for the owner."""

    to: str
    form: str
    network: str
    on: str
    archive: str
    reader: str


def run(folder: str, asked: Asked, *, json: bool) -> None:
    """Write and say what was written."""
    done = _written(Dossier(folder), asked)
    if json:
        typer.echo(indented({"path": asked.to, **done.counts}))
        return
    told = [_counted(count, name) for name, count in done.counts.items()]
    typer.echo(f"{safe_path(asked.to)}: {', '.join(told)}")


def _written(dossier: Dossier, asked: Asked) -> Written:
    form = cast("Form", _one_of(asked.form, Form, "--form"))
    network = cast("NetworkName", _one_of(asked.network, NetworkName, "--network"))
    on = day(asked.on)

    def written(readable: Readable | None) -> Written:
        return export(dossier, Path(asked.to), form, network=network, on=on, readable=readable)

    if not asked.reader:
        return written(None)
    # What a paragraph asks of its reader stands in the telegrams.
    with Archive(asked.archive) as archive:
        reader = session(archive, asked.reader)
        return written(readable_by(opener(reader), reader.clearance, dossier))


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
