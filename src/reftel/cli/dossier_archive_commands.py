"""`reftel dossier index`, `list`, `drop`: dossiers kept in an archive beside their telegrams."""

from typing import Annotated

import typer

from reftel.cli.options import DEFAULT_ARCHIVE, ArchiveFolder, Json, Reader, examples

EXAMPLE = "examples/dossiers/41-committee-2008"


def add_to(app: typer.Typer) -> None:
    """Add the commands to those of dossiers."""
    app.command(epilog=examples(f"reftel dossier index {EXAMPLE}"))(index)
    app.command(
        "list",
        epilog=examples("reftel dossier list", "reftel dossier list --as 'C @USA' --json"),
    )(list_all)
    app.command(
        epilog=examples(
            f"reftel dossier index {EXAMPLE} && reftel dossier drop 41-committee-2008",
        )
    )(drop)


def index(
    folder: Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier's folder.")],
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    json: Json = False,
) -> None:
    """Keep a dossier in an archive.

    There it is joined with the telegrams that it cites: `reftel search dossier:NAME` then finds
    them, `reftel show` names the lines that cite one. Who may read the paragraph that a line cites
    may read the line. Do it again when the dossier has changed; what it says is then as its files
    say.
    """
    from reftel.cli.dossier_archive import keep  # noqa: PLC0415 - see the module

    keep(archive, folder, json=json)


def list_all(
    *, archive: ArchiveFolder = DEFAULT_ARCHIVE, reader: Reader = "", json: Json = False
) -> None:
    """List the dossiers of an archive.

    Of each, what the reader may read.
    """
    from reftel.cli.dossier_archive import show_all  # noqa: PLC0415 - see the module

    show_all(archive, reader, json=json)


def drop(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The dossier's name.")],
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
) -> None:
    """Keep a dossier in an archive no longer.

    Its files stay where they are.
    """
    from reftel.cli.dossier_archive import drop as run  # noqa: PLC0415 - see the module

    run(archive, name)
