"""The commands of who keeps an archive: release, verify, backup, reread, versions, audit."""

from typing import Annotated

import typer

from reftel.cli.options import DEFAULT_ARCHIVE, ArchiveFolder, Json, Reader, examples


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        epilog=examples(
            "reftel release 08CALDESSA268 --label U --why 'letter of May 2'",
            "reftel release --path examples/fco --label U --why 'opened in full'",
            "reftel release --declassified --on 2005-01-01",
            "reftel release --list",
        )
    )(release)
    app.command(
        epilog=examples(
            "reftel verify",
            "reftel verify --mend",
        )
    )(verify)
    app.command(epilog=examples("reftel backup straits.db"))(backup)
    app.command(epilog=examples("reftel reread"))(reread)
    app.command(
        epilog=examples(
            "reftel versions 08CALDESSA268",
            "reftel versions 08CALDESSA268 --diff 0 1",
        )
    )(versions)
    app.add_typer(audit, name="audit")


Who = Annotated[
    str,
    typer.Option(
        "--who",
        metavar="NAME",
        help="Who acts, for the record. Without it, who is logged in.",
        show_default=False,
    ),
]
Why = Annotated[
    str, typer.Option("--why", metavar="REASON", help="The reason.", show_default=False)
]
Name = Annotated[
    str,
    typer.Argument(metavar="MRN", help="The number of a telegram, or its id.", show_default=False),
]


def release(  # noqa: PLR0913 - each option is a parameter
    mrn: Name = "",
    *,
    path: Annotated[
        str,
        typer.Option(
            metavar="PATH",
            help="A collection in place of a telegram: a folder or file, as its import named it.",
            show_default=False,
        ),
    ] = "",
    label: Annotated[
        str,
        typer.Option(metavar="LABEL", help="The new label: U, 'C NODIS'.", show_default=False),
    ] = "",
    why: Why = "",
    declassified: Annotated[
        bool, typer.Option("--declassified", help="All that its own line declassifies by a day.")
    ] = False,
    on: Annotated[
        str,
        typer.Option(
            metavar="DATE", help="The day, 2005-01-01; without it, today.", show_default=False
        ),
    ] = "",
    revoke: Annotated[
        int,
        typer.Option(metavar="N", help="Take the release of that number back.", show_default=False),
    ] = 0,
    listed: Annotated[bool, typer.Option("--list", help="List all releases.")] = False,
    who: Who = "",
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    json: Json = False,
) -> None:
    """Open or close telegrams by an act on record.

    It gives a telegram or a collection another label than its markings.

    A release of a collection holds for what is imported later, too. One of a telegram goes before
    one of its collection; else the last one counts. Taken back, all is as without it.
    """
    from reftel.cli.release import Asked, run  # noqa: PLC0415 - see the module

    asked = Asked(mrn, path, label, why, declassified, on, revoke, listed, who)
    raise typer.Exit(run(asked, archive, json=json))


def verify(
    *,
    mend: Annotated[
        bool,
        typer.Option("--mend", help="Write the indexes anew, and close the folder to others."),
    ] = False,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    json: Json = False,
) -> None:
    """Find what is wrong with an archive, and mend it.

    Hashes, records, labels, links, indexes, the audit and permissions are looked at.

    Ends with 1 where something is wrong, and says of each what mends it.
    """
    from reftel.cli.verify import run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(archive, mend=mend, json=json))


def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
) -> None:
    """Write a copy of the archive while it is in use.

    To open it, put it as archive.db into an empty folder; `reftel verify --mend` writes the
    indexes.
    """
    from reftel.cli.keeping import run_backup  # noqa: PLC0415 - see the module

    raise typer.Exit(run_backup(file, archive))


def reread(*, archive: ArchiveFolder = DEFAULT_ARCHIVE, json: Json = False) -> None:
    """Read every original again, and tell what is otherwise.

    A newer version reads better; what it reads takes the place of what was read before.
    """
    from reftel.cli.keeping import run_reread  # noqa: PLC0415 - see the module

    raise typer.Exit(run_reread(archive, json=json))


def versions(  # noqa: PLR0913 - each option is a parameter
    mrn: Name,
    *,
    diff: Annotated[
        tuple[int, int] | None,
        typer.Option(
            metavar="I J", help="What two copies have in other words.", show_default=False
        ),
    ] = None,
    choose: Annotated[
        int | None,
        typer.Option(metavar="I", help="Make this copy the best one.", show_default=False),
    ] = None,
    why: Why = "",
    who: Who = "",
    clearance: Reader = "",
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    json: Json = False,
) -> None:
    """List the copies of a telegram; compare or choose.

    The best one stands first.
    """
    from reftel.cli.versions import Asked, run  # noqa: PLC0415 - see the module

    asked = Asked(mrn, diff, choose, why, who, clearance)
    raise typer.Exit(run(asked, archive, json=json))


audit = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Tell who was given, searched and released what.",
)


@audit.command(epilog=examples("reftel audit head", "reftel audit head --out head.json"))
def head(
    *,
    out: Annotated[
        str, typer.Option(metavar="FILE", help="Where to write it.", show_default=False)
    ] = "",
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
) -> None:
    """Give the end of the chain.

    Keep it elsewhere, and sign it if you have a key.

    `ssh-keygen -Y sign -f KEY -n reftel head.json` signs it.
    """
    from reftel.cli.audit import run_head  # noqa: PLC0415 - see the module

    raise typer.Exit(run_head(archive, out))


@audit.command("verify", epilog=examples("reftel audit verify"))
def audit_verify(
    *,
    known: Annotated[
        str,
        typer.Option("--head", metavar="FILE", help="A head given before.", show_default=False),
    ] = "",
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
) -> None:
    """Find lines that were changed, moved or taken out.

    Ends with 1 where there are any.

    Lines cut off the end, and a chain that was written anew, are found with a head given before.
    """
    from reftel.cli.audit import run_verify  # noqa: PLC0415 - see the module

    raise typer.Exit(run_verify(archive, known))


@audit.command(epilog=examples("reftel audit show", "reftel audit show --as 'C @USA'"))
def show(
    *,
    clearance: Reader = "",
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    json: Json = False,
) -> None:
    """Show the lines that a reader may read.

    Without a clearance, all.
    """
    from reftel.cli.audit import run_show  # noqa: PLC0415 - see the module

    raise typer.Exit(run_show(archive, clearance, json=json))
