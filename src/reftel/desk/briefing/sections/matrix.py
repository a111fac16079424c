"""Who stands where: a table of the provisions, with each kind of source in its own column."""

from collections.abc import Iterable, Iterator

from reftel.desk.briefing.ground import Ground
from reftel.desk.briefing.records import Row, Section, Sentence
from reftel.desk.briefing.sections.counting import main_provision
from reftel.desk.briefing.sections.text import standing_cite
from reftel.desk.briefing.wording import in_one_line, names, own
from reftel.dossier.records import Provision, Statement

COLUMNS = (
    "Provision, and the text on it",
    "Own statements",
    "Reported by others",
    "Expected, not said",
)
OWN = ("own", "government")
TOLD = ("reported", "second-hand")
EXPECTED = ("expectation",)
NOTHING = "no evidence held"


def matrix(ground: Ground) -> Section:
    """Return the table, the main provision first.

    What others say of an actor is told only where it did not say the same itself.
    """
    main = main_provision(ground)
    provisions = sorted(ground.dossier.provisions, key=lambda each: each is not main)
    rows = tuple(_row(ground, each) for each in provisions)
    return Section(title="Who stands where", columns=COLUMNS, rows=rows)


def _row(ground: Ground, provision: Provision) -> Row:
    said = [*_newest(ground, provision, OWN)]
    told = [*_otherwise(ground, _newest(ground, provision, TOLD), said)]
    expected = [*_otherwise(ground, _newest(ground, provision, EXPECTED), said)]
    cells = (
        tuple(_grouped(ground, said)) or (_nothing(provision),),
        tuple(_grouped(ground, told)),
        tuple(_grouped(ground, expected)),
    )
    return Row(
        name=in_one_line(provision.name), below=tuple(_in_text(ground, provision)), cells=cells
    )


def _in_text(ground: Ground, provision: Provision) -> Iterator[Sentence]:
    """Yield what the text on the table says on a provision, as far as asks were held against it."""
    latest = ground.latest
    asks = {each.id for each in ground.dossier.asks if each.provision == provision.id}
    clauses: dict[str, dict[str, str]] = {}
    for each in ground.dossier.standings:
        if latest and each.text == latest.id and each.ask in asks and each.words:
            clauses.setdefault(each.clause, {})[each.words] = standing_cite(each)
    for clause, words in clauses.items():
        # What stands within other words of the clause says nothing more.
        longest = [each for each in words if not any(each in o for o in words if o != each)]
        cites = tuple(dict.fromkeys(words[each] for each in longest))
        short = f"{longest[0]} …" if len(longest) > 1 else ""
        yield Sentence(lead=clause, words=" … ".join(longest), short=short, citations=cites)


def _newest(ground: Ground, provision: Provision, kinds: tuple[str, ...]) -> Iterator[Statement]:
    """Yield the newest of each actor, the members of the body first."""
    there = dict.fromkeys(each.actor for each in ground.in_force if each.provision == provision.id)
    for actor in sorted(there, key=lambda each: each not in ground.members):
        yield from ground.newest(actor, provision.id, *kinds)


def _otherwise(
    ground: Ground, told: Iterable[Statement], said: list[Statement]
) -> Iterator[Statement]:
    """Yield what is told of an actor and what it did not say itself."""
    own = {(each.actor, ground.stance(each)) for each in said}
    spoke = {actor for actor, stance in own if stance != "unclear"}
    for each in told:
        stance = ground.stance(each)
        if (each.actor, stance) not in own and not (stance == "unclear" and each.actor in spoke):
            yield each


def _grouped(ground: Ground, statements: list[Statement]) -> Iterator[Sentence]:
    """Yield a sentence for those of one stance, told by the same; those who are not members apart.

    They come along the scale, what has no place on it at the end.
    """
    groups: dict[tuple[bool, float, str, str], list[Statement]] = {}
    for each in statements:
        middle = ground.dossier.stance(each).middle
        place = float("inf") if middle is None else middle
        is_outside = bool(ground.members) and each.actor not in ground.members
        key = (is_outside, place, ground.stance(each), _by_whom(ground, each))
        groups.setdefault(key, []).append(each)
    for (is_outside, _, stance, by), some in sorted(groups.items(), key=lambda each: each[0]):
        words, short = (_who(ground, some, in_words=each) for each in (True, False))
        yield Sentence(
            lead=stance,
            words=f"{words}, {by}" if by else words,
            short="" if words == short else f"{short}, {by}" if by else short,
            citations=tuple(dict.fromkeys(each.cite for each in some)),
            topic="outside" if is_outside else "",
        )


def _by_whom(ground: Ground, statement: Statement) -> str:
    """Return through whom something is told, from the one who told the author."""
    if statement.source not in TOLD or not statement.via:
        return ""
    heard = "second-hand " if statement.source == "second-hand" else ""
    return f"{heard}by {', from '.join(map(ground.name, reversed(statement.via)))}"


def _who(ground: Ground, some: list[Statement], *, in_words: bool) -> str:
    """Return who they are, with their conditions in words or as a mark."""
    groups: dict[str, dict[str, None]] = {}
    for each in some:
        conditions = f"if {'; '.join(each.conditions)}" if each.conditions else ""
        marks = ["firm"] if each.strength == "firm" else []
        if conditions and not in_words:
            marks, conditions = [*marks, "conditional"], ""
        mark = f" ({', '.join(marks)})" if marks else ""
        groups.setdefault(conditions, {})[f"{ground.name(each.actor)}{mark}"] = None
    told = [
        f"{names([*who])} ({conditions})" if conditions else names([*who])
        for conditions, who in groups.items()
    ]
    return "; ".join(told)


def _nothing(provision: Provision) -> Sentence:
    return Sentence(words=NOTHING, citations=(own("provisions", provision.id),))
