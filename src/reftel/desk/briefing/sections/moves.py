"""What moved since a day: texts, votes, silence, positions, answers."""

from collections.abc import Iterator
from datetime import date

from reftel.desk.briefing.ground import Ground
from reftel.desk.briefing.records import Section, Sentence
from reftel.desk.briefing.sections.text import described, text_cite
from reftel.desk.briefing.wording import day, ended, names, own, when
from reftel.dossier.records import Silence, Statement

OWN = ("own", "government")


def moves(ground: Ground) -> Section:
    """Return what came to be known after the day since when it is told."""
    told = [
        *_texts(ground),
        *_silences(ground),
        *_positions(ground),
        *_answers(ground),
        *_first(ground),
    ]
    title = f"What moved since {day(ground.since, ground.on)}"
    if not told:
        words = f"No evidence held of a move after {day(ground.since)}."
        told = [Sentence(words=words, citations=(own("statements"),))]
    return Section(title=title, sentences=tuple(told))


def _texts(ground: Ground) -> Iterator[Sentence]:
    for each in ground.dossier.texts:
        if ground.came_after(each) and (each.kind == "amendment" or each in ground.texts):
            vote = f", {each.vote}" if each.vote else ""
            adopted = f"; adopted{vote}" if each.kind == "resolution" else ""
            words = f"{described(ground, each)}{adopted}."
            yield Sentence(lead=f"New {each.kind}", words=words, citations=(text_cite(each),))


def _silences(ground: Ground) -> Iterator[Sentence]:
    for each in ground.dossier.silences:
        if each.broken_by and ground.came_after(each):
            yield Sentence(
                lead="Silence broken", words=_broken(ground, each), citations=(each.cite,)
            )


def _broken(ground: Ground, silence: Silence) -> str:
    by = names([*map(ground.name, silence.broken_by)])
    on = f" on {when(silence.broken_on, ground.on)}" if silence.broken_on else ""
    why = f": {silence.reason[:1].lower()}{silence.reason[1:]}" if silence.reason else ""
    return ended(f"by {by} on “{ground.text_name(silence.text)}”{on}{why}")


def _positions(ground: Ground) -> Iterator[Sentence]:
    """Yield who changed position by its own words."""
    moved: dict[str, dict[str, tuple[str, str]]] = {}
    for each in ground.in_force:
        before = _before(ground, each)
        if before is not None and ground.stance(before) != ground.stance(each):
            told = moved.setdefault(each.actor, {})
            told.setdefault(_move(ground, before, each), (each.cite, before.cite))
    for actor, told in moved.items():
        cites = tuple(dict.fromkeys(cite for pair in told.values() for cite in pair))
        yield Sentence(lead=ground.name(actor), words=f"{'; '.join(told)}.", citations=cites)


def _before(ground: Ground, statement: Statement) -> Statement | None:
    """Return the own statement that a new own one took the place of; None where there is none.

    It is looked for backwards along `superseded_by`: the one that stood on the day since when it
    is told, else the first after; one that left it open only where no other is there.
    """
    if statement.source not in OWN or not ground.is_new(statement):
        return None
    chain = [statement.id]
    found: list[Statement] = []
    for identity in chain:
        for each in ground.dossier.statements:
            if each.superseded_by == identity and each.id not in chain:
                chain.append(each.id)
                found.append(each)
    found = [each for each in found if each.source in OWN]
    found = [each for each in found if ground.stance(each) != "unclear"] or found
    old = [each for each in found if not ground.is_new(each)]
    if old:
        return max(old, key=lambda each: ground.made(each) or date.min)
    return min(found, key=lambda each: ground.made(each) or date.max, default=None)


def _move(ground: Ground, before: Statement, now: Statement) -> str:
    provision = ground.dossier.provisions.get(now.provision)
    made = ground.made(now)
    on = f" ({day(made, ground.on)})" if made else ""
    what = provision.name if provision else now.provision
    return f"{what}, {ground.stance(before)} → {ground.stance(now)}{on}"


def _answers(ground: Ground) -> Iterator[Sentence]:
    for demarche in ground.dossier.demarches:
        for step in demarche.step:
            if step.kind == "response" and not step.planned and ground.came_after(step):
                who = names([*map(ground.name, step.to or demarche.to)])
                on = f" on {when(step.on, ground.on)}" if step.on else ""
                words = ended(f"answered{on}: {step.answer or 'in words not noted'}")
                yield Sentence(lead=who, words=words, citations=(step.cite,), topic="answer")


def _first(ground: Ground) -> Iterator[Sentence]:
    """Yield who spoke on a provision for the first time, by provision."""
    for provision in ground.dossier.provisions:
        some = [
            each
            for each in ground.in_force
            if each.provision == provision.id
            and each.source in OWN
            and ground.is_new(each)
            and not _spoke(ground, each)
        ]
        if some:
            told = [f"{ground.name(each.actor)} ({ground.stance(each)})" for each in some]
            words = f"{provision.name}: {names([*dict.fromkeys(told)])}."
            cites = tuple(dict.fromkeys(each.cite for each in some))
            yield Sentence(lead="Spoke first on", words=words, citations=cites, topic="first")


def _spoke(ground: Ground, statement: Statement) -> bool:
    """Whether the actor had spoken on the provision by the day since when it is told."""
    return any(
        each.actor == statement.actor
        and each.provision == statement.provision
        and each.source in OWN
        and not ground.is_new(each)
        for each in ground.dossier.statements
    )
