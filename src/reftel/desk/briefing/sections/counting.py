"""The count: how many members are on record for what, on the main provision.

A count of what is known, not a forecast: no rule of decision is applied.
"""

from collections.abc import Iterator
from datetime import date

from reftel.desk.briefing.ground import Ground
from reftel.desk.briefing.records import Section, Sentence
from reftel.desk.briefing.wording import count, names, own, when
from reftel.dossier.days import days
from reftel.dossier.records import Provision, Statement

OWN = ("own", "government")
ANY = ("reported", "second-hand", "expectation")


def counting(ground: Ground) -> Section:
    """Return the recorded vote, the count by own statements, and that with what others say."""
    return Section(title="Count", sentences=tuple(_sentences(ground)))


def main_provision(ground: Ground) -> Provision | None:
    """Return the provision that has marks `for` and `against`, else the first."""
    provisions = [*ground.dossier.provisions]
    for each in provisions:
        if {"for", "against"} <= {mark.name for mark in each.marks}:
            return each
    return provisions[0] if provisions else None


def _sentences(ground: Ground) -> Iterator[Sentence]:
    provision = main_provision(ground)
    if provision is None or not ground.members:
        words = "No evidence held: the dossier names no provision, or no body with members."
        yield Sentence(words=words, citations=(own("dossier", "body"),))
        return
    yield from _vote(ground)
    said = {each: ground.newest(each, provision.id, *OWN) for each in ground.members}
    what = f"{provision.name}, {count(len(ground.members), 'member')}"
    yield _count(ground, f"Own statements ({what})", said, provision)
    yield from _older(ground, said)
    if any(ground.newest(each, provision.id, *ANY) for each in ground.members):
        yield _count(ground, "With reports and expectations", _filled(ground, said, provision),
                     provision)  # fmt: skip


def _filled(
    ground: Ground, said: dict[str, list[Statement]], provision: Provision
) -> dict[str, list[Statement]]:
    """Return what others say of those who did not speak, or spoke and left it open."""
    filled: dict[str, list[Statement]] = {}
    for member, own_words in said.items():
        is_clear = any(ground.stance(each) != "unclear" for each in own_words)
        others = [found for kind in ANY if (found := ground.newest(member, provision.id, kind))]
        clear = [some for some in others if any(ground.stance(each) != "unclear" for each in some)]
        filled[member] = own_words if is_clear or not others else (clear or others)[0]
    return filled


def _count(
    ground: Ground, lead: str, stances: dict[str, list[Statement]], provision: Provision
) -> Sentence:
    groups: dict[tuple[float, str], list[str]] = {}
    for member, some in stances.items():
        groups.setdefault(_group(ground, some), []).append(ground.name(member))
    counted = [(stance, who) for (_, stance), who in sorted(groups.items())]
    words = (f"{stance} {len(who)} ({names(who)})" for stance, who in counted)
    short = (f"{stance} {len(who)}" for stance, who in counted)
    cites = [each.cite for some in stances.values() for each in some]
    return Sentence(
        lead=lead,
        words=f"{'; '.join(words)}.",
        short=f"{'; '.join(short)}.",
        citations=tuple(dict.fromkeys(cites)) or (own("provisions", provision.id),),
    )


def _group(ground: Ground, some: list[Statement]) -> tuple[float, str]:
    """Return where a member is counted: by its stance, from the high end of the scale down."""
    if not some:
        return float("inf"), "no evidence held"
    first = some[0]
    middle = ground.dossier.stance(first).middle
    return (1e9 if middle is None else -middle), ground.stance(first)


def _older(ground: Ground, said: dict[str, list[Statement]]) -> Iterator[Sentence]:
    """Yield whose words are older than the text on the table."""
    latest = ground.latest
    put = days(latest.on) if latest else None
    if latest is None or put is None:
        return
    old = {
        member: some
        for member, some in said.items()
        if some and (ground.made(some[0]) or date.max) < put.first
    }
    if old:
        who = names([*map(ground.name, old)])
        words = f"{who} (the text is of {when(latest.on, ground.on)})."
        cites = tuple(dict.fromkeys(each.cite for some in old.values() for each in some))
        yield Sentence(lead="Said of an earlier text", words=words, citations=cites)


def _vote(ground: Ground) -> Iterator[Sentence]:
    latest = ground.latest
    votes = [each for each in ground.dossier.votes if latest and each.text == latest.id]
    groups: dict[str, list[str]] = {}
    for each in votes:
        groups.setdefault(each.vote, []).append(ground.name(each.actor))
    if votes:
        parts = [f"{word} {len(who)} ({names(who)})" for word, who in groups.items()]
        cites = tuple(dict.fromkeys(each.cite for each in votes))
        yield Sentence(lead="Recorded vote", words=f"{'; '.join(parts)}.", citations=cites)
