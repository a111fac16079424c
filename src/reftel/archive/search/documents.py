"""From a telegram, as a reader may see it, to what the index holds of it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time

import msgspec

from reftel.archive.words import run
from reftel.telegram.markings import ranks
from reftel.telegram.mentions import LIKELY, MentionKind, named_in, surnames
from reftel.telegram.model import Telegram
from reftel.telegram.posts import squeezed
from reftel.telegram.references.names import meant, one_name

NOON = time(12, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BETWEEN = "¶"  # stands between two pieces, so that no phrase runs from one into the next
# Kinds of passages that can be searched by themselves, and the fields that hold their words.
PASSAGES = {
    "summary": "p_summary",
    "comment": "p_comment",
    "action request": "p_action",
    "quoted text": "p_quoted",
    "background": "p_background",
    "talking points": "p_points",
    "non-paper": "p_nonpaper",
    "bio note": "p_bio",
    "other": "p_other",
}


class Document(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What the index holds of a telegram.

    words: field to words in their order, by blanks. terms: field to exact values. sent: seconds
    since 1970, UTC, noon of the day where only that is known; None where nothing is. rank: of the
    highest level, 0 to 5; -1 unknown.
    """

    words: dict[str, str]
    terms: dict[str, tuple[str, ...]]
    sent: int | None
    rank: int


def document(copies: Sequence[Telegram], name: str) -> Document:
    """Return what the index holds of a telegram: all of its best copy, more words of the others.

    copies: as the reader may see them, the best one first; at least one.
    """
    best = copies[0]
    return Document(
        words=_words(copies),
        terms=_terms(best, name),
        sent=placed(best),
        rank=ranks()[best.classification.level] if best.classification else _marked(best),
    )


def placed(telegram: Telegram) -> int | None:
    """Return when a telegram was sent as `seconds`; noon where only the day is known."""
    if telegram.sent is None and telegram.day is not None:
        return seconds(datetime.combine(telegram.day, NOON))
    return seconds(telegram.sent)


def seconds(moment: datetime | None) -> int | None:
    """Return a moment as whole seconds since 1970, UTC."""
    return None if moment is None else int((moment - EPOCH).total_seconds())


def _marked(telegram: Telegram) -> int:
    levels = [ranks()[each.level] for each in telegram.paragraphs if each.level]
    return max(levels, default=-1)


def _words(copies: Sequence[Telegram]) -> dict[str, str]:
    best = copies[0]
    found: dict[str, list[str]] = {"text": [], "joined": [], "subject": []}
    kinds = _kinds(best)
    if best.subject:
        _take(found, best.subject.text, ("text", "subject"))
    for at, paragraph in enumerate(best.paragraphs):
        extra = [PASSAGES[kind] for kind in kinds.get(at, ()) if kind in PASSAGES]
        heading = f"{paragraph.heading.text}\n" if paragraph.heading else ""
        _take(found, heading + paragraph.text, ("text", *extra))
    _other_words(found, copies)
    return {field: " ".join(each) for field, each in found.items() if each}


def _other_words(found: dict[str, list[str]], copies: Sequence[Telegram]) -> None:
    """Take the paragraphs that only other copies have: nothing that was read is past finding."""
    if len(copies) == 1:
        return
    known = {squeezed(each.text) for each in copies[0].paragraphs}
    for copy in copies[1:]:
        for paragraph in copy.paragraphs:
            if (plain := squeezed(paragraph.text)) not in known:
                known.add(plain)
                _take(found, paragraph.text, ("text",))


def _take(found: dict[str, list[str]], text: str, fields: Iterable[str]) -> None:
    parts, joined = run(text)
    for field in fields:
        words = found.setdefault(field, [])
        if words:
            words.append(BETWEEN)
        words.extend(parts)
    found["joined"].extend(joined)


def _kinds(telegram: Telegram) -> dict[int, tuple[str, ...]]:
    kinds: dict[int, tuple[str, ...]] = {}
    for each in telegram.passages:
        for at in range(each.first, each.last + 1):
            kinds[at] = (*kinds.get(at, ()), each.kind)
    return kinds


def _terms(telegram: Telegram, name: str) -> dict[str, tuple[str, ...]]:
    sender = telegram.originator
    own = telegram.identity
    post = (own.post if own else "") or (sender and (sender.post or squeezed(sender.name))) or ""
    day = telegram.day
    found: dict[str, Iterable[str]] = {
        "mrn": [name] if own else (),
        "from": [post],
        "to": (each.post or squeezed(each.name) for each in telegram.action),
        "info": (each.post or squeezed(each.name) for each in telegram.info),
        "tag": (each.code for each in telegram.tags),
        "caption": (squeezed(each.caption) for each in telegram.captions),
        "ref": references(telegram),
        "para": (each.kind for each in telegram.passages),
        "dialect": [telegram.dialect],
        "level": [telegram.classification.level] if telegram.classification else (),
        "year": [f"{day:%Y}"] if day else (),
        "month": [f"{day:%Y-%m}"] if day else (),
        **named(telegram),
    }
    values = {field: tuple(dict.fromkeys(filter(None, each))) for field, each in found.items()}
    return {field: each for field, each in values.items() if each}


def named(telegram: Telegram) -> dict[str, Iterable[str]]:
    """Return the terms of those whom a telegram's subject and paragraphs name.

    person: full names and each surname, as a query folds them. who: the full names alone.
    """
    found: dict[MentionKind, list[str]] = {"person": [], "state": [], "body": [], "post": []}
    for each in named_in(telegram):
        if each.likelihood >= LIKELY:
            found[each.kind].append(each.key)
    people = dict.fromkeys(found.pop("person"))
    called = (name_term(name) for key in people for name in (key, *surnames(key)))
    return {"person": called, "who": map(name_term, people), **found}


def name_term(name: str) -> str:
    """Return the name of a person as the index and a query have it."""
    return " ".join(run(name)[0])


def references(telegram: Telegram) -> Iterable[str]:
    """Yield the names of all telegrams that a telegram may refer to, and those without year."""
    for each in telegram.references:
        for name, _ in meant(each, telegram):
            yield one_name(name)
        if each.post and each.number:
            yield f"{each.post}{each.number}"
    for citation in telegram.citations:
        if citation.kind == "telegram":
            yield from citation.targets
