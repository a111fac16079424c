"""The command line: what can be asked. Each command hands over to the module of its name.

Those modules are imported when their command runs: `reftel --help` answers at once.
"""

import io
import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from reftel.cli import (
    archive_commands,
    brief_commands,
    council_commands,
    dossier_commands,
    export_commands,
    forecast_commands,
    graph_commands,
    keeping_commands,
    redline_commands,
    score_commands,
    search_commands,
)
from reftel.cli.options import Paths, Quiet, TextColumn, examples
from reftel.cli.terminal import safe
from reftel.core.errors import ReftelError

app = typer.Typer(
    name="reftel",
    no_args_is_help=True,
    add_completion=False,
    # Help in plain text: rich would take longer to import than the help takes to print.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class MinSeverity(StrEnum):
    """The least severity that is of interest."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class CitationStyle(StrEnum):
    """The forms of a citation."""

    NARA = "nara"
    CHICAGO = "chicago"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL_JSON = "csl-json"


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 - slow, and rarely asked for

        typer.echo(f"reftel {version('reftel')}")
        raise typer.Exit


@app.callback()
def reftel(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Read diplomatic telegrams into checked records; keep, search, link and guard them."""


@app.command(
    epilog=examples(
        "reftel read examples/line/08QUILLON0214.txt",
        "reftel read --brief examples/line",
        "reftel read --json examples/line/08QUILLON0214.txt",
        "reftel read --csv --fields mrn,date,from,subject examples",
        "cat examples/line/08QUILLON0214.txt | reftel read --jsonl -",
    )
)
def read(  # noqa: PLR0913 - one parameter for each option
    paths: Paths,
    *,
    brief: Annotated[bool, typer.Option("--brief", "-b", help="One line for each.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="The record; an array unless PATH names one file.")
    ] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One record a line.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="A table.")] = False,
    fields: Annotated[
        str,
        typer.Option(
            "--fields",
            "-f",
            metavar="NAMES",
            help="Fields for --csv and --jsonl, by commas: mrn, from, references.target ...",
            show_default=False,
        ),
    ] = "",
    text_column: TextColumn = "",
    quiet: Quiet = False,
) -> None:
    """Show telegrams, or write them as JSON, JSON lines or CSV.

    What is wrong with a telegram is shown below it and does not count as a failure; a file
    that cannot be read does: then the exit code is 1.
    """
    from reftel.cli.read import run  # noqa: PLC0415 - see the module

    forms = {"brief": brief, "json": json, "jsonl": jsonl, "csv": csv}
    chosen = [name for name, on in forms.items() if on]
    raise typer.Exit(run(paths, chosen, fields, text_column=text_column, quiet=quiet))


@app.command(
    epilog=examples(
        "reftel check examples",
        "reftel check --min-severity error examples/line",
        "reftel check --ignore T2 --json examples/archives",
    )
)
def check(  # noqa: PLR0913 - one parameter for each option
    paths: Paths,
    *,
    min_severity: Annotated[
        MinSeverity, typer.Option("--min-severity", help="Leave out what is less severe.")
    ] = MinSeverity.INFO,
    select: Annotated[
        str,
        typer.Option(
            metavar="CODES", help="Only these, by commas; T2 is all T2..", show_default=False
        ),
    ] = "",
    ignore: Annotated[
        str, typer.Option(metavar="CODES", help="All but these.", show_default=False)
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Findings and summary as JSON.")] = False,
    text_column: TextColumn = "",
    quiet: Quiet = False,
) -> None:
    """Check telegrams, like a linter.

    Each finding stands on a line: path, line, column, severity, code, and what is wrong. What
    only several telegrams together show (a missing section, a clock that runs back) stands
    behind the rest; with --json it is in "across", between "files" and "summary". The exit code
    is 1 where there is an error or a file that cannot be read, otherwise 0.
    """
    from reftel.cli.check import Wanted, codes, run  # noqa: PLC0415 - see the module

    wanted = Wanted(min_severity.value, codes(select, "--select"), codes(ignore, "--ignore"))
    raise typer.Exit(run(paths, wanted, text_column=text_column, json=json, quiet=quiet))


@app.command(
    epilog=examples(
        "reftel refs examples/line/08CALDESSA0331.txt --among examples",
        "reftel refs --json examples/line/08CALDESSA0241.txt",
    )
)
def refs(
    paths: Paths,
    *,
    among: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH", help="Where to look for what is referred to.", show_default=False
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="References and citations.")] = False,
    quiet: Quiet = False,
) -> None:
    """Show what telegrams refer to, and which of it is held.

    Each reference is resolved among the telegrams of PATH and --among. Where its year is in doubt
    or several bear its number, all stay, each with how likely it is.
    """
    from reftel.cli.refs import run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(paths, among or [], json=json, quiet=quiet))


@app.command(
    epilog=examples(
        "reftel date 08CALDESSA300 examples",
        "reftel date --json 08STATE30000 examples/line",
        "reftel read --quiet --csv --fields mrn,date examples/line > numbers.csv && "
        "reftel date 08STATE30000 --table numbers.csv",
    )
)
def date(
    mrn: Annotated[
        str,
        typer.Argument(metavar="MRN", help="A number with its year: 08CALDESSA300."),
    ],
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Telegrams at hand.", show_default=False),
    ] = None,
    *,
    table: Annotated[
        str,
        typer.Option(metavar="CSV", help="More numbers: columns mrn and date.", show_default=False),
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Bounds and grounds as JSON.")] = False,
) -> None:
    """Tell when a telegram that nobody holds was sent.

    It follows from those at hand: a number lies between those next to it in the series of its post
    and year, and before each telegram that refers to it. What tells each bound is named.
    """
    from reftel.cli.date import run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(mrn, paths or [], table, json=json))


class Layout(StrEnum):
    """The layouts in which a telegram can be written."""

    LINE = "line"
    ARCHIVES = "archives"
    SMART = "smart"
    PLAIN = "plain"
    MARKDOWN = "markdown"
    TEI = "tei"


@app.command(
    epilog=examples(
        "reftel write examples/archives/1974CALDES00412.txt --to line",
        "reftel write examples/smart/11STATE30118.txt --to markdown",
        "reftel write examples/line --to plain --folder plain",
    )
)
def write(  # noqa: PLR0913 - one parameter for each option
    paths: Paths,
    *,
    to: Annotated[Layout, typer.Option(help="The layout.")] = Layout.LINE,
    folder: Annotated[
        str,
        typer.Option(metavar="DIR", help="Write a file for each telegram.", show_default=False),
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="With --folder: write over what is there.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail where the layout does not hold all.")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Texts and what they lack, as JSON.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Write telegrams in another layout.

    Each is read again as it was written; the fields that do not come back are named, none is
    dropped in silence.
    """
    from reftel.cli.write import Form, run  # noqa: PLC0415 - see the module

    raise typer.Exit(
        run(paths, Form(to.value, folder, json=json, force=force), strict=strict, quiet=quiet)
    )


@app.command(epilog=examples("reftel new docs/draft.toml", "reftel new docs/draft.toml --to smart"))
def new(
    draft: Annotated[
        str, typer.Argument(metavar="FILE", help="A draft in TOML; docs/draft.toml is one.")
    ],
    *,
    to: Annotated[Layout, typer.Option(help="The layout.")] = Layout.LINE,
) -> None:
    """Build a telegram from a draft.

    What follows from the draft is filled in: letters and form of the date-time group, names and
    routing of posts, the Executive Order and its date, letters of references, numbers and marks
    of paragraphs. The telegram is then read and checked; the exit code is 1 where it has an error.
    """
    from reftel.cli.new import run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(draft, to.value))


@app.command(
    epilog=examples(
        "reftel cite examples/archives/1974CALDES00412.txt",
        "reftel cite --paragraph 3 --style chicago examples/smart/11CALDESSA0412-released.txt",
        "reftel cite --style bibtex examples/archives > telegrams.bib",
        "reftel cite --accessed 2024-05-01 examples/archives/1974CALDES00412.txt",
    )
)
def cite(  # noqa: PLR0913 - one parameter for each option
    paths: Paths,
    *,
    style: Annotated[CitationStyle, typer.Option("--style", "-s", help="The form.")] = (
        CitationStyle.NARA
    ),
    paragraph: Annotated[
        int | None,
        typer.Option(
            "--paragraph", "-p", min=1, metavar="N", help="That paragraph.", show_default=False
        ),
    ] = None,
    accessed: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM-DD", help="The day on which you saw the copy.", show_default=False
        ),
    ] = "",
    text_column: TextColumn = "",
    quiet: Quiet = False,
) -> None:
    """Write citations of telegrams, or of one of their paragraphs.

    What a copy does not tell is left out; a date that the telegram does not print stands in
    brackets. A telegram without that paragraph is named with those that it has; then the exit
    code is 1.
    """
    from reftel.cli.cite import day, run  # noqa: PLC0415 - see the module

    wanted = (paragraph, day(accessed))
    raise typer.Exit(run(paths, style.value, *wanted, text_column=text_column, quiet=quiet))


@app.command(epilog=examples("reftel explain T204", "reftel explain C09", "reftel explain"))
def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="A code (T204) or a rule (C09); without it, all are listed.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Explain what stands behind a code."""
    from reftel.cli.explain import catalogue, explanation  # noqa: PLC0415 - see the module

    typer.echo(explanation(code) if code else catalogue())


@app.command(epilog=examples("reftel schema > telegram.schema.json"))
def schema() -> None:
    """Print the JSON Schema of a telegram.

    It describes what `reftel read --json` writes.
    """
    from reftel.cli.output import indented  # noqa: PLC0415 - see the module
    from reftel.desk.describing import telegram_schema  # noqa: PLC0415 - see the module

    typer.echo(indented(telegram_schema()))


archive_commands.add_to(app)
search_commands.add_to(app)
graph_commands.add_to(app)
export_commands.add_to(app)
keeping_commands.add_to(app)
dossier_commands.add_to(app)
forecast_commands.add_to(app)
brief_commands.add_to(app)
redline_commands.add_to(app)
council_commands.add_to(app)
score_commands.add_to(app)


def main() -> None:
    """Run the command line; the entry point `reftel`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a sign gets its escape.
            stream.reconfigure(errors="backslashreplace")
    try:
        app(standalone_mode=True)
    except SystemExit as end:
        code = end.code
    except ReftelError as error:
        # A message quotes what a file or the command line says, which may hold control characters.
        told = "\n".join(map(safe, str(error).split("\n")))
        typer.echo(f"reftel: {told}", err=True)
        code = 2
    else:
        code = 0
    _close_quietly()
    _leave_children(code if isinstance(code, int) else 0)
    sys.exit(code)


def _close_quietly() -> None:
    """Flush here, where a closed pipe (`| head`) can be passed over, not at Python's exit."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave_children(code: int) -> None:
    """Exit at once where processes still read, after an interrupt or a closed pipe.

    Python would wait for them, and one of them may itself wait, for a pipe or a network.
    """
    if "multiprocessing" not in sys.modules:
        return
    from multiprocessing import active_children  # noqa: PLC0415 - slow; see above

    children = active_children()
    for child in children:
        child.kill()
    if children:
        sys.stderr.flush()
        os._exit(code)
