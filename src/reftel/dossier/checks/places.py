"""No claim without a place: each citation is opened, its words are looked for there."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from reftel.core.citation import Citation, parse_citation
from reftel.dossier.checks.quoting import nearest, stands_in
from reftel.dossier.checks.sources import doubt
from reftel.dossier.cited import places
from reftel.dossier.days import days
from reftel.dossier.dossier import Dossier
from reftel.dossier.files.places import Place
from reftel.dossier.files.table import Placed
from reftel.dossier.findings import Finding, finding
from reftel.dossier.records import Claim, Entry, Standing, Statement, Step, Text
from reftel.dossier.texts import TextError, Texts
from reftel.telegram.model import Telegram
from reftel.telegram.series import numbered

Opener = Callable[[str], Telegram | None]
"""Gives the telegram of a number, as the reader may see it; None where it is not held."""

HAPPENED = ("said", "on", "set_on", "broken_on", "adopted", "since")
# The place where something was said may have the next day already when UTC, by which telegrams
# are dated, has not.
AHEAD = timedelta(days=1)


class Cited(NamedTuple):
    """What says where it stands. where: the way to it in its line."""

    record: Any
    placed: Placed[Any]
    where: tuple[str | int, ...]
    cite: str
    quote: str

    def at(self, name: str) -> Place:
        """Return the place of a field of it."""
        return self.placed.at(*self.where, name)


def check(dossier: Dossier, opener: Opener) -> Iterator[Finding]:
    """Yield what is wrong with the places of claims; what was rejected is not looked at."""
    opening = _Opening(dossier, opener)
    for cited in claims(dossier):
        yield from opening.check(cited)
    for placed in dossier.table("texts").placed:
        yield from opening.words_of(placed)


def unopened(dossier: Dossier) -> Iterator[Finding]:
    """Yield what can be said without an archive: claims without a place, and how many have one."""
    found = [*claims(dossier)]
    for cited in found:
        yield from _written(cited)
    named = sum(bool(each.cite) for each in found)
    if named:
        message = f"{named} citations were not opened: no archive"
        yield finding("D112", message, dossier.titled.at())


def claims(dossier: Dossier) -> Iterator[Cited]:
    """Yield all that says where it stands, rejected lines aside."""
    for table in dossier.tables():
        for placed in table.placed:
            yield from _claims(placed)


def _claims(placed: Placed[Entry]) -> Iterator[Cited]:
    record = placed.record
    if getattr(record, "status", "") == "rejected":
        return
    if isinstance(record, Standing) and not record.cite and record.clause:
        # Where an ask stands in a text is a clause of it.
        yield Cited(record, placed, (), f"text:{record.text}#{record.clause}", record.words)
    elif isinstance(record, Claim) and not (isinstance(record, Text) and record.file):
        yield Cited(record, placed, (), record.cite, record.quote)
    for name in ("step", "references"):
        for index, inner in enumerate(getattr(record, name, ())):
            if getattr(inner, "status", "") != "rejected":
                yield Cited(inner, placed, (name, index), inner.cite, inner.quote)


def _written(cited: Cited) -> Iterator[Finding]:
    """Yield a citation that is missing or cannot be read."""
    if not cited.cite:
        if isinstance(cited.record, Text):
            yield finding(
                "D106", "its words are not at hand: neither file nor cite", cited.at("id")
            )
        elif not getattr(cited.record, "because", ""):
            yield finding("D101", "no citation", cited.at("id"))
    elif parse_citation(cited.cite) is None:
        message = f"“{cited.cite}” is no citation; 08MOSCOW869#2 is the form"
        yield finding("D102", message, cited.at("cite"))


class _Opening:
    """Citations of one dossier on their way; each telegram is opened once."""

    def __init__(self, dossier: Dossier, opener: Opener) -> None:
        self._dossier = dossier
        self._opener = opener
        self._texts = Texts(dossier, self.telegram)
        self._opened: dict[str, Telegram | None] = {}

    def telegram(self, name: str) -> Telegram | None:
        if name not in self._opened:
            self._opened[name] = self._opener(name)
        return self._opened[name]

    def check(self, cited: Cited) -> Iterator[Finding]:
        citation = parse_citation(cited.cite) if cited.cite else None
        if citation is None:
            yield from _written(cited)
        elif citation.to == "outside":
            yield finding("D109", f"{citation.name} is not opened", cited.at("cite"))
        elif citation.to == "text":
            yield from self._text(cited, citation)
        else:
            yield from self._telegram(cited, citation)

    def words_of(self, placed: Placed[Text]) -> Iterator[Finding]:
        """Yield a text whose file is not there."""
        if placed.record.file and placed.record.status != "rejected":
            try:
                self._texts.words(placed.record.id)
            except TextError as error:
                yield finding("D111", str(error), placed.at("file"))

    def _text(self, cited: Cited, citation: Citation) -> Iterator[Finding]:
        if self._dossier.texts.get(citation.name) is None:
            message = f"text {citation.name} is not in texts"
            yield finding("D012", message, cited.at("cite"))
            return
        try:
            words = self._texts.clause(citation.name, citation.place)
        except TextError as error:
            yield finding(error.code, str(error), cited.at("cite"))
            return
        yield from _quoted(cited, {citation.place: words}, citation.place, str(citation))

    def _telegram(self, cited: Cited, citation: Citation) -> Iterator[Finding]:
        telegram = self.telegram(citation.name)
        if telegram is None:
            yield finding("D103", _not_held(citation.name), cited.at("cite"))
            return
        pieces = dict(places(telegram))
        if citation.place not in pieces:
            message = f"{citation.name} has {_there(pieces)}; {citation.place} expected"
            yield finding("D104", message, cited.at("cite"))
            return
        yield from _quoted(cited, pieces, citation.place, str(citation))
        yield from _days(cited, telegram, citation.name)
        if isinstance(cited.record, Statement):
            yield from _undated(cited, telegram, citation.name)
            said = doubt(self._dossier, cited.record, telegram, citation.place)
            yield from (finding("D108", each, cited.at("source")) for each in said)


def _not_held(name: str) -> str:
    """Say that a telegram is not held; a date-time group may be that of several, too."""
    try:
        numbered(name)
    except ValueError:
        return f"{name} is not held, or not by this name alone; 08MOSCOW869 is the form of a number"
    return f"{name} is not held"


def _there(pieces: dict[str, str]) -> str:
    """Say which paragraphs a telegram has, by their numbers or, without any, by their places."""
    numbers = [each for each in pieces if each.isdigit()]
    if numbers:
        return f"paragraphs {', '.join(numbers)}"
    places = [each for each in pieces if each.startswith("@")]
    few = " and ".join(f"#{each}" for each in (places[:1] + places[1:][-1:]))
    return f"no numbered paragraph; {few} are its first and last" if places else "no paragraph"


def _quoted(cited: Cited, pieces: dict[str, str], place: str, citation: str) -> Iterator[Finding]:
    """Yield a quotation that does not stand where it is said to, with where it does."""
    if not cited.quote:
        if isinstance(cited.record, Statement | Step):
            yield finding("D106", "no words are quoted", cited.at("cite"))
        return
    if stands_in(cited.quote, pieces[place]):
        return
    # Numbers first: a numbered paragraph has a place by counting, too.
    elsewhere = sorted(
        (each for each, words in pieces.items() if each and stands_in(cited.quote, words)),
        key=lambda each: not each.isdigit(),
    )
    near = "" if elsewhere else nearest(cited.quote, pieces[place])
    told = f"; it stands in #{elsewhere[0]}" if elsewhere else ""
    told = f"; there: “{near}”" if near else told
    message = f"“{cited.quote}” does not stand in {citation}{told}"
    yield finding("D105", message, cited.at("quote"))


def _undated(cited: Cited, telegram: Telegram, name: str) -> Iterator[Finding]:
    statement: Statement = cited.record
    if telegram.day is not None and not statement.said and not statement.known:
        message = f"neither said nor known; {name} is of {telegram.day}"
        yield finding("D113", message, cited.at("id"))


def _days(cited: Cited, telegram: Telegram, name: str) -> Iterator[Finding]:
    """Yield what is said to have happened after the telegram that tells it."""
    if telegram.day is None or getattr(cited.record, "planned", False):
        return
    for field in HAPPENED:
        words = getattr(cited.record, field, "")
        happened = days(words) if words else None
        if happened and happened.first > telegram.day + AHEAD:
            message = f"{field} {words} lies after {name} of {telegram.day}"
            yield finding("D107", message, cited.at(field))
