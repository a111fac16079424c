"""What nobody knows: members without evidence, reports that did not come, who was not asked."""

from collections.abc import Iterator

from reftel.desk.briefing.ground import Ground
from reftel.desk.briefing.records import Section, Sentence
from reftel.desk.briefing.wording import count, names, own
from reftel.dossier.log import unapproached


def gaps(ground: Ground) -> Section:
    """Return the gaps, and how much waits to be accepted or rejected."""
    told = [*_unapproached(ground), *_unknown(ground), *_waiting(ground.proposed)]
    return Section(title="Gaps", sentences=tuple(told))


def _unknown(ground: Ground) -> Iterator[Sentence]:
    """Yield of whom nothing is known on what; members with the same gaps in one sentence."""
    known = {(each.actor, each.provision) for each in ground.in_force}
    lacks: dict[tuple[str, ...], list[str]] = {}
    for member in ground.members:
        missing = tuple(
            each.id for each in ground.dossier.provisions if (member, each.id) not in known
        )
        if missing:
            lacks.setdefault(missing, []).append(member)
    if lacks:
        yield _counted(ground, lacks)
    for missing, who in sorted(lacks.items(), key=lambda each: -len(each[0])):
        yield _lack(ground, missing, who)


def _counted(ground: Ground, lacks: dict[tuple[str, ...], list[str]]) -> Sentence:
    """Return of how many provisions nothing is known of whom, those with the most first."""
    numbers = sorted(
        ((len(missing), ground.name(each)) for missing, who in lacks.items() for each in who),
        key=lambda each: (-each[0], each[1]),
    )
    told = [f"{name} {number}" for number, name in numbers]
    of = count(len(ground.dossier.provisions), "provision")
    words = f"by how many of {of}: {names(told)}."
    return Sentence(lead="No evidence held", words=words, citations=(own("statements"),))


def _lack(ground: Ground, missing: tuple[str, ...], who: list[str]) -> Sentence:
    all_of = [each.id for each in ground.dossier.provisions]
    there = [each for each in all_of if each not in missing]
    called = {each.id: each.name for each in ground.dossier.provisions}
    if not there:
        on = "on anything"
    elif len(there) < len(missing):
        on = f"on all but {names([called[each] for each in there])}"
    else:
        on = f"on {names([called[each] for each in missing])}"
    return Sentence(
        lead=names([*map(ground.name, who)]),
        words=f"no evidence held {on}.",
        citations=(own("statements"),),
        topic="gap",
    )


def _unapproached(ground: Ground) -> Iterator[Sentence]:
    found = unapproached(ground.dossier, ground.on)
    if found:
        group = ground.name(ground.dossier.title.audience)
        words = f"{names([*map(ground.name, found)])}, of “{group}”: no delivery is noted."
        cites = (own("dossier", "audience"), own("demarches"))
        yield Sentence(lead="Not approached", words=words, citations=cites)


def _waiting(waiting: dict[str, int]) -> Iterator[Sentence]:
    if waiting:
        lines = count(sum(waiting.values()), "proposed line")
        words = f"{lines} not counted here, in {names([*waiting])}."
        cites = tuple(own(each) for each in waiting)
        yield Sentence(lead="Waiting for a decision", words=words, citations=cites)
