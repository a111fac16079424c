"""The commands of scholars: `reftel dossier export`, `import`, `agree`."""

from typing import Annotated

import typer

from reftel.cli.options import DEFAULT_ARCHIVE, ArchiveFolder, Json, Reader, examples

EXAMPLE = "examples/dossiers/41-committee-2008"
ELSEWHERE = "docs/coded-elsewhere.csv"
COPIED = f"cp -r {EXAMPLE} renewal"
# How the columns of that file are named as the dossier's fields.
MAPPED = "--map actor=country,provision=issue,stance=position,source=basis"
Folder = Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier's folder.")]


def add_to(dossier: typer.Typer) -> None:
    """Add the commands to `reftel dossier`."""
    dossier.command(
        epilog=examples(
            f"reftel dossier export {EXAMPLE} --form csv --to tables",
            f"reftel dossier export {EXAMPLE} --form parquet --to parquet",
            f"reftel dossier export {EXAMPLE} --form graphml --to who-wants-what.graphml",
            f"reftel dossier export {EXAMPLE} --form pajek --network agreement --on 2008-04-01"
            " --to april.net",
            f"reftel dossier export {EXAMPLE} --form jsonld --to renewal.jsonld",
            f"reftel dossier export {EXAMPLE} --to for-readers --as C",
        )
    )(export)
    dossier.command(
        "import",
        epilog=examples(
            f"{COPIED} && reftel dossier import renewal {ELSEWHERE} {MAPPED} --coder second",
        ),
    )(import_)
    dossier.command(
        epilog=examples(
            f"{COPIED} && reftel dossier import renewal {ELSEWHERE} {MAPPED} --coder second"
            " && reftel dossier agree renewal --coders desk,second",
        )
    )(agree)


def export(  # noqa: PLR0913 - one parameter for each option
    folder: Folder,
    *,
    to: Annotated[
        str,
        typer.Option(metavar="PATH", help="A new file; of csv and parquet a new folder."),
    ],
    form: Annotated[
        str, typer.Option(metavar="FORM", help="csv, parquet, graphml, pajek or jsonld.")
    ] = "csv",
    network: Annotated[
        str,
        typer.Option(metavar="NAME", help="For graphml and pajek: actor-provision or agreement."),
    ] = "actor-provision",
    on: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="As of that day; else the newest in the dossier.",
            show_default=False,
        ),
    ] = "",
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    json: Json = False,
) -> None:
    """Write a dossier for statistics, networks and linked data.

    Tables come with a codebook: what each column means, what it may hold, how much of it is
    filled. There is no clock in an export: the same dossier gives the same bytes. With --as, only
    what a reader so cleared may see in the archive is in it.
    """
    from reftel.cli.dossier_export import Asked, run  # noqa: PLC0415 - see the module

    run(folder, Asked(to, form, network, on, archive, reader), json=json)


def import_(  # noqa: PLR0913 - one parameter for each option
    folder: Folder,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A CSV with a line a statement.")],
    *,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN,...",
            help="Columns that are named otherwise than fields.",
            show_default=False,
        ),
    ] = None,
    fixed: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=WORDS",
            help="What all lines say: source=expectation.",
            show_default=False,
        ),
    ] = None,
    values: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="A CSV (field,from,to) that says what words mean here.",
            show_default=False,
        ),
    ] = "",
    coder: Annotated[
        str, typer.Option(metavar="NAME", help="Who coded them.", show_default=False)
    ] = "",
    status: Annotated[
        str, typer.Option(metavar="STATUS", help="proposed, accepted or rejected.")
    ] = "proposed",
    partial: Annotated[
        bool, typer.Option("--partial", help="Take what can be taken; else all or nothing.")
    ] = False,
    json: Json = False,
) -> None:
    """Take in statements that were coded elsewhere.

    All that is amiss is told at once, with its lines, and then nothing is written. What is there
    already is not added again. Columns without a field become columns of the dossier's own.
    """
    from reftel.cli.dossier_import import Asked, run  # noqa: PLC0415 - see the module

    asked = Asked(tuple(columns or ()), tuple(fixed or ()), values, coder, status)
    raise typer.Exit(run(folder, file, asked, partial=partial, json=json))


def agree(
    folder: Folder,
    other: Annotated[
        str,
        typer.Argument(metavar="OTHER", help="The dossier of another coder.", show_default=False),
    ] = "",
    *,
    coders: Annotated[
        str,
        typer.Option(
            metavar="NAMES", help="Within one dossier: whom, by commas.", show_default=False
        ),
    ] = "",
    seed: Annotated[int, typer.Option(metavar="N", help="Of the resamples.")] = 0,
    json: Json = False,
) -> None:
    """Compare coders: how far they agree, and what is to be settled.

    For each kind of field raw agreement, Cohen's kappa of two coders, Krippendorff's alpha with
    the bounds of 95 in 100 resamples, and what so few units cannot show; then every difference with
    both lines, their places and the quoted words.
    """
    from reftel.cli.dossier_agree import run  # noqa: PLC0415 - see the module

    names = tuple(each.strip() for each in coders.split(",") if each.strip())
    run(folder, other, names, seed, json=json)
