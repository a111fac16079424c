"""The commands of the archive: what can be asked. Each hands over to the module of its name."""

import typer

from reftel.cli.options import (
    DEFAULT_ARCHIVE,
    ArchiveFolder,
    Json,
    Paths,
    Quiet,
    TextColumn,
    examples,
)


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        "import",
        epilog=examples(
            "reftel import examples",
            "reftel import examples/line examples/archives --archive straits",
        ),
    )(bring)
    app.command(epilog=examples("reftel refused"))(refused)


def bring(
    paths: Paths,
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    text_column: TextColumn = "",
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Take telegrams into an archive.

    It is made where there is none. Everything that the reader reads is kept with its original. What
    is there already is passed over; what cannot be read is kept too and listed by `reftel refused`.
    Stop it at any moment: the archive is whole, and the same command goes on.
    """
    from reftel.cli.bring import run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(paths, archive, text_column, json=json, quiet=quiet))


def refused(*, archive: ArchiveFolder = DEFAULT_ARCHIVE, json: Json = False) -> None:
    """List what could not be read at import, and why."""
    from reftel.cli.refused import run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(archive, json=json))
