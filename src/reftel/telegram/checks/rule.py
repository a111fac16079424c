"""What a rule is: one function of a telegram, known by the code of its diagnostic."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from reftel.core.span import Span
from reftel.telegram.model import Located, Telegram


class Finding(NamedTuple):
    """What was found and what was expected, and where."""

    message: str
    span: Span


Findings = list[Finding] | None
Rule = Callable[[Telegram], Findings]
SetRule = Callable[[Sequence[Telegram]], Mapping[int, list[Finding]]]

RULES: dict[str, Rule] = {}
SET_RULES: dict[str, SetRule] = {}


def rule(code: str) -> Callable[[Rule], Rule]:
    """Enter a function under the code of what it finds.

    The function returns None where the rule does not apply, else its findings, perhaps none. It
    is asked about the layouts that the table of diagnostics has for the code.
    Raises ValueError when the code is taken.
    """

    def enter(function: Rule) -> Rule:
        _refuse_taken(code)
        RULES[code] = function
        return function

    return enter


def set_rule(code: str) -> Callable[[SetRule], SetRule]:
    """Enter a function over several telegrams; it returns findings by the telegram's index.

    An index stands in the answer, with an empty list, where the rule applies and holds.
    Raises ValueError when the code is taken.
    """

    def enter(function: SetRule) -> SetRule:
        _refuse_taken(code)
        SET_RULES[code] = function
        return function

    return enter


def _refuse_taken(code: str) -> None:
    if code in RULES or code in SET_RULES:
        raise ValueError(f"two rules claim the code {code}")


def begin(*places: Located | None) -> Span:
    """Return the empty span before the first of the places that exists, else the text's start."""
    for place in places:
        if place is not None:
            return Span(place.span.start, place.span.start)
    return Span(0, 0)


def is_later_section(telegram: Telegram) -> bool:
    """Return whether this is section 2 or a later one, which repeats only some of the head."""
    section = telegram.identity.section if telegram.identity is not None else None
    return section is not None and section.number > 1


def is_unfinished(telegram: Telegram) -> bool:
    """Return whether further sections follow in other files."""
    section = telegram.identity.section if telegram.identity is not None else None
    if section is None or not section.of:
        return False
    return max((each.number for each in telegram.sections), default=section.number) < section.of
