"""`reftel brief`: its options. It hands over to the module `briefing`."""

from typing import Annotated

import typer

from reftel.cli.options import DEFAULT_ARCHIVE, ArchiveFolder, Json, Reader, examples

EXAMPLE = "examples/dossiers/41-committee-2008"


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        epilog=examples(
            f"reftel brief {EXAMPLE}",
            f"reftel brief {EXAMPLE} --on 2008-04-25 --since 2008-04-09",
            f"reftel brief {EXAMPLE} --to brief.pdf",
            f"reftel brief {EXAMPLE} --to brief.docx --as C",
            f"reftel brief {EXAMPLE} > brief.md",
        )
    )(brief)


def brief(  # noqa: PLR0913 - one parameter for each option
    dossier: Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier's folder.")],
    *,
    on: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="As it was known on that day; else on the newest day of the dossier.",
            show_default=False,
        ),
    ] = "",
    since: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="What moved after that day; else in the last fortnight.",
            show_default=False,
        ),
    ] = "",
    to: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="A new file: .md, .html, .pdf or .docx. Without it the brief is printed.",
            show_default=False,
        ),
    ] = "",
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    clearance: Reader = "",
    json: Json = False,
) -> None:
    """Write the one-page brief of a dossier.

    A citation stands behind every sentence.

    The question, where it stands, who stands where, what moved, the count, where sources disagree,
    gaps, next steps. Nothing is in it that the reader may not see, and it carries the highest
    marking of what it cites. What a page has no room for is counted at its foot; --json has all.
    """
    from reftel.cli.briefing import Asked, run  # noqa: PLC0415 - see the module

    run(Asked(dossier, on, since, to, archive, clearance), json=json)
