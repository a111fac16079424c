"""The commands of the council: `reftel council on`, `bodies`, `power`, `whip`."""

from typing import Annotated

import typer

from reftel.cli.options import Json, examples

BODY_FILE = "examples/bodies/littoral-council.toml"
WHIP_FILE = "examples/bodies/littoral-whip.csv"
council = typer.Typer(
    name="council",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Who decides, by which rule, and what can pass.",
    epilog=examples("reftel council on 2008-04-04", "reftel council bodies"),
)

BodyName = Annotated[
    str,
    typer.Option(
        "--body", metavar="BODY", help="A code that `reftel council bodies` lists, or a TOML file."
    ),
]
On = Annotated[
    str,
    typer.Option("--on", metavar="YYYY-MM-DD", help="The day; else today.", show_default=False),
]
RuleName = Annotated[
    str,
    typer.Option(metavar="NAME", help="A rule of the body; else the usual.", show_default=False),
]
Seed = Annotated[int, typer.Option(help="Of draws, where counting takes too long.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.add_typer(council, name="council")


@council.command(
    "on",
    epilog=examples(
        "reftel council on 2008-04-04",
        "reftel council on 2020-03-01 --body EU",
        f"reftel council on 2008-04-04 --body {BODY_FILE} --json",
    ),
)
def on_day(
    day: Annotated[str, typer.Argument(metavar="YYYY-MM-DD", help="The day.")],
    *,
    body: BodyName = "UNSC",
    json: Json = False,
) -> None:
    """Tell who sits in a body on a day.

    In which capacity and group, and by which rules they decide.
    """
    from reftel.cli.council import run_on  # noqa: PLC0415 - see app.py

    run_on(body, day, json=json)


@council.command(epilog=examples("reftel council bodies", "reftel council bodies --json"))
def bodies(*, json: Json = False) -> None:
    """List the bodies that come with Reftel, with their rules by date."""
    from reftel.cli.council import run_bodies  # noqa: PLC0415 - see app.py

    run_bodies(json=json)


@council.command(
    epilog=examples(
        "reftel council power --on 2008-04-04",
        "reftel council power --body EU --on 2020-03-01",
        f"reftel council power --body {BODY_FILE} --on 2008-04-04 --abstention",
    )
)
def power(  # noqa: PLR0913 - one parameter for each option
    *,
    body: BodyName = "UNSC",
    on: On = "",
    rule: RuleName = "",
    abstention: Annotated[
        bool, typer.Option("--abstention", help="Members may abstain too; each vote alike likely.")
    ] = False,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Tell how often each member's vote decides under a rule.

    Banzhaf: its share of the sets of members that lose without it. Shapley: the share of orders in
    which it turns the vote. Prevent and initiate are Coleman's.
    """
    from reftel.cli.council import run_power  # noqa: PLC0415 - see app.py

    run_power(body, on, rule, abstention=abstention, seed=seed, json=json)


@council.command(
    epilog=examples(
        f"reftel council whip {WHIP_FILE} --body {BODY_FILE} --on 2008-04-02",
        f"reftel council whip {WHIP_FILE} --body {BODY_FILE} --on 2008-04-02 --json",
        f"reftel council whip {WHIP_FILE} --body {BODY_FILE} --on 2008-04-02 --picture whip.svg",
    )
)
def whip(  # noqa: PLR0913 - one parameter for each option
    file: Annotated[
        str,
        typer.Argument(metavar="CSV", help="Columns member, standing; also evidence, price."),
    ],
    *,
    body: BodyName = "UNSC",
    on: On = "",
    rule: RuleName = "",
    party: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MEMBER", help="A party to the dispute, which abstains.", show_default=False
        ),
    ] = None,
    several: Annotated[int, typer.Option(min=1, max=50, help="Ways to show, at most.")] = 3,
    seed: Seed = 0,
    picture: Annotated[
        str,
        typer.Option(metavar="FILE", help="Draw it, as SVG or PNG.", show_default=False),
    ] = "",
    json: Json = False,
) -> None:
    """Count who is for a draft.

    Where members stand, what passes now, what is missing, who can block.

    A standing is yes, lean yes, abstain, lean no, no or unknown; who is not named is unknown. What
    each is worth as a chance is assumed, and printed. A price is for one step of a standing.
    """
    from reftel.cli.council import Count, run_whip  # noqa: PLC0415 - see app.py

    run_whip(Count(file, body, on, rule, tuple(party or ()), several, seed, picture), json=json)
