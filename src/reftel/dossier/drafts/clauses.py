"""Read a draft or a resolution into preambular and operative clauses."""

import re
from collections.abc import Callable, Iterator, Sequence

from reftel.core.span import Span
from reftel.dossier.drafts import signs
from reftel.dossier.drafts.points import points
from reftel.dossier.drafts.records import Clause, ClauseKind, Draft, Part, Verb
from reftel.dossier.drafts.starts import Start, starts
from reftel.dossier.drafts.verbs import further, lead, operative_lead
from reftel.telegram.hyphens import in_one_line

SHORT: dict[ClauseKind, str] = {"preambular": "PP", "operative": "OP", "other": "P"}
VERB: dict[ClauseKind, Callable[[str], Verb | None]] = {
    "preambular": lead,
    "operative": operative_lead,
}
ROMAN_PART = re.compile(r"\([ivx]{2,4}\)|[ivx]{2,4}\)")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def read_clauses(text: str, title: str = "") -> Draft:
    """Return the clauses of a text. Any text has a reading; one without clauses has none.

    The points of a non-paper, which has no verbs of clauses, are clauses of the kind "other".
    title: what people call the draft, for those who show it.
    """
    draft = _read(text, starts(text), title)
    if any(each.verb for each in draft.clauses):
        return draft
    found = points(text)
    return _read(text, found, title) if found else draft


def _read(text: str, found: Sequence[Start], title: str) -> Draft:
    names = _names(found)
    ends = [*(each.start for each in found[1:]), len(text)][: len(found)]
    clauses = tuple(
        _clause(text, start, end, name) for start, end, name in zip(found, ends, names, strict=True)
    )
    return Draft(text=text, clauses=clauses, title=title)


def _clause(text: str, start: Start, end: int, name: str) -> Clause:
    end = start.start + len(text[start.start : end].rstrip())
    printed = text[start.words : end]
    words = in_one_line(printed)
    with_verb = start.kind in VERB
    return Clause(
        name=name,
        kind=start.kind,
        label=start.label,
        words=words,
        verb=VERB[start.kind](words) if with_verb else None,
        further=further(words) if start.kind == "operative" else (),
        parts=tuple(_parts(printed, start.words)) if with_verb else (),
        span=Span(start.start, end),
    )


def _parts(printed: str, offset: int) -> Iterator[Part]:
    """Yield the sub-paragraphs that begin a line; a roman one below a letter lies deeper."""
    marks = list(signs.PART.finditer(printed))
    ends = [*(each.start() for each in marks[1:]), len(printed)][: len(marks)]
    depth = 1
    last = ""
    for mark, end in zip(marks, ends, strict=True):
        name = mark[1].strip("()")
        is_roman = (name == "i" and last != "h") or ROMAN_PART.fullmatch(mark[1]) is not None
        depth = 2 if is_roman and (last[:1].isalpha() or depth == 2) else 1
        last = name
        stop = mark.start() + len(printed[mark.start() : end].rstrip())
        yield Part(label=mark[1], depth=depth, span=Span(offset + mark.start(1), offset + stop))


def _names(found: Sequence[Start]) -> list[str]:
    """Return a name for each; printed numbers win, those without take a letter behind the last."""
    prefixes = _prefixes(found)
    counts: dict[tuple[int, str], int] = {}
    taken: set[str] = set()
    names: list[str] = []
    numbered = {(each.part, each.kind) for each in found if each.number}
    for each in found:
        prefix = prefixes[each.part] if each.kind in SHORT else ""
        stem = f"{prefix}{SHORT.get(each.kind, each.kind)}"
        count = counts.get((each.part, stem), 0)
        if each.number:
            name = f"{stem}{each.number}{each.suffix}"
            counts[each.part, stem] = each.number
        elif (each.part, each.kind) in numbered:
            name = f"{stem}{count}a"
        else:
            counts[each.part, stem] = count + 1
            name = f"{stem}{count + 1}"
        names.append(_free(name, taken))
        taken.add(names[-1])
    return names


def _prefixes(found: Sequence[Start]) -> dict[int, str]:
    """Return what stands before the names of each part: its mark "B.", else its roman number."""
    marks = {
        each.part: f"{each.label.rstrip('.')}."
        for each in found
        if each.kind == "heading" and each.label
    }
    bare = sorted({each.part for each in found if each.kind in SHORT and not marks.get(each.part)})
    several = len(bare) > 1
    roman = {part: f"{_roman(index)}." if several else "" for index, part in enumerate(bare)}
    return {each.part: marks.get(each.part) or roman.get(each.part, "") for each in found}


def _free(name: str, taken: set[str]) -> str:
    """Return the name, or one behind it that nobody has."""
    if name not in taken:
        return name
    stem = name.rstrip("abcdefghijklmnopqrstuvwxyz") or name
    letters = (chr(code) for code in range(ord("b"), ord("z") + 1))
    free = (each for letter in letters if (each := f"{stem}{letter}") not in taken)
    try:
        return next(free)
    except StopIteration:
        return _free(f"{stem}.{len(taken)}", taken)


def _roman(index: int) -> str:
    return ROMAN[index] if index < len(ROMAN) else str(index + 1)
