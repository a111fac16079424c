"""The commands that ask an archive: search, show, and what a reader keeps of his own."""

from enum import StrEnum
from typing import Annotated

import typer

from reftel.cli.options import DEFAULT_ARCHIVE, ArchiveFolder, Json, Reader, examples

QUERY_HELP = """\b
words               mandate renewal          both, in any place
"a phrase"          "technical rollover"     in a row; U.N., P-5, S/RES/1540 as typed
wildcards           sanction*  wom?n
NEAR                russia NEAR/5 veto       at most five words between
AND OR NOT ( )      (nato OR warsaw) -tanks  a minus is NOT
fields              from:moscow to:usun info: post: tag:PREL caption:EXDIS class:<=C
                    date:1974-03..1975 ref:08STATE34975 mrn: para:comment person:
                    state: body: layout: mine: (your own tags)
words of a part     subject:rollover comment:"elected members" summary: action-request:
"""

Query = Annotated[str, typer.Argument(metavar="QUERY", help="See below.", show_default=False)]
Name = Annotated[
    str,
    typer.Argument(
        metavar="MRN", help="A number, a date-time group, or an id.", show_default=False
    ),
]


class HitOrder(StrEnum):
    """In which order hits come."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class NameKind(StrEnum):
    """Of what there are pages of facts."""

    PERSON = "person"
    STATE = "state"
    BODY = "body"
    POST = "post"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        epilog=examples(
            "reftel search 'mandate renewal'",
            "reftel search 'from:caldessa date:2008 \"the mandate\"'",
            "reftel search 'strait*' --order oldest --facets",
            "reftel search 'tag:PREL' --names",
            "reftel search 'tag:PREL' --freeze set.json",
        )
        + f"\n\n{QUERY_HELP}"
    )(search)
    app.command(epilog=examples("reftel show 08TAVERRE402", "reftel show 08TAVERRE402 --json"))(
        show
    )
    app.command(epilog=examples("reftel similar 08TAVERRE402"))(similar)
    app.command(
        epilog=examples(
            "reftel facts person pemberley",
            "reftel facts post taverre --json",
        )
    )(facts)
    app.command(epilog=examples("reftel searches", "reftel searches --json"))(searches)
    app.command(
        epilog=examples("reftel search mandate --freeze set.json && reftel frozen set.json")
    )(frozen)
    app.command(
        epilog=examples("reftel note 08TAVERRE402 'compare with the draft of May' --para 3")
    )(note)
    app.command(epilog=examples("reftel notes", "reftel notes 08TAVERRE402"))(notes)
    app.command(
        epilog=examples(
            "reftel tag to-read 08TAVERRE402",
            "reftel tag to-read --query 'tag:PREL'",
            "reftel tag",
        )
    )(tag)


def search(  # noqa: PLR0913 - one parameter for each option
    query: Annotated[str, typer.Argument(metavar="QUERY", help="See below.")] = "",
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="So many hits.")] = 10,
    start: Annotated[int, typer.Option("--start", min=1, help="From that hit on.")] = 1,
    order: Annotated[
        HitOrder | None,
        typer.Option("--order", help="Without it, by relevance where words are looked for."),
    ] = None,
    facets: Annotated[bool, typer.Option("--facets", help="Count by year, post, TAGS …")] = False,
    names: Annotated[bool, typer.Option("--names", help="All numbers, one a line.")] = False,
    count: Annotated[bool, typer.Option("--count", help="How many, nothing else.")] = False,
    batch: Annotated[
        str,
        typer.Option("--batch", metavar="FILE", help="A query a line; - for standard input."),
    ] = "",
    save: Annotated[
        str, typer.Option("--save", metavar="TITLE", help="Keep the search, see `searches`.")
    ] = "",
    freeze: Annotated[
        str, typer.Option("--freeze", metavar="FILE", help="Write all found, with a hash to cite.")
    ] = "",
    json: Json = False,
) -> None:
    """Search an archive, paragraph by paragraph.

    Hits are telegrams with the paragraphs that hold what was looked for. Case, accents, line breaks
    and hyphens at line ends do not matter. Ends with 1 where nothing is found.
    """
    from reftel.cli import search as command  # noqa: PLC0415 - see the module

    form = "json" if json else "names" if names else "count" if count else "hits"
    wish = command.Wish(start - 1, limit, order.value if order else None, form, facets or json)
    if batch:
        raise typer.Exit(command.run_batch(archive, reader, batch, wish))
    if save:
        raise typer.Exit(command.save(archive, reader, query, save))
    if freeze:
        raise typer.Exit(command.freeze(archive, reader, query, freeze))
    raise typer.Exit(command.run(archive, reader, query, wish))


def show(
    name: Name,
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    original: Annotated[bool, typer.Option("--original", help="The bytes as they came.")] = False,
    json: Json = False,
) -> None:
    """Show a telegram of an archive, with your notes."""
    from reftel.cli.held import run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(archive, reader, name, json=json, original=original))


def similar(
    name: Name,
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="So many.")] = 10,
    json: Json = False,
) -> None:
    """List the telegrams that are like one in their words."""
    from reftel.cli.search import similar as run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(archive, reader, name, limit, json=json))


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
    """Show the page of a person, a state, a body or a post.

    First and last, how often in each month, with whom, sent by whom, and where in the newest. Ends
    with 1 where no telegram names it. Names are found by tables and rules: some are missed.
    """
    from reftel.cli.facts import Wish, run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(archive, reader, kind.value, name, Wish(newest, json)))


def searches(
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    news: Annotated[
        str, typer.Option("--news", metavar="TITLE", help="What is new; it is known then.")
    ] = "",
    forget: Annotated[
        str, typer.Option("--forget", metavar="TITLE", help="Keep it no longer.")
    ] = "",
    json: Json = False,
) -> None:
    """List your saved searches with what is new."""
    from reftel.cli.own import searches as run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(archive, reader, news, forget, json=json))


def frozen(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Of `search --freeze`.")],
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    json: Json = False,
) -> None:
    """Run a frozen search again and compare.

    Ends with 1 where it finds others, or other words.
    """
    from reftel.cli.own import frozen as run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(archive, reader, file, json=json))


def note(
    name: Name,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="The note.")],
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    para: Annotated[str, typer.Option("--para", help="The paragraph that it is on.")] = "",
) -> None:
    """Keep a note of your own on a telegram."""
    from reftel.cli.own import note as run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(archive, reader, name, words, para))


def notes(
    name: Annotated[str, typer.Argument(metavar="[MRN]", help="Those on one telegram.")] = "",
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    erase: Annotated[int, typer.Option("--erase", metavar="NUMBER", help="Drop a note.")] = 0,
    json: Json = False,
) -> None:
    """List your notes."""
    from reftel.cli.own import notes as run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(archive, reader, name, erase, json=json))


def tag(  # noqa: PLR0913 - one parameter for each option
    tag: Annotated[str, typer.Argument(metavar="[TAG]", help="Without it, all are listed.")] = "",
    names: Annotated[
        list[str] | None, typer.Argument(metavar="MRN", help="Telegrams; - reads a list.")
    ] = None,
    *,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    reader: Reader = "",
    query: Annotated[str, typer.Option("--query", help="All that this finds.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take it away.")] = False,
    json: Json = False,
) -> None:
    """Put a tag of your own to telegrams; `mine:TAG` finds them."""
    from reftel.cli import own  # noqa: PLC0415 - see the module

    wish = own.Tagging(tag, names or [], query, remove)
    raise typer.Exit(own.tag(archive, reader, wish, json=json))
