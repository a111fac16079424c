"""What several commands take."""

from typing import Annotated

import typer


def examples(*commands: str) -> str:
    """Return an epilog that keeps its line breaks (the backspace tells typer so).

    A test runs every example.
    """
    return "\n".join(["\b", "Examples:", *(f"  {command}" for command in commands)])


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files (text, PDF, archives, mail), folders, patterns, or - for standard input.",
        show_default=False,
    ),
]
TextColumn = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="The column of CSV or JSON lines that holds the text of a telegram.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")]

ArchiveFolder = Annotated[
    str,
    typer.Option(
        "--archive",
        "-A",
        metavar="DIR",
        envvar="REFTEL_ARCHIVE",
        help="The folder of the archive.",
    ),
]
Reader = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="CLEARANCE",
        envvar="REFTEL_CLEARANCE",
        help="Read as somebody cleared so: 'C NODIS @USA'. Without it, as the owner.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
DEFAULT_ARCHIVE = "reftel-archive"
