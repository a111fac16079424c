"""The commands on drafts: redline, precedents."""

from typing import Annotated

import typer

from reftel.cli.options import DEFAULT_ARCHIVE, ArchiveFolder, Json, Reader, examples


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        epilog=examples(
            "reftel redline examples/line/08CALDESSA0187.txt#5 "
            "examples/line/08CALDESSA0268-2of2.txt#4",
            "reftel redline 08CALDESSA187#5 08CALDESSA268#4 08CALDESSA331#4 --html redline.html",
            "reftel redline 08CALDESSA187 08CALDESSA331 --docx redline.docx",
            "reftel redline draft-1 draft-2 --dossier examples/dossiers/41-committee-2008",
        )
    )(redline)
    app.command(
        epilog=examples(
            "reftel precedents 'Decides to remain seized of the matter' --in examples/line",
            "reftel precedents examples/line/08CALDESSA0331.txt#OP2 --in examples/line --limit 3",
        )
    )(precedents)


Drafts = Annotated[
    list[str],
    typer.Argument(
        metavar="DRAFT...",
        help="Two drafts or more, the earliest first: a file (text, PDF, Word), a telegram's "
        "file or number, #5 behind it for the draft in its paragraph 5.",
        show_default=False,
    ),
]


def redline(  # noqa: PLR0913 - one parameter for each option
    drafts: Drafts,
    *,
    html: Annotated[
        str, typer.Option(metavar="FILE", help="Write a page.", show_default=False)
    ] = "",
    docx: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="Write a Word file with tracked changes, from the first draft to the last.",
            show_default=False,
        ),
    ] = "",
    author: Annotated[
        str, typer.Option(metavar="NAME", help="In whose name Word shows the changes.")
    ] = "Reftel",
    dated: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM-DD", help="The day of the changes in Word; without it, today's."
        ),
    ] = "",
    dossier: Annotated[
        str,
        typer.Option(
            metavar="DIR",
            help="A dossier that says who had asked for what; DRAFT may be a text's id in it.",
            show_default=False,
        ),
    ] = "",
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    json: Json = False,
) -> None:
    """Compare drafts of a resolution clause by clause.

    Clauses that moved, were split, merged or renumbered are followed. First stands what matters
    most: verbs that grew weaker or stronger, clauses that moved, came or went. Words that were
    dropped are struck out or stand in [-…-], words that were added are underlined or stand in
    {+…+}.
    """
    from reftel.cli.redline import Asked, run  # noqa: PLC0415 - see the module

    asked = Asked(html, docx, author, dated, dossier, json=json)
    raise typer.Exit(run(drafts, archive, reader, asked))


def precedents(  # noqa: PLR0913 - one parameter for each option
    clause: Annotated[
        str,
        typer.Argument(
            metavar="CLAUSE", help="The words of a clause, or FILE#OP2.", show_default=False
        ),
    ],
    *,
    within: Annotated[
        list[str],
        typer.Option(
            "--in",
            metavar="PATH",
            help="Earlier texts: files, folders, or JSON lines with res_no, year and text.",
            show_default=False,
        ),
    ],
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Show no more than so many.")] = 10,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    json: Json = False,
) -> None:
    """Find a clause in earlier resolutions.

    The same words come first, then the closest wordings, each with what is different.
    """
    from reftel.cli.precedents import run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(clause, within, limit, (archive, reader), json=json))
