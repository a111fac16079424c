"""What is due when: ends of mandates, reports, deadlines of silence, answers to instructions."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from reftel.dossier.days import clock, days
from reftel.dossier.dossier import Dossier
from reftel.dossier.log import approaches
from reftel.dossier.records import Mandate
from reftel.telegram.model import Record

EventKind = Literal["expiry", "report", "silence", "answer due"]


class Event(Record, frozen=True, kw_only=True):
    """A day by which something is due.

    at: the time, `12:00`, "" of a whole day. of: the line's id. since: when it was set, if known.
    """

    kind: EventKind
    on: date
    at: str = ""
    what: str
    of: str
    cite: str
    since: str = ""


class Term(Record, frozen=True, kw_only=True):
    """A term of a mandate as of a day.

    left: days to its expiry, negative behind it. renewed_by: the term that renews it; lead: how
    many days before the expiry that was adopted. reports: what is due, with its day.
    """

    mandate: Mandate
    left: int | None = None
    renewed_by: str = ""
    lead: int | None = None


def events(dossier: Dossier, on: date | None = None) -> list[Event]:
    """Return all that is due, the earliest first; with a day, what was set by then and is ahead."""
    found = [*_expiries(dossier), *_reports(dossier), *_silences(dossier), *_answers(dossier)]
    ahead = [each for each in found if on is None or (each.on >= on and _is_by(each.since, on))]
    return sorted(ahead, key=lambda each: (each.on, each.at, each.kind, each.of))


def terms(dossier: Dossier, on: date | None = None) -> list[Term]:
    """Return the accepted terms, the earliest first; with a day, those adopted by then."""
    held = [each for each in dossier.mandates if each.status == "accepted"]
    held = [each for each in held if _is_by(each.adopted, on)]
    return [_term(each, held, on) for each in sorted(held, key=lambda each: each.adopted)]


def _term(mandate: Mandate, held: list[Mandate], on: date | None) -> Term:
    end = days(mandate.expiry)
    renewal = next((each for each in held if each.renews == mandate.id), None)
    adopted = days(renewal.adopted) if renewal else None
    return Term(
        mandate=mandate,
        left=(end.last - on).days if end and on else None,
        renewed_by=renewal.id if renewal else "",
        lead=(end.last - adopted.first).days if end and adopted and _is_day(adopted) else None,
    )


def _expiries(dossier: Dossier) -> Iterator[Event]:
    for each in terms(dossier):
        if end := days(each.mandate.expiry):
            body = dossier.actors.name_of(each.mandate.body)
            what = f"Mandate of the {body.removeprefix('The ')} ends"
            yield Event(
                kind="expiry",
                on=end.last,
                what=what,
                of=each.mandate.id,
                cite=each.mandate.cite,
                since=each.mandate.adopted,
            )


def _reports(dossier: Dossier) -> Iterator[Event]:
    for mandate in dossier.mandates:
        for words in mandate.reports:
            day, _, what = words.partition(" ")
            if mandate.status == "accepted" and (due := days(day)):
                body = dossier.actors.name_of(mandate.body)
                told = f"{body}: {what or 'report due'}"
                yield Event(
                    kind="report",
                    on=due.last,
                    what=told,
                    of=mandate.id,
                    cite=mandate.cite,
                    since=mandate.adopted,
                )


def _silences(dossier: Dossier) -> Iterator[Event]:
    for silence in dossier.silences:
        if silence.status == "accepted" and (due := days(silence.deadline)):
            text = dossier.texts.get(silence.text)
            what = f"Silence on {(text and text.title) or silence.text} ends"
            yield Event(
                kind="silence",
                on=due.last,
                at=clock(silence.deadline),
                what=what,
                of=silence.id,
                cite=silence.cite,
                since=silence.set_on or (text.on if text else ""),
            )


def _answers(dossier: Dossier) -> Iterator[Event]:
    """Yield when answers to a démarche are wanted, once for all that one instruction asks."""
    seen: set[tuple[str, str]] = set()
    for approach in approaches(dossier):
        for step in approach.steps:
            due = days(step.due)
            if step.kind != "instruction" or due is None or (approach.demarche, step.due) in seen:
                continue
            seen.add((approach.demarche, step.due))
            demarche = dossier.demarches.get(approach.demarche)
            what = f"Report due: {demarche.title if demarche else approach.demarche}"
            yield Event(
                kind="answer due",
                on=due.last,
                what=what,
                of=approach.demarche,
                cite=step.cite,
                since=step.on,
            )


def _is_by(words: str, on: date | None) -> bool:
    day = days(words)
    return on is None or day is None or day.first <= on


def _is_day(found: tuple[date, date]) -> bool:
    return found[0] == found[1]
