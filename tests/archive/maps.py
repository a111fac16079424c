"""Dossiers that differ only in what a reader may not see."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from hypothesis import strategies as st
from worlds import HIDDEN_WORDS, POSTS, WORDS, Pair, Reader, pairs

# Words that never stand in what is shown.
SECRET_WORDS = ("zebra", "crypto")
PLACES = ("", "1", "2", "3", "4", "5", "@1", "@2", "subject", "ref")
ACTORS = ("russia", "france", "orlov")
Row = Mapping[str, str]
TITLE = '[dossier]\ntitle = "{title}"\nmarking = "{marking}"\n'
DEMARCHE = '[[demarche]]\nid = "talks"\ntitle = "{title}"\nby = ["russia"]\n\n'


@dataclass(frozen=True)
class Map:
    """A dossier for a test. tables: lines by table. steps: of its one démarche, fields by name."""

    title: str
    marking: str
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict[str, Sequence[Row]])
    steps: Sequence[Row] = ()

    def written(self, folder: Path) -> Path:
        """Write its files; return the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        words = TITLE.format(title=self.title, marking=self.marking)
        (folder / "dossier.toml").write_text(words, "utf-8")
        for table, rows in self.tables.items():
            names = [*dict.fromkeys(name for row in rows for name in row)]
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, names)
                writer.writeheader()
                writer.writerows(rows)
        steps = "".join(_step(each) for each in self.steps)
        words = DEMARCHE.format(title=self.title) + steps
        (folder / "demarches.toml").write_text(words, "utf-8")
        return folder


@dataclass(frozen=True)
class MapPair:
    """A dossier in the two archives; None in one that does not have it."""

    name: str
    first: Map | None
    second: Map | None


def _step(row: Row) -> str:
    lines = [f"{name} = {_toml(name, value)}" for name, value in row.items()]
    return "\n".join(["[[demarche.step]]", *lines, "", ""])


def _toml(name: str, value: str) -> str:
    return f'["{value}"]' if name in {"to", "statements"} else f'"{value}"'


def _cited(draw: st.DrawFn) -> str:
    names = [f"08{post}{number}" for post, number in product((*POSTS, "CAIRO"), range(1, 5))]
    place = draw(st.sampled_from(PLACES))
    return draw(st.sampled_from(names)) + (f"#{place}" if place else "")


class _Claims:
    """Draws what lines claim. there: places with a word that stands there and may be seen."""

    def __init__(self, draw: st.DrawFn, words: Sequence[str], there: Sequence[tuple[str, str]]):
        self._draw = draw
        self._quotes = [each for each in words if "\n" not in each]
        self._there = there

    def claim(self) -> Row:
        """Draw a place, the words that are quoted, what a person thought of it."""
        draw = self._draw
        if self._there and draw(st.booleans()):
            cite, quote = draw(st.sampled_from(self._there))
        else:
            cite, quote = _cited(draw), draw(st.sampled_from(self._quotes))
        states = ("accepted", "accepted", "proposed", "rejected")
        return {"cite": cite, "quote": quote, "status": draw(st.sampled_from(states))}

    def statement(self, identity: str) -> Row:
        """Draw a statement."""
        draw = self._draw
        return {
            "id": identity,
            "actor": draw(st.sampled_from(ACTORS)),
            "provision": "term",
            "stance": "for",
            "source": "own",
            "speaker": draw(st.sampled_from(("", "orlov"))),
            **self.claim(),
        }


class _Side:
    """What only one of two dossiers has: nothing of it may be seen."""

    def __init__(self, draw: st.DrawFn, side: str) -> None:
        count = draw(st.integers(0, 2))
        self.ids = [f"h{side}{number}" for number in range(count)]
        claims = _Claims(draw, SECRET_WORDS, ())
        self.statements = [claims.statement(each) for each in self.ids]
        self.asks = [
            {"id": each, "by": "france", "ask": side, **claims.claim()} for each in self.ids
        ]
        self.texts = [
            {"id": each, "kind": "draft", "title": side, **claims.claim()} for each in self.ids
        ]
        self.steps = [
            {"kind": "delivery", "answer": side, "by": "orlov", **claims.claim()} for _ in self.ids
        ]
        self.votes = [
            {"text": each, "actor": "orlov", "vote": "no", **claims.claim()} for each in self.ids
        ]


@st.composite
def mapped(draw: st.DrawFn, reader: Reader) -> tuple[list[list[Pair]], list[MapPair]]:
    """Draw what comes in some imports, with a dossier of it that a reader may see in part.

    Beside that there is one that he may not know of.
    """
    batches = draw(pairs(reader))
    letters = [pair.first for batch in batches for pair in batch if pair.first == pair.second]
    there = [
        (f"{each.name}#{number}", words.split()[-1])
        for each in letters
        if each
        for number, words in enumerate(each.paragraphs, 1)
    ]
    return batches, [_mixed(draw, reader, there), _hidden(draw, reader)]


def _hidden(draw: st.DrawFn, reader: Reader) -> MapPair:
    marking = reader.hidden_marks[-1].strip("()")

    def hidden(side: str) -> Map | None:
        if not draw(st.booleans()):
            return None
        found = _Side(draw, side)
        tables = {"statements": found.statements, "asks": found.asks}
        return Map(f"secret {side}", marking, tables, found.steps)

    return MapPair("secret", hidden("a"), hidden("b"))


def _mixed(draw: st.DrawFn, reader: Reader, there: Sequence[tuple[str, str]]) -> MapPair:
    """Draw a dossier of which some lines are the same in both, wherever they lead.

    They may cite what is hidden, what is not held, what is quoted wrongly: whether there is
    anything behind a citation may not show.
    """
    claims = _Claims(draw, (*WORDS, *HIDDEN_WORDS, ""), there)
    numbers = range(draw(st.integers(1, 4)))
    ids = [f"s{each}" for each in numbers]
    statements = [claims.statement(each) for each in ids]
    asks = [{"id": f"a{each}", "by": "russia", "ask": "more", **claims.claim()} for each in numbers]
    texts = [
        {"id": f"t{each}", "kind": "draft", "title": "draft", **claims.claim()} for each in numbers
    ]
    asked = st.sampled_from(("a0", "a1", "ha0"))
    of = st.sampled_from(("t0", "t1", "ha0"))
    standings = [
        {
            "ask": draw(asked),
            "text": draw(of),
            "standing": "in",
            **draw(st.sampled_from((claims.claim(), {"clause": "OP1", "words": "mandate"}))),
        }
        for _ in numbers
    ]
    votes = [
        {"text": draw(of), "actor": "france", "vote": "yes", **claims.claim()} for _ in numbers
    ]
    steps = [{"kind": "delivery", "by": "orlov", "to": "france", **claims.claim()} for _ in numbers]
    is_shown = draw(st.booleans())
    marks = reader.shown_marks if is_shown else ("", *reader.hidden_marks)
    marking = draw(st.sampled_from(marks)).strip("()")
    mandates = [{"id": "m1", "body": "france", "basis": "x"}]
    supersedes = {each: draw(st.sampled_from(("", "s0", "hidden"))) for each in ids}

    def one(side: str) -> Map:
        extra = _Side(draw, side)
        known = {each: draw(st.sampled_from(["", *extra.ids])) for each in ids}
        own = [
            {**each, "superseded_by": known[each["id"]] if later == "hidden" else later}
            for each, later in zip(statements, supersedes.values(), strict=True)
        ]
        told = [{**each, "statements": draw(st.sampled_from([*extra.ids, ""]))} for each in steps]
        # What cites nothing is hidden where the marking is.
        words = "" if is_shown else side
        actors = [
            {"id": each, "name": each, "kind": "person", "note": f"a note {words}"}
            for each in (*ACTORS, *([] if is_shown else extra.ids))
        ]
        tables: dict[str, Sequence[Row]] = {
            "actors": actors,
            "statements": _among(draw, own, extra.statements),
            "asks": _among(draw, asks, extra.asks),
            "texts": _among(draw, texts, extra.texts),
            "standings": standings,
            "votes": _among(draw, votes, extra.votes),
            "mandates": mandates if is_shown or draw(st.booleans()) else [],
        }
        return Map(f"Straits {words}", marking, tables, _among(draw, told, extra.steps))

    return MapPair("straits", one("a"), one("b"))


def _among(draw: st.DrawFn, shown: Sequence[Row], hidden: Sequence[Row]) -> list[Row]:
    """Return lines that are shown in their order, with hidden ones anywhere between."""
    found = [*shown]
    for each in hidden:
        found.insert(draw(st.integers(0, len(found))), each)
    return found
