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
BETWEEN = "\n" * 3


class Form(NamedTuple):
    """What is written: the layout; the folder for a file each, "" for standard output; as JSON."""

    to: Target
    folder: str
    json: bool


def run(paths: Sequence[str], form: Form, *, strict: bool, quiet: bool) -> int:
    """Read and write; return the exit code. strict: whether a loss is a failure."""
    summary = Summary()
    sources = list(expand(paths))
    read = read_sources(unpacked(sources))
    outcomes = summary.watch(joined(progress.shown(read, len(sources), quiet=quiet)))
    written = _written(outcomes, form.to)
    if form.json:
        losses = _write_json(written)
    elif form.folder:
        losses = _write_files(written, Path(form.folder), form.to)
    else:
        losses = _write_out(written)
    if not sources:
        progress.say_empty(paths)
    return int(not sources or bool(summary.refusals) or (strict and losses > 0))


def _written(outcomes: Iterable[Outcome], to: Target) -> Iterator[tuple[Outcome, Written]]:
    """Yield the telegrams as they are written; say of each file that holds none why."""
    for each in outcomes:
        if each.refused or each.telegram is None or each.telegram.dialect == "unknown":
            why = each.refused or each.listed or "no telegram that can be written"
            sys.stderr.write(f"{safe_path(each.path)}: {safe(why)}\n")
        else:
            yield each, write(each.telegram, to)


def _write_out(written: Iterable[tuple[Outcome, Written]]) -> int:
    losses = 0
    for at, (outcome, text) in enumerate(written):
        sys.stdout.write(BETWEEN * bool(at) + text)
        losses += _tell(outcome, text)
    return losses


def _write_files(written: Iterable[tuple[Outcome, Written]], folder: Path, to: Target) -> int:
    """Write a file for each, named by its number; what is there already is not written over."""
    losses = 0
    folder.mkdir(parents=True, exist_ok=True)
    for outcome, text in written:
        path = _free(folder, _name(outcome), SUFFIXES.get(to, ".txt"))
        path.write_text(text, encoding="utf-8")
        typer.echo(safe_path(str(path)))
        losses += _tell(outcome, text)
    return losses


def _name(outcome: Outcome) -> str:
    own = outcome.telegram.identity if outcome.telegram else None
    name = own.mrn if own and own.mrn else Path(outcome.path).stem
    return "".join(sign if sign.isalnum() or sign in ".-" else "-" for sign in name).lstrip(".")


def _free(folder: Path, name: str, suffix: str) -> Path:
    path, count = folder / f"{name}{suffix}", 1
    while path.exists():
        count += 1
        path = folder / f"{name}-{count}{suffix}"
    return path


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
