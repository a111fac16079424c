"""`reftel write`: telegrams in another layout, and what it does not hold."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from reftel.cli import progress
from reftel.cli.output import json_array, utf8
from reftel.cli.terminal import safe, safe_path, unicode_path
from reftel.desk.batch import read_sources
from reftel.desk.containers import unpacked
from reftel.desk.gathering import joined
from reftel.desk.outcome import Outcome, Summary
from reftel.desk.sources import expand
from reftel.telegram.writing import Target, Written, write

SUFFIXES: dict[Target, str] = {"markdown": ".md", "tei": ".xml"}
LONGEST_NAME = 100  # characters of a file's name
BETWEEN = "\n" * 3


class Form(NamedTuple):
    """What is written: the layout; the folder for a file each, "" for standard output; as JSON.

    force: whether files that are there are written over.
    """

    to: Target
    folder: str
    json: bool
    force: bool


def run(paths: Sequence[str], form: Form, *, strict: bool, quiet: bool) -> int:
    """Read and write; return the exit code. strict: whether a loss is a failure.

    Raises BadParameter where the options contradict each other, and for a folder that is none.
    """
    if form.json and form.folder:
        message = "--json and --folder exclude each other"
        raise typer.BadParameter(message)
    summary = Summary()
    sources = list(expand(paths))
    read = read_sources(unpacked(sources))
    outcomes = summary.watch(joined(progress.shown(read, len(sources), quiet=quiet)))
    unwritten: list[Outcome] = []
    written = _written(outcomes, form.to, unwritten)
    if form.json:
        losses = _write_json(written)
    elif form.folder:
        losses = _write_files(written, form)
    else:
        losses = _write_out(written)
    if not sources:
        progress.say_empty(paths)
    return int(not sources or bool(unwritten) or (strict and losses > 0))


def _written(
    outcomes: Iterable[Outcome], to: Target, unwritten: list[Outcome]
) -> Iterator[tuple[Outcome, Written]]:
    """Yield the telegrams as they are written; say of each that holds none why, and keep it."""
    for each in outcomes:
        if each.refused or each.telegram is None or each.telegram.dialect == "unknown":
            why = each.refused or each.listed or "no telegram that can be written"
            sys.stderr.write(f"{safe_path(each.path)}: {safe(why)}\n")
            unwritten += [] if each.listed else [each]
        else:
            yield each, write(each.telegram, to)


def _write_out(written: Iterable[tuple[Outcome, Written]]) -> int:
    losses = 0
    for at, (outcome, text) in enumerate(written):
        sys.stdout.write(BETWEEN * bool(at) + text)
        losses += _tell(outcome, text)
    return losses


def _write_files(written: Iterable[tuple[Outcome, Written]], form: Form) -> int:
    """Write a file for each, named by its number; two of one run never share a file."""
    losses, folder, used = 0, Path(form.folder), set[Path]()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for outcome, text in written:
            path = _free(folder / f"{_name(outcome)}{SUFFIXES.get(form.to, '.txt')}", form, used)
            path.write_text(text, encoding="utf-8")
            used.add(path)
            typer.echo(safe_path(str(path)))
            losses += _tell(outcome, text)
    except OSError as error:
        message = f"{error.filename or folder}: {(error.strerror or '').lower()}"
        raise typer.BadParameter(message, param_hint="--folder") from None
    return losses


def _name(outcome: Outcome) -> str:
    own = outcome.telegram.identity if outcome.telegram else None
    name = own.mrn if own and own.mrn else Path(outcome.path).stem
    safe_name = "".join(sign if sign.isalnum() or sign in ".-" else "-" for sign in name)
    return safe_name.lstrip(".")[:LONGEST_NAME] or "telegram"


def _free(path: Path, form: Form, used: set[Path]) -> Path:
    """Return a path that no file has, or where files may be written over, none of this run."""
    found, count = path, 1
    while found in used or (found.exists() and not form.force):
        count += 1
        found = path.with_name(f"{path.stem}-{count}{path.suffix}")
    return found


def _write_json(written: Iterable[tuple[Outcome, Written]]) -> int:
    losses = 0
    with json_array(utf8(sys.stdout)) as array:
        for outcome, text in written:
            array.add(
                {
                    "path": unicode_path(outcome.path),
                    "lost": text.lost,
                    "added": text.added,
                    "text": str(text),
                }
            )
            losses += bool(text.lost)
    return losses


def _tell(outcome: Outcome, text: Written) -> int:
    """Name what the layout does not hold; return 1 where there is something."""
    sys.stdout.flush()
    if text.lost:
        sys.stderr.write(f"{safe_path(outcome.path)}: not held: {', '.join(text.lost)}\n")
    if text.added:
        sys.stderr.write(f"{safe_path(outcome.path)}: added: {', '.join(text.added)}\n")
    return bool(text.lost)
