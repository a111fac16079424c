"""The commands of dossiers: `reftel dossier ...`, demarches, mandates, texts, asks, review."""

from typing import Annotated

import typer

from reftel.cli import dossier_archive_commands, dossier_scholar_commands
from reftel.cli.options import DEFAULT_ARCHIVE, ArchiveFolder, Json, Reader, examples

EXAMPLE = "examples/dossiers/41-committee-2008"
dossier = typer.Typer(
    name="dossier",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keep the map of a negotiation: plain-text tables.",
    epilog=examples(f"reftel dossier show {EXAMPLE}", f"reftel dossier check {EXAMPLE}"),
)

Folder = Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier's folder.")]
Day = Annotated[
    str,
    typer.Option(
        "--on", metavar="YYYY-MM-DD", help="As of that day; else all.", show_default=False
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    dossier_scholar_commands.add_to(dossier)
    dossier_archive_commands.add_to(dossier)
    app.add_typer(dossier, name="dossier")
    app.command(
        epilog=examples(
            f"reftel demarches {EXAMPLE}",
            f"reftel demarches {EXAMPLE} --on 2008-04-01 --open",
        )
    )(demarches)
    app.command(
        epilog=examples(
            f"reftel mandates {EXAMPLE}",
            f"reftel mandates {EXAMPLE} --on 2008-03-01 --ics mandates.ics",
        )
    )(mandates)
    app.command(
        epilog=examples(
            f"reftel texts {EXAMPLE}",
            f"reftel texts {EXAMPLE} --on 2008-04-30 --json",
        )
    )(texts)
    app.command(epilog=examples(f"reftel asks {EXAMPLE}", f"reftel asks {EXAMPLE} --json"))(asks)
    app.command(
        epilog=examples(
            f"reftel review {EXAMPLE} --list",
            f"reftel review {EXAMPLE}",
        )
    )(review)


@dossier.command(
    epilog=examples('reftel dossier new straits-2011 --title "Renewal of the mandate, 2011"')
)
def new(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder, new or empty.")],
    *,
    title: Annotated[str, typer.Option(metavar="WORDS", help="What is negotiated.")],
    question: Annotated[
        str, typer.Option(metavar="WORDS", help="What is to be decided.", show_default=False)
    ] = "",
) -> None:
    """Begin a dossier.

    Its tables are there, empty, with a schema that editors check and complete TOML by.
    """
    from reftel.cli.dossier import begin  # noqa: PLC0415 - see the module

    begin(folder, title, question)


@dossier.command(
    epilog=examples(
        f"reftel dossier check {EXAMPLE}",
        f"reftel dossier check {EXAMPLE} --min-severity error --json",
    )
)
def check(  # noqa: PLR0913 - one parameter for each option
    folder: Folder,
    *,
    min_severity: Annotated[
        str, typer.Option(metavar="SEVERITY", help="error, warning or info.")
    ] = "info",
    fix: Annotated[
        bool, typer.Option("--fix", help="Date statements without a day by their telegrams.")
    ] = False,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    json: Json = False,
) -> None:
    """Check a dossier: its lines, and every place that it cites.

    Each telegram that is cited is opened in the archive, the quoted words are looked for, days and
    kinds of source are held against the text. The exit code is 1 where there is an error.
    """
    from reftel.cli.dossier_check import Wanted, run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(folder, archive, reader, Wanted(min_severity, fix), json=json))


@dossier.command(
    epilog=examples(
        f"reftel dossier show {EXAMPLE} --on 2008-04-02",
        f"reftel dossier show {EXAMPLE} --provision term",
        f"reftel dossier show {EXAMPLE} --actor dravonne",
    )
)
def show(
    folder: Folder,
    *,
    on: Day = "",
    provision: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="That one, with the words; an id or a name.", show_default=False
        ),
    ] = "",
    actor: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="That one, with the words; an id or a name.", show_default=False
        ),
    ] = "",
    json: Json = False,
) -> None:
    """Show who wants what, and who says so.

    Without more, where everybody stands; with a provision or an actor, each statement with its
    words and its place.
    """
    from reftel.cli.dossier import Wanted, run  # noqa: PLC0415 - see the module

    run(folder, Wanted(on, provision, actor), json=json)


@dossier.command(epilog=examples(f"reftel dossier fmt {EXAMPLE} --check"))
def fmt(
    folder: Folder,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit code 1 where it would.")
    ] = False,
) -> None:
    """Bring a dossier's files into one layout.

    Words, order, comments and columns of one's own stay.
    """
    from reftel.cli.dossier import lay_out  # noqa: PLC0415 - see the module

    raise typer.Exit(lay_out(folder, check=check))


@dossier.command(epilog=examples("reftel dossier schema > dossier.schema.json"))
def schema() -> None:
    """Print the JSON Schema of a dossier's TOML files, for editors."""
    from reftel.dossier.files.schema import written_schema  # noqa: PLC0415 - loads the records

    typer.echo(written_schema(), nl=False)


def demarches(
    folder: Folder,
    *,
    on: Day = "",
    open_only: Annotated[
        bool, typer.Option("--open", help="Only what is planned or not yet reported.")
    ] = False,
    json: Json = False,
) -> None:
    """Show the log of démarches.

    Who told whom what, with which answer, and what is still to come.

    Behind the log: what was instructed and not reported, what is overdue on the day, and who of
    the audience has not been approached.
    """
    from reftel.cli.demarches import run  # noqa: PLC0415 - see the module

    run(folder, on, open_only=open_only, json=json)


def mandates(
    folder: Folder,
    *,
    on: Day = "",
    ics: Annotated[
        str,
        typer.Option(metavar="FILE", help="Write a calendar (iCalendar).", show_default=False),
    ] = "",
    json: Json = False,
) -> None:
    """Show mandates, when they end, and what is due before.

    The calendar holds expiries with reminders, reporting days and deadlines of silence.
    """
    from reftel.cli.mandates import run  # noqa: PLC0415 - see the module

    run(folder, on, ics, json=json)


def texts(folder: Folder, *, on: Day = "", json: Json = False) -> None:
    """Show drafts and resolutions in time.

    Non-papers too, with silence procedures and votes.
    """
    from reftel.cli.texts import run  # noqa: PLC0415 - see the module

    run(folder, on, json=json)


def asks(folder: Folder, *, on: Day = "", json: Json = False) -> None:
    """Show what became of each ask.

    Whether it stands in a text, softened or not, or is out of it.
    """
    from reftel.cli.texts import asks as show_asks  # noqa: PLC0415 - see the module

    show_asks(folder, on, json=json)


def review(  # noqa: PLR0913 - one parameter for each option
    folder: Folder,
    *,
    accept: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Accept it.", show_default=False)
    ] = None,
    reject: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Reject it.", show_default=False)
    ] = None,
    note: Annotated[
        str, typer.Option(metavar="WORDS", help="Why, with --reject.", show_default=False)
    ] = "",
    list_only: Annotated[bool, typer.Option("--list", help="List what is proposed.")] = False,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    json: Json = False,
) -> None:
    """Walk through what is proposed.

    Each line stands beside its paragraph, to be accepted, rejected or skipped.

    On a terminal it asks; from a script, --accept and --reject say what to do.
    """
    from reftel.cli.review import Decisions, run  # noqa: PLC0415 - see the module

    decisions = Decisions(tuple(accept or ()), tuple(reject or ()), note)
    raise typer.Exit(run(folder, archive, reader, decisions, list_only=list_only, json=json))
