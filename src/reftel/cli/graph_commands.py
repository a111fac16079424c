"""The commands of the graph of references: graph, thread, missing, measures."""

from typing import Annotated

import typer

from reftel.cli.options import DEFAULT_ARCHIVE, ArchiveFolder, Json, Reader, examples


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        epilog=examples(
            "reftel graph 08CALDESSA331 --up --depth 3",
            "reftel graph 08CALDESSA331 --svg straits.svg",
        )
    )(graph)
    app.command(
        epilog=examples("reftel thread 08CALDESSA331"),
    )(thread)
    app.command(
        epilog=examples(
            "reftel missing --limit 5",
            "reftel missing --gaps --as U",
        )
    )(missing)
    app.command(
        epilog=examples("reftel measures --limit 3"),
    )(measures)


Number = Annotated[
    str,
    typer.Argument(metavar="MRN", help="A number with its year, a date-time group or an id."),
]
GraphFile = Annotated[str, typer.Option(metavar="FILE", help="Write it.", show_default=False)]
Limit = Annotated[int, typer.Option(min=1, metavar="N", help="Show no more than so many.")]


def graph(  # noqa: PLR0913 - one parameter for each option
    mrn: Number,
    *,
    depth: Annotated[int, typer.Option(min=0, metavar="N", help="References to go through.")] = 2,
    up: Annotated[bool, typer.Option("--up", help="Only what it refers to.")] = False,
    down: Annotated[bool, typer.Option("--down", help="Only what refers to it.")] = False,
    limit: Limit = 500,
    svg: GraphFile = "",
    graphml: GraphFile = "",
    pajek: GraphFile = "",
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    json: Json = False,
) -> None:
    """Show the telegrams around one: cited and citing.

    As a tree, a picture, or for other programs.

    One that is not held is shown with the bounds of its time, and may be asked for too.
    """
    from reftel.cli.graph import Asked, run  # noqa: PLC0415 - see the module

    files = {"svg": svg, "graphml": graphml, "pajek": pajek}
    direction = "both" if up == down else "up" if up else "down"
    asked = Asked(depth, direction, limit, {form: path for form, path in files.items() if path})
    raise typer.Exit(run(mrn, archive, reader, asked, json=json))


def thread(
    mrn: Number,
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    json: Json = False,
) -> None:
    """Show the conversation of a telegram in time.

    That is all that likely references tie to it.

    A telegram that very many cite is told as a hub and not followed. `~` marks a date that
    follows from the number and from who cites it.
    """
    from reftel.cli.thread import run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(mrn, archive, reader, json=json))


def missing(
    *,
    gaps: Annotated[bool, typer.Option("--gaps", help="Gaps in the series of numbers.")] = False,
    limit: Limit = 20,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    json: Json = False,
) -> None:
    """List what is cited and not held, or gaps in the numbers."""
    from reftel.cli.missing import run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(archive, reader, limit, gaps=gaps, json=json))


def measures(
    *,
    limit: Limit = 20,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    json: Json = False,
) -> None:
    """Show the graph of references in figures.

    Most cited, PageRank, components.

    A hub is not important for being one: telegrams that historians cite have fewer references
    to them than the rest.
    """
    from reftel.cli.measures import run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(archive, reader, limit, json=json))
