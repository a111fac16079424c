"""The command of the track record: score."""

from typing import Annotated

import typer

from reftel.cli.options import Json, examples

EXAMPLE = "examples/forecasts/littoral.jsonl examples/forecasts/outcomes.csv"


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        epilog=examples(
            f"reftel score {EXAMPLE}",
            f"reftel score {EXAMPLE} --svg calibration.svg",
            f"reftel score {EXAMPLE} --base-rate 0.5 --json",
        )
    )(score)


def score(  # noqa: PLR0913 - one parameter for each option
    forecasts: Annotated[
        str,
        typer.Argument(
            metavar="FORECASTS", help="Sealed forecasts, JSON lines.", show_default=False
        ),
    ],
    outcomes: Annotated[
        str,
        typer.Argument(
            metavar="OUTCOMES",
            help="What came, CSV: issue, on, value, event, happened, cite.",
            show_default=False,
        ),
    ],
    *,
    svg: Annotated[
        str,
        typer.Option(metavar="FILE", help="Draw the calibration.", show_default=False),
    ] = "",
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Of the bootstrap.")] = 0,
    base_rate: Annotated[
        float | None,
        typer.Option(
            metavar="SHARE",
            help="What a rival says of every event; without it, the share of those that came.",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Hold forecasts, sealed when they were made, against what came.

    Errors stand on a scale from 0 to 100. Of each outcome counts the last forecast made before its
    day. A line whose seal does not fit is told and not scored; the exit code is then 1. What so few
    cases do not show is said in words.
    """
    from reftel.cli.score import Asked, run  # noqa: PLC0415 - see the module

    raise typer.Exit(run(forecasts, outcomes, Asked(svg, seed, base_rate, json=json)))
