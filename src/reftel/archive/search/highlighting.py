"""Where the words of a query stand in a text, and the part of it that is worth showing."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from reftel.archive.query.tree import And, Exact, Near, Node, Or, Wildcard, Within, Words
from reftel.archive.search.planning import parts_of
from reftel.archive.words import Word, folded, words
from reftel.core.span import Span

SHOWN = 240  # characters of a snippet
SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}


class Run(NamedTuple):
    """Words in a row that are looked for. joined: with its compounds joined, as words."""

    parts: tuple[str, ...]
    joined: tuple[str, ...]


class Wanted(NamedTuple):
    """What a query looks for in one place: runs of words, and wildcards."""

    runs: tuple[Run, ...] = ()
    wildcards: tuple[str, ...] = ()

    def spans(self, text: str) -> list[Span]:
        """Return where it stands in a text, in order, without overlap."""
        if not self.may_stand_in(text):
            return []
        if text.isascii() and not self.wildcards:
            places = self._plain(text.lower())
            if places is not None:
                return places
        found = [*words(text)]
        return _apart(sorted({*self._runs(found), *self._wild(found)}))

    def may_stand_in(self, text: str) -> bool:
        """Whether a text has the letters and figures of what is wanted: cheap, and never wrong.

        Breaks of lines and other signs do not matter.
        """
        squeezed = _squeezed(folded(text))
        return any(all(part in squeezed for part in run.parts) for run in self.runs) or any(
            all(part in squeezed for part in pattern.replace("?", "*").split("*"))
            for pattern in self.wildcards
        )

    def _plain(self, lowered: str) -> list[Span] | None:
        """Return places of single words that stand nowhere with signs inside; None for others.

        That is nearly all that people look for, and needs no words told apart.
        """
        squeezed = _squeezed(lowered)
        wanted: list[tuple[str, ...]] = [
            run.parts for run in self.runs if all(part in squeezed for part in run.parts)
        ]
        if any(len(parts) != 1 or squeezed.count(parts[0]) != lowered.count(parts[0])
               for parts in wanted):  # fmt: skip
            return None
        return _apart(sorted(each for (word,) in wanted for each in _whole(lowered, word)))

    def _runs(self, found: Sequence[Word]) -> Iterator[Span]:
        first = {form[0] for run in self.runs for form in (run.parts, run.joined)}
        for at, word in enumerate(found):
            if word.word not in first and word.joined not in first:
                continue
            for run in self.runs:
                if word.joined and run.joined == (word.joined,):
                    yield Span(_start(found, at), word.end)
                for form in (run.parts, run.joined):
                    part = found[at : at + len(form)]
                    if len(part) == len(form) and all(
                        fnmatchcase(each.word, wanted)
                        for each, wanted in zip(part, form, strict=True)
                    ):
                        yield Span(word.start, part[-1].end)

    def _wild(self, found: Sequence[Word]) -> Iterator[Span]:
        for at, word in enumerate(found):
            for pattern in self.wildcards:
                if fnmatchcase(word.word, pattern):
                    yield Span(word.start, word.end)
                elif word.joined and fnmatchcase(word.joined, pattern):
                    yield Span(_start(found, at), word.end)


def _whole(lowered: str, word: str) -> Iterator[Span]:
    """Yield where a word stands by itself."""
    at = lowered.find(word)
    while at >= 0:
        end = at + len(word)
        if not lowered[at - 1 : at].isalnum() and not lowered[end : end + 1].isalnum():
            yield Span(at, end)
        at = lowered.find(word, end)


def _squeezed(lowered: str) -> str:
    """Return letters and figures alone."""
    if lowered.isascii():
        return lowered.translate(SIGNS)
    return "".join(filter(str.isalnum, lowered))


class Snippet(NamedTuple):
    """A part of a text. text: with … where it was cut. spans: of what was found in it."""

    text: str
    spans: tuple[Span, ...]


def snippet(text: str, spans: Sequence[Span]) -> Snippet:
    """Return the part of a text with the most of what was found, from a word to a word."""
    start, end = _window(text, spans)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    shift = len(before) - start
    inside = (each for each in spans if start <= each.start and each.end <= end)
    moved = tuple(Span(each.start + shift, each.end + shift) for each in inside)
    return Snippet(f"{before}{text[start:end]}{after}", moved)


def wanted(tree: Node, part: str = "") -> Wanted:
    """Return what a query looks for in the text, or in one part; what it forbids is left out."""
    runs: list[Run] = []
    wildcards: list[str] = []
    for node in _looked_for(tree, part):
        if isinstance(node, Wildcard):
            wildcards.append(node.pattern)
        else:
            joined = tuple("".join(each) for each in node.words)
            runs.append(Run(tuple(parts_of(node)), joined))
    return Wanted(tuple(dict.fromkeys(runs)), tuple(dict.fromkeys(wildcards)))


def _looked_for(tree: Node, part: str) -> Iterator[Words | Wildcard]:
    match tree:
        case Words() | Wildcard():
            yield tree
        case Near():
            yield from (tree.first, tree.second)
        case Exact(name="person", wild=False):
            yield Words(words=tuple((word,) for word in tree.value.split()))
        case Within() if not part or tree.part == part:
            yield tree.inner
        case And() | Or():
            for each in tree.parts:
                yield from _looked_for(each, part)
        case _:
            return


def _start(found: Sequence[Word], at: int) -> int:
    """Return where the compound begins whose last part stands there."""
    length = len(found[at].word)
    while length < len(found[at].joined) and at:
        at -= 1
        length += len(found[at].word)
    return found[at].start


def _apart(places: Sequence[Span]) -> list[Span]:
    """Return places without overlap, the longer of two that begin alike."""
    taken: list[Span] = []
    for each in places:
        if taken and each.start < taken[-1].end:
            taken[-1] = Span(taken[-1].start, max(taken[-1].end, each.end))
        else:
            taken.append(each)
    return taken


def _window(text: str, spans: Sequence[Span]) -> tuple[int, int]:
    """Return a stretch of whole words with the most places in it, the first of several."""
    if len(text) <= SHOWN:
        return 0, len(text)
    best, most, last = 0, -1, 0
    for first, each in enumerate(spans):
        last = max(last, first)
        while last < len(spans) and spans[last].end <= each.start + SHOWN * 3 // 4:
            last += 1
        if last - first > most:
            best, most = each.start, last - first
    start = max(0, min(best - SHOWN // 4, len(text) - SHOWN))
    if start:
        start = text.find(" ", start, best) + 1 or start
    end = len(text)
    if start + SHOWN < end:
        end = max(text.rfind(" ", start, start + SHOWN), best + 1)
        inside = next((each.end for each in spans if each.start == best), end)
        end = max(end, inside)
    return start, end
