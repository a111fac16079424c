"""`reftel texts` and `reftel asks`: what was put forward, and what of each ask stands in it."""

import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Words

from reftel.cli.dossier import day
from reftel.cli.output import indented
from reftel.cli.show import console
from reftel.cli.terminal import safe
from reftel.dossier.days import days
from reftel.dossier.dossier import Dossier
from reftel.dossier.records import Ask, Silence, Standing, Text, Vote

ASK_WIDTH = 26
SIGNS = {"in": "in", "softened": "softened", "out": "out", "unknown": "?"}
STYLES = {"in": "green", "softened": "yellow", "out": "red", "unknown": "dim"}


def run(folder: str, words: str, *, json: bool) -> None:
    """Print the register of texts, with silence procedures and votes."""
    dossier = Dossier(folder)
    texts = _texts(dossier, day(words))
    if json:
        typer.echo(indented([_as_json(dossier, each) for each in texts]))
        return
    out = console(sys.stdout)
    for text in texts:
        title = " ".join(each for each in (text.title or text.id, text.symbol) if each)
        out.print(Words.assemble((safe(text.on or "no day"), ""), "  ", (safe(title), "bold")))
        for line in _about(dossier, text):
            out.print(Padding(Words(safe(line)), (0, 0, 0, 12), expand=False))


def asks(folder: str, words: str, *, json: bool) -> None:
    """Print what became of each ask in each draft and in the final text."""
    dossier = Dossier(folder)
    texts = [each for each in _texts(dossier, day(words)) if _judged(dossier, each)]
    held = [each for each in dossier.asks if each.status == "accepted"]
    if json:
        typer.echo(indented([_asked_json(dossier, each, texts) for each in held]))
        return
    out = console(sys.stdout)
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column("ask", min_width=ASK_WIDTH)
    width = max(12, (out.width - ASK_WIDTH) // max(1, len(texts)) - 1)
    for text in texts:
        table.add_column(safe(text.id), overflow="fold", max_width=width)
    for ask in held:
        whose = ", ".join(map(dossier.actors.name_of, ask.by))
        standings = [_standing(dossier, ask, text) for text in texts]
        table.add_row(
            Words.assemble(safe(ask.ask), (safe(f"  {whose}"), "dim")),
            *(_cell(each) for each in standings),
        )
    out.print(table)


def _texts(dossier: Dossier, on: date | None) -> list[Text]:
    there = [each for each in dossier.texts if each.status == "accepted"]
    if on is not None:
        there = [each for each in there if (found := days(each.on)) is None or found.first <= on]
    return sorted(there, key=lambda each: each.on)


def _about(dossier: Dossier, text: Text) -> Iterator[str]:
    by = ", ".join(map(dossier.actors.name_of, text.by))
    follows = f", follows {text.follows}" if text.follows else ""
    yield f"{text.kind}{f' by {by}' if by else ''}{follows}; {text.file or text.cite}"
    for silence in _silences(dossier, text):
        set_by = ", ".join(map(dossier.actors.name_of, silence.set_by))
        broken = ", ".join(map(dossier.actors.name_of, silence.broken_by))
        how = f"broken by {broken}: {silence.reason}" if broken else "kept"
        by_whom = f" set by {set_by}" if set_by else ""
        yield f"silence{by_whom} until {silence.deadline}, {how} ({silence.cite})"
    if text.vote:
        yield f"voted on: {text.vote}"
    groups: dict[str, list[str]] = {}
    for vote in _votes(dossier, text):
        groups.setdefault(vote.vote, []).append(dossier.actors.name_of(vote.actor))
    for words, names in groups.items():
        yield f"{words}: {', '.join(names)}"


def _silences(dossier: Dossier, text: Text) -> list[Silence]:
    return [each for each in dossier.silences if each.text == text.id and each.status == "accepted"]


def _votes(dossier: Dossier, text: Text) -> list[Vote]:
    return [each for each in dossier.votes if each.text == text.id and each.status == "accepted"]


def _judged(dossier: Dossier, text: Text) -> bool:
    return any(each.text == text.id for each in dossier.standings)


def _standing(dossier: Dossier, ask: Ask, text: Text) -> Standing | None:
    found = (
        each
        for each in dossier.standings
        if (each.ask, each.text) == (ask.id, text.id) and each.status == "accepted"
    )
    return next(found, None)


def _cell(standing: Standing | None) -> Words:
    if standing is None:
        return Words("")
    where = f" {standing.clause}" if standing.clause else ""
    return Words(safe(SIGNS[standing.standing] + where), style=STYLES[standing.standing])


def _as_json(dossier: Dossier, text: Text) -> dict[str, Any]:
    return {
        "text": text,
        "silences": _silences(dossier, text),
        "votes": _votes(dossier, text),
    }


def _asked_json(dossier: Dossier, ask: Ask, texts: list[Text]) -> dict[str, Any]:
    standings = {each.id: _standing(dossier, ask, each) for each in texts}
    return {"ask": ask, "standings": {name: each for name, each in standings.items() if each}}
