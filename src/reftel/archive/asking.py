"""From a question to an answer for a reader: the plan run on his index, hits with highlights."""

from collections.abc import Iterator
from typing import NamedTuple

from reftel.archive.dossiers.joining import Joining
from reftel.archive.query.tree import And, Exact, Level, Near, Node, Or, Within, Words
from reftel.archive.query.writing import written
from reftel.archive.search.found import Count, Found, FoundPassage, Hit, Suggestion
from reftel.archive.search.highlighting import Wanted, snippet, wanted
from reftel.archive.search.planning import Outside, Plan, parts_of, planned
from reftel.archive.search.searching import Counted, Match, Order, Searching
from reftel.archive.sights import Sights
from reftel.core.span import Span
from reftel.telegram.markings import ranks
from reftel.telegram.model import Paragraph, Telegram

PASSAGES_SHOWN = 3  # of one telegram
# Fields whose values may be misspelt.
SPELT = frozenset({"from", "to", "info", "tag", "caption", "person", "state", "body", "dossier"})


class Page(NamedTuple):
    """Which part of the answer is wanted. order: None for relevance where anything ranks."""

    start: int = 0
    limit: int = 20
    order: Order | None = None
    has_facets: bool = True


class Asking:
    """Answers questions for the readers of one index."""

    def __init__(
        self, sights: Sights, searching: Searching, joining: Joining, outside: Outside
    ) -> None:
        """outside: what answers the fields that no index holds."""
        self._sights = sights
        self._searching = searching
        self._joining = joining
        self._outside = outside

    def answer(self, tree: Node, page: Page) -> Found:
        """Return the hits of a query, with facets and suggestions."""
        plan = planned(tree, self._outside)
        order = page.order or ("relevance" if plan.is_ranked else "newest")
        matches = self._searching.run(plan, order, page.start, page.limit)
        facets = self._facets(plan) if page.has_facets and matches.total else {}
        hits = [self._hit(each, tree) for each in matches.found]
        return Found(
            query=written(tree),
            total=matches.total,
            start=page.start,
            order=order,
            hits=tuple(each for each in hits if each),
            facets={name: _counts(name, each) for name, each in facets.items()},
            suggestions=tuple(self._suggestions(tree)),
        )

    def _facets(self, plan: Plan) -> dict[str, list[Counted]]:
        found = self._searching.facets(plan)
        cited = self._joining.facet(plan)
        return {**found, "dossier": cited} if cited else found

    def keys(self, tree: Node) -> list[int]:
        """Return the keys of all telegrams that a query finds, the oldest first."""
        return self._searching.all_keys(planned(tree, self._outside))

    def hit(self, match: Match) -> Hit | None:
        """Return a telegram that was found otherwise than by words."""
        return self._hit(match, And(parts=()))

    def _hit(self, match: Match, tree: Node) -> Hit | None:
        """Return a telegram with what was found in it; None where it is gone since."""
        sights = self._sights.keyed(match.key)
        copies = self._sights.copies(sights)
        if not copies:
            return None
        telegram = copies[0].record
        subject = telegram.subject.text if telegram.subject else ""
        passages = [*_passages(telegram, tree)]
        return Hit(
            name=sights[0].name,
            id=sights[0].public,
            sent=telegram.sent,
            day=telegram.day,
            sender=telegram.originator.name if telegram.originator else "",
            level=telegram.classification.level if telegram.classification else "",
            subject=subject,
            subject_spans=tuple(wanted(tree, "subject").spans(subject)),
            passages=tuple(passages[:PASSAGES_SHOWN]) or tuple(_beginning(telegram)),
            more=max(0, len(passages) - PASSAGES_SHOWN),
            score=match.score,
        )

    def _suggestions(self, tree: Node) -> Iterator[Suggestion]:
        for word in dict.fromkeys(_asked(tree)):
            if near := self._searching.near(word):
                yield Suggestion(word=word, near=near)
        for node in dict.fromkeys(_valued(tree)):
            is_dossier = node.name == "dossier"
            values = (
                self._joining.near(node.value)
                if is_dossier
                else self._searching.near(node.value, node.name)
            )
            if values:
                near = tuple(written(Exact(name=node.name, value=each)) for each in values)
                yield Suggestion(word=written(node), near=near)


def _passages(telegram: Telegram, tree: Node) -> Iterator[FoundPassage]:
    """Yield the paragraphs that hold what was looked for there."""
    anywhere = wanted(tree, "text")
    within = {each.kind: wanted(tree, each.kind) for each in telegram.passages}
    for at, paragraph in enumerate(telegram.paragraphs):
        kinds = (each.kind for each in telegram.passages if each.first <= at <= each.last)
        found = _joined([anywhere, *(within[kind] for kind in kinds)])
        if not found.may_stand_in(_heading(paragraph) + paragraph.text):
            continue
        text = _shown(paragraph)
        if spans := found.spans(text):
            shown = snippet(text, spans)
            yield _passage(paragraph, shown.text, shown.spans)


def _beginning(telegram: Telegram) -> Iterator[FoundPassage]:
    for paragraph in telegram.paragraphs[:1]:
        shown = snippet(_shown(paragraph), ())
        yield _passage(paragraph, shown.text, ())


def _passage(paragraph: Paragraph, text: str, spans: tuple[Span, ...]) -> FoundPassage:
    mark = paragraph.mark.printed if paragraph.mark else ""
    return FoundPassage(number=paragraph.number, mark=mark, text=text, spans=spans)


def _shown(paragraph: Paragraph) -> str:
    return _heading(paragraph) + paragraph.flowed


def _heading(paragraph: Paragraph) -> str:
    return f"{paragraph.heading.text} " if paragraph.heading else ""


def _joined(several: list[Wanted]) -> Wanted:
    runs = dict.fromkeys(run for each in several for run in each.runs)
    wildcards = dict.fromkeys(pattern for each in several for pattern in each.wildcards)
    return Wanted(tuple(runs), tuple(wildcards))


def _asked(tree: Node) -> Iterator[str]:
    """Yield the words that a query asks for."""
    match tree:
        case Words():
            yield from () if tree.wild else parts_of(tree)
        case Near():
            yield from (*parts_of(tree.first), *parts_of(tree.second))
        case Within(inner=Words() as inner):
            yield from _asked(inner)
        case And() | Or():
            for each in tree.parts:
                yield from _asked(each)
        case _:
            return


def _valued(tree: Node) -> Iterator[Exact]:
    """Yield the values of fields that a query asks for."""
    match tree:
        case Exact(wild=False) if tree.name in SPELT:
            yield tree
        case And() | Or():
            for each in tree.parts:
                yield from _valued(each)
        case _:
            return


def _counts(name: str, values: list[tuple[str, int]]) -> tuple[Count, ...]:
    return tuple(
        Count(value=value, count=count, query=_narrowing(name, value)) for value, count in values
    )


def _narrowing(name: str, value: str) -> str:
    """Return what, added to a query, leaves those that have the value."""
    if name in {"year", "month"}:
        return f"date:{value}"
    if name == "level":
        rank = ranks()[value]
        return written(Level(least=rank, most=rank))
    return written(Exact(name=name, value=value))
