"""Parts of a telegram that several layouts print alike: addressees, head of the text, text."""

from collections.abc import Iterator

from .facts import Addressee, Facts
from .lines import wrapped


def addressees(facts: Facts, routed: bool) -> Iterator[str]:
    """Yield the TO and INFO lines; routed: with routing indicators, as ACP 127 prints them."""
    for keyword, listed in (("TO ", facts.action), ("INFO ", facts.info)):
        for index, each in enumerate(listed):
            yield ("" if index else keyword) + _addressee(each, routed)


def _addressee(each: Addressee, routed: bool) -> str:
    parts = [f"{each.place.routing}/{each.place.address}" if routed else each.place.address]
    if each.precedence != "ROUTINE":
        parts.append(each.precedence)
    if each.continuity:
        # Line messages pad the continuity number to four digits; the Department's copies do not.
        parts.append(f"{each.continuity:04}" if routed else str(each.continuity))
    return " ".join(parts)


def labels(facts: Facts, subject: str = "SUBJECT") -> Iterator[str]:
    """Yield E.O., TAGS, SUBJECT and REF, as far as the telegram has them."""
    if facts.order:
        yield f"E.O. {facts.order.number}: {facts.order.element}"
    if facts.tags:
        yield from wrapped("TAGS: " + ", ".join(facts.tags))
    yield from wrapped(f"{subject}: {facts.subject}")
    if facts.references:
        yield ""
    for index, each in enumerate(facts.references):
        label = "     " if index else "REF: "
        yield f"{label}{each.letter + '. ' if each.letter else ''}{each.text}"


def text(facts: Facts, capitals: bool) -> Iterator[str]:
    """Yield the classifier's line and the numbered paragraphs, a blank line before each."""
    if facts.classifier:
        yield ""
        yield from wrapped(facts.classifier)
    for each in facts.paragraphs:
        mark = f"({each.mark}) " if each.mark else ""
        words = f"{each.number}. {mark}{each.text}"
        yield ""
        yield from wrapped(words.upper() if capitals else words)
