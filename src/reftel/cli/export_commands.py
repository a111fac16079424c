"""`reftel export`: its options. It hands over to the module of its name."""

from typing import Annotated

import typer

from reftel.cli.options import DEFAULT_ARCHIVE, ArchiveFolder, Json, Quiet, Reader, examples


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        epilog=examples(
            "reftel export --to jsonl > telegrams.jsonl",
            "reftel export 08CALDESSA268 --to csv --fields name,date,from,subject",
            "reftel export --query 'tag:PREL date:2008' --to csv --out straits.csv",
            "reftel export --to parquet --out telegrams.parquet",
            "reftel export --to originals --out originals --as U",
            "reftel export --to site --out straits --title 'The straits'",
        )
    )(export)


def export(  # noqa: PLR0913 - each option is a parameter
    mrn: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="MRN",
            help="Numbers or ids of telegrams; without any, all.",
            show_default=False,
        ),
    ] = None,
    *,
    to: Annotated[
        str,
        typer.Option(metavar="FORM", help="jsonl, csv, parquet, originals, site."),
    ],
    out: Annotated[
        str,
        typer.Option(
            metavar="PATH",
            help="The file or folder to write, new. Without it jsonl and csv go to the output.",
            show_default=False,
        ),
    ] = "",
    from_file: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="A list of numbers, one a line, or - for standard input.",
            show_default=False,
        ),
    ] = "",
    query: Annotated[
        str,
        typer.Option(
            metavar="QUERY", help="All that a search finds, see `search`.", show_default=False
        ),
    ] = "",
    fields: Annotated[
        str,
        typer.Option(
            metavar="NAMES",
            help="Of csv and jsonl: fields as of `reftel read`, also name and id.",
            show_default=False,
        ),
    ] = "",
    title: Annotated[
        str, typer.Option(metavar="WORDS", help="The title of a site.", show_default=False)
    ] = "",
    clearance: Reader = "",
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write telegrams of an archive to files, or as a site.

    Only what the reader may see is written; an original only if he may read all of it. The same
    telegrams give the same bytes. What is stopped before its end leaves no file under its name.
    """
    from reftel.cli.export import Asked, run  # noqa: PLC0415 - see the module

    asked = Asked(to, out, mrn or [], from_file, fields, title, quiet, query)
    raise typer.Exit(run(asked, archive, clearance, json=json))
