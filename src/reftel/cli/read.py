"""`reftel read`: telegrams for people, or as records for other programs."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

import typer

from reftel.cli import progress
from reftel.cli.brief import brief
from reftel.cli.output import CsvWriter, indented, json_array, json_line, utf8
from reftel.cli.terminal import safe, safe_path
from reftel.desk.batch import read_sources
from reftel.desk.containers import is_container, unpacked
from reftel.desk.fields import DEFAULT, Field, UnknownFieldError, parse
from reftel.desk.gathering import Versions, joined
from reftel.desk.outcome import Outcome, Summary
from reftel.desk.sources import expand, is_single

Outcomes = Iterable[Outcome]
Writer = Callable[[Outcomes], None]


def run(
    paths: Sequence[str], forms: Sequence[str], words: str, *, text_column: str, quiet: bool
) -> int:
    """Read and write; return the exit code.

    forms: at most one of brief, json, jsonl, csv. words: names of fields, or nothing.
    Raises BadParameter where the options contradict each other.
    """
    form = _form(forms)
    fields = _fields(words, form)
    summary = Summary()
    sources = list(expand(paths, with_tables=bool(text_column)))
    single = len(paths) == 1 and is_single(paths[0]) and not is_container(sources[0], text_column)
    read = read_sources(unpacked(sources, text_column))
    outcomes = progress.shown(read, len(sources), quiet=quiet)
    told = Versions().told(joined(outcomes))
    found = _read_ones(summary.watch(told), listed=form == "brief")
    _writer(form, fields, single=single)(found)
    if not sources:
        progress.say_empty(paths)
    elif summary.files > 1 and not quiet:
        sys.stdout.flush()
        typer.echo(progress.told(summary), err=True)
    return 0 if sources and not summary.refusals else 1


def _form(forms: Sequence[str]) -> str:
    if len(forms) > 1:
        message = f"--{forms[0]} and --{forms[1]} exclude each other"
        raise typer.BadParameter(message)
    return forms[0] if forms else "text"


def _fields(words: str, form: str) -> list[Field] | None:
    if words and form not in {"csv", "jsonl"}:
        message = "--fields goes with --csv or --jsonl"
        raise typer.BadParameter(message)
    if not words and form != "csv":
        return None
    try:
        return parse(words or ",".join(DEFAULT))
    except UnknownFieldError as error:
        raise typer.BadParameter(str(error), param_hint="--fields") from None


def _read_ones(outcomes: Outcomes, *, listed: bool) -> Iterator[Outcome]:
    """Yield those with a telegram; say of each that could not be read why.

    listed: whether the documents that are no telegrams are yielded, too.
    """
    for outcome in outcomes:
        if outcome.refused:
            path = safe_path(outcome.path)
            typer.echo(f"reftel: {path}: {safe(outcome.refused)}", err=True)
        elif outcome.telegram or listed:
            yield outcome


def _writer(form: str, fields: Sequence[Field] | None, *, single: bool) -> Writer:
    if form == "csv" and fields:
        return lambda outcomes: _csv(outcomes, fields)
    if form == "jsonl":
        return lambda outcomes: _jsonl(outcomes, fields)
    if form == "json":
        return _json_object if single else _json_array
    return _brief if form == "brief" else _text


def _text(outcomes: Outcomes) -> None:
    from reftel.cli.show import console, show  # noqa: PLC0415 - rich is slow to import

    out = console(sys.stdout)
    for number, outcome in enumerate(outcomes):
        if number:
            out.print("\n")
        if outcome.telegram:
            show(out, outcome.path, outcome.telegram)


def _brief(outcomes: Outcomes) -> None:
    for outcome in outcomes:
        sys.stdout.write(brief(outcome) + "\n")


def _json_object(outcomes: Outcomes) -> None:
    out = utf8(sys.stdout)
    for outcome in outcomes:
        out.write(indented(outcome.telegram) + "\n")


def _json_array(outcomes: Outcomes) -> None:
    out = utf8(sys.stdout)
    with json_array(out) as array:
        for outcome in outcomes:
            array.add(outcome.telegram)
    out.write("\n")


def _jsonl(outcomes: Outcomes, fields: Sequence[Field] | None) -> None:
    out = utf8(sys.stdout)
    for outcome in outcomes:
        out.write(json_line(outcome, fields) + "\n")


def _csv(outcomes: Outcomes, fields: Sequence[Field]) -> None:
    table = CsvWriter(utf8(sys.stdout), fields)
    for outcome in outcomes:
        table.add(outcome)
