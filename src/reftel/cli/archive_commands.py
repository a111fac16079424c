"""The commands of the archive: what can be asked. Each hands over to the module of its name."""

from enum import StrEnum
from typing import Annotated

import typer

from reftel.cli.options import (
    DEFAULT_ARCHIVE,
    ArchiveFolder,
    Json,
    Paths,
    Quiet,
    Reader,
    TextColumn,
    examples,
)


class NameKind(StrEnum):
    """Of what there are pages of facts."""

    PERSON = "person"
    STATE = "state"
    BODY = "body"
    POST = "post"


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
    app.command(
        epilog=examples(
            "reftel facts person pemberley",
            "reftel facts post taverre --json",
        )
    )(facts)


def bring(
    paths: Paths,
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    text_column: TextColumn = "",
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Take telegrams into an archive; it is made where there is none.

    Everything that the reader reads is kept with its original. What is there already is passed
    over; what cannot be read is kept too and listed by `reftel refused`. Stop it at any moment:
    the archive is whole, and the same command goes on.
    """
    from reftel.cli.bring import run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(paths, archive, text_column, json=json, quiet=quiet))


def refused(*, archive: ArchiveFolder = DEFAULT_ARCHIVE, json: Json = False) -> None:
    """List what could not be read at import, and why."""
    from reftel.cli.refused import run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(archive, json=json))


def facts(  # noqa: PLR0913 - one parameter for each option
    kind: Annotated[NameKind, typer.Argument(help="What the name is of.", show_default=False)],
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A surname or full name; a code or a name: RU, Burma, P-5, USUN.",
            show_default=False,
        ),
    ],
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    newest: Annotated[
        int, typer.Option("--newest", "-n", min=0, help="Places in so many telegrams.")
    ] = 10,
    json: Json = False,
) -> None:
    """Tell what the telegrams say of a person, a state, a body or a post.

    First and last, how often in each month, with whom, sent by whom, and where in the newest. Ends
    with 1 where no telegram names it. Names are found by tables and rules: some are missed.
    """
    from reftel.cli.facts import Wish, run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(archive, reader, kind.value, name, Wish(newest, json)))
