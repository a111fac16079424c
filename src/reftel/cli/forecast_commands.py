"""The commands of forecasts: forecast, whip."""

from typing import Annotated, TypeVar

import typer

from reftel.cli.options import Json, examples

Value = TypeVar("Value")
EXAMPLE = "examples/dossiers/41-committee-2008"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        epilog=examples(
            f"reftel forecast {EXAMPLE} --on 2008-04-18 --provision term",
            f"reftel forecast {EXAMPLE} --on 2008-04-18 --provision term "
            '--reference "two-year rollover"',
            f'reftel forecast {EXAMPLE} --provision term --set "Sundaval.term=three years"',
        )
    )(forecast)
    app.command(
        epilog=examples(
            f"reftel whip {EXAMPLE} draft-2 --on 2008-04-18",
            f"reftel whip {EXAMPLE} draft-1 --on 2008-04-02 --json",
        )
    )(whip)


def whip(  # noqa: PLR0913 - one parameter for each option
    folder: Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier's folder.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A text of it that has places.")],
    *,
    on: Annotated[
        str, typer.Option(metavar="YYYY-MM-DD", help="As of that day.", show_default=False)
    ] = "",
    reference: Annotated[
        str,
        typer.Option(metavar="NAME", help="What happens without a text.", show_default=False),
    ] = "",
    assumptions: Annotated[
        str, typer.Option(metavar="FILE", help="TOML with other assumptions.", show_default=False)
    ] = "",
    picture: Annotated[
        str, typer.Option(metavar="FILE", help="Draw it (SVG, PNG).", show_default=False)
    ] = "",
    json: Json = False,
) -> None:
    """Count who is for a text of a dossier.

    The evidence stands in each cell.

    A member's standing is what the forecast's draws say of its vote; of whom nothing is known it is
    unknown. Then: what passes now, what is missing, the cheapest ways to a majority, who can block.
    """
    from reftel.cli.dossier import day  # noqa: PLC0415 - see the module
    from reftel.cli.forecast import count  # noqa: PLC0415 - loads numpy
    from reftel.desk.forecasting.framing import Asked  # noqa: PLC0415 - loads numpy

    asked = Asked(on=day(on), reference=reference)
    count(folder, text, asked, assumptions, picture, json=json)


def forecast(  # noqa: PLR0913 - one parameter for each option
    folder: Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier's folder.")],
    *,
    on: Annotated[
        str, typer.Option(metavar="YYYY-MM-DD", help="As of that day.", show_default=False)
    ] = "",
    reference: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="What happens without a text; else the first of each provision.",
            show_default=False,
        ),
    ] = "",
    provision: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only that one; may be repeated.", show_default=False),
    ] = None,
    change: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="WHO.ID=STANCE",
            help='Take it for known: "Russia.length=three years".',
            show_default=False,
        ),
    ] = None,
    drop: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Take it out of the texts.", show_default=False),
    ] = None,
    motion: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME:ID=PLACE,...",
            help='A further text: "short:term=two years".',
            show_default=False,
        ),
    ] = None,
    rule: Annotated[
        str, typer.Option(metavar="NAME", help="Another rule of the body.", show_default=False)
    ] = "",
    assumptions: Annotated[
        str, typer.Option(metavar="FILE", help="TOML with other assumptions.", show_default=False)
    ] = "",
    draws: Annotated[int, typer.Option(min=100, metavar="N", help="How many.")] = 10_000,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Of chance.")] = 0,
    seal: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="Add the forecast, sealed, to a record for `reftel score`.",
            show_default=False,
        ),
    ] = "",
    by: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="With --seal: by when the outcome is expected; else the dossier's due.",
            show_default=False,
        ),
    ] = "",
    pictures: Annotated[
        str,
        typer.Option(metavar="DIR", help="Write pictures (SVG, PNG).", show_default=False),
    ] = "",
    json: Json = False,
) -> None:
    """Forecast what comes of a dossier.

    What can pass, where each provision comes out, and how sure that is.

    The default is the weighted mean of positions as far as the rule lets it pass against what
    happens without a text; other models and no change stand beside it. Below each answer stands
    what it hangs on: which fact, if it were known, would take away most of the doubt.
    """
    from reftel.cli.dossier import day  # noqa: PLC0415 - see the module
    from reftel.cli.forecast import Files, run  # noqa: PLC0415 - loads numpy
    from reftel.desk.forecasting.framing import Asked  # noqa: PLC0415 - loads numpy

    asked = Asked(
        on=day(on),
        reference=reference,
        provisions=tuple(provision or ()),
        rule=rule,
        changed=_once([_pair(each, "--set") for each in change or ()], "--set"),
        dropped=tuple(drop or ()),
        motions=_once([_motion(each) for each in motion or ()], "--motion"),
        draws=draws,
        seed=seed,
    )
    files = Files(seal, by, pictures)
    run(folder, asked, assumptions, files, json=json)


def _motion(words: str) -> tuple[str, dict[str, str]]:
    name, sign, places = words.partition(":")
    if not sign or not name.strip():
        message = f'{words!r}: NAME:ID=PLACE is wanted, "short:term=two years"'
        raise typer.BadParameter(message, param_hint="--motion")
    pairs = [_pair(each, "--motion") for each in places.split(",")]
    return name.strip(), _once(pairs, "--motion")


def _once(pairs: list[tuple[str, Value]], option: str) -> dict[str, Value]:
    """Return pairs by their first; what is told twice would be lost in silence."""
    for at, (name, _) in enumerate(pairs):
        if name in {each for each, _ in pairs[:at]}:
            raise typer.BadParameter(f"{name!r} is told twice", param_hint=option)
    return dict(pairs)


def _pair(words: str, option: str) -> tuple[str, str]:
    name, sign, value = words.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise typer.BadParameter(f"{words!r}: NAME=VALUE is wanted", param_hint=option)
    return name.strip(), value.strip()
