"""What comes next: what is overdue, then what is due, by day. Derived, nothing is advised."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reftel.desk.briefing.ground import Ground
from reftel.desk.briefing.records import Section, Sentence
from reftel.desk.briefing.sections.question import running
from reftel.desk.briefing.wording import away, day, names, own, when
from reftel.dossier.days import days
from reftel.dossier.log import Approach, approaches
from reftel.dossier.records import Step

NONE = "No evidence held of a step that is due."


class Dated(NamedTuple):
    """A step and the day by which it is sorted."""

    on: date
    sentence: Sentence


def steps(ground: Ground) -> Section:
    """Return reports overdue and due, answers and planned steps, silences, reviews, expiries."""
    found = [
        *_reports(ground),
        *_planned(ground),
        *_silences(ground),
        *_mandates(ground),
        *_due(ground),
    ]
    dated = [each.sentence for each in sorted(found, key=lambda each: each.on)]
    told = [*dated, *_answers(ground)]
    nothing = Sentence(words=NONE, citations=(own("demarches"),))
    return Section(title="Next steps", sentences=tuple(told or [nothing]))


def _reports(ground: Ground) -> Iterator[Dated]:
    """Yield reports that were asked for by a day and have not come."""
    groups: dict[tuple[str, str], list[Approach]] = {}
    for each in approaches(ground.dossier, ground.on):
        if each.state == "instructed":
            groups.setdefault((each.demarche, each.due), []).append(each)
    for (identity, due), some in groups.items():
        who = names([ground.name(each.to) for each in some])
        demarche = ground.dossier.demarches.get(identity)
        what = f"“{demarche.title}”" if demarche else identity
        cites = dict.fromkeys(step.cite for each in some for step in each.steps if _asks(step))
        yield _report(ground, due, f"{who} on {what}", tuple(cites))


def _asks(step: Step) -> bool:
    return step.kind in {"instruction", "follow-up"} and not step.planned


def _report(ground: Ground, due: str, what: str, cites: tuple[str, ...]) -> Dated:
    by = days(due)
    if by is None:
        sentence = Sentence(lead="Not yet reported", words=f"{what}.", citations=cites)
        return Dated(ground.on, sentence)
    late = by.last < ground.on
    lead = "Report overdue" if late else "Report due"
    told = f"{what}: was due {when(due, ground.on)}" if late else f"{what}: {when(due, ground.on)}"
    words = f"{told}, {away(by.last, ground.on)}."
    return Dated(by.last, Sentence(lead=lead, words=words, citations=cites))


def _planned(ground: Ground) -> Iterator[Dated]:
    for demarche in ground.dossier.demarches:
        for step in demarche.step:
            on = days(step.on)
            if step.planned:
                to = names([*map(ground.name, step.to or demarche.to)]) if demarche.to else ""
                told = f"{step.kind} to {to or 'whom is not noted'}, “{demarche.title}”"
                at = f", {when(step.on, ground.on)}" if on else ""
                sentence = Sentence(lead="Planned", words=f"{told}{at}.", citations=(step.cite,))
                yield Dated(on.last if on else ground.on, sentence)


def _silences(ground: Ground) -> Iterator[Dated]:
    for each in ground.dossier.silences:
        ends = days(each.deadline)
        if ends and ends.last >= ground.on and not each.broken_by:
            time = each.deadline[11:16]
            at = f"{when(each.deadline, ground.on)}{f' at {time}' if time else ''}"
            text = ground.text_name(each.text)
            words = f"on “{text}” ends {at}, {away(ends.last, ground.on)}."
            yield Dated(ends.last, Sentence(lead="Silence", words=words, citations=(each.cite,)))


def _mandates(ground: Ground) -> Iterator[Dated]:
    """Yield the ends of mandates and the reports that they ask for."""
    for ends, mandate in running(ground):
        of = f"mandate of {ground.the(mandate.body)}"
        words = f"{day(ends, ground.on)}, {away(ends, ground.on)}."
        yield Dated(ends, Sentence(lead=f"End of the {of}", words=words, citations=(mandate.cite,)))
        for each in mandate.reports:
            at, _, what = each.partition(" ")
            by = days(at)
            if by and by.last >= ground.on:
                told = f"{when(at, ground.on)}, {away(by.last, ground.on)}."
                lead = f"{what[:1].upper()}{what[1:]}" or "Report of the body"
                yield Dated(by.last, Sentence(lead=lead, words=told, citations=(mandate.cite,)))


def _due(ground: Ground) -> Iterator[Dated]:
    due = days(ground.dossier.title.due)
    ends = {ends for ends, _ in running(ground)}
    if due and not ground.is_decided and due.last >= ground.on and due.last not in ends:
        words = f"{when(ground.dossier.title.due, ground.on)}, {away(due.last, ground.on)}."
        sentence = Sentence(lead="Decision due", words=words, citations=(own("dossier", "due"),))
        yield Dated(due.last, sentence)


def _answers(ground: Ground) -> Iterator[Sentence]:
    """Yield to whom something was delivered that did not answer."""
    groups: dict[str, list[Approach]] = {}
    for each in approaches(ground.dossier, ground.on):
        if each.state == "delivered":
            groups.setdefault(each.demarche, []).append(each)
    for identity, some in groups.items():
        demarche = ground.dossier.demarches.get(identity)
        what = f"“{demarche.title}”" if demarche else identity
        who = names([ground.name(each.to) for each in some])
        cites = dict.fromkeys(
            step.cite for each in some for step in each.steps if step.kind == "delivery"
        )
        words = f"{who} on {what}."
        yield Sentence(lead="Delivered, not answered", words=words, citations=tuple(cites))
