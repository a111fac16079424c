"""What stands in several files and belongs together: sections of one message, copies of one."""

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from itertools import chain

import msgspec.structs

from reftel.core.span import Span
from reftel.desk.outcome import Outcome
from reftel.telegram.findings import diagnostic
from reftel.telegram.model import Section, Telegram
from reftel.telegram.read import read_telegram
from reftel.telegram.versions import fingerprint, is_correction

# Records between the archives' titles cannot be strung together: the first one's attributes stand
# in between. The archives join sections themselves.
JOINED = frozenset({"line"})


def joined(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes, sections of one message that stand in several files as one telegram.

    It comes when its last section has come, under the paths of all. Only messages of which sections
    are missing are held; they come at the end, each section by itself, and say so (T042). Of
    copies, the first sections make one telegram, the second ones another.
    """
    waiting: dict[str, dict[int, deque[Outcome]]] = {}
    complete: set[str] = set()
    for outcome in outcomes:
        section = _section(outcome.telegram)
        if outcome.telegram is None or section is None or outcome.telegram.identity is None:
            yield outcome
            continue
        mrn = outcome.telegram.identity.mrn
        held = waiting.setdefault(mrn, defaultdict(deque))
        held[section.number].append(outcome)
        if len(held) == section.of:
            complete.add(mrn)
            yield from _whole([held[number].popleft() for number in sorted(held)])
            waiting[mrn] = defaultdict(deque, {key: left for key, left in held.items() if left})
    for mrn, held in waiting.items():
        for each in chain.from_iterable(held.values()):
            # The rest of a message that is there is one more copy of a section.
            yield each if mrn in complete else _incomplete(each, held)


def _section(telegram: Telegram | None) -> Section | None:
    """Return the section that the telegram is, where others of its message stand elsewhere."""
    identity = telegram.identity if telegram else None
    own = identity.section if identity and identity.post else None
    if telegram is None or own is None or telegram.dialect not in JOINED:
        return None
    whole = len({each.number for each in telegram.sections}) >= own.of
    return None if whole or not 0 < own.number <= own.of else own


def _whole(sections: list[Outcome]) -> Iterator[Outcome]:
    """Yield the sections as one, if they are read as one; else each by itself."""
    text = "\n".join(each.telegram.text for each in sections if each.telegram)
    telegram = read_telegram(text)
    if len({each.number for each in telegram.sections}) == len(sections):
        yield Outcome(path=" + ".join(each.path for each in sections), telegram=telegram)
    else:
        yield from sections


def _incomplete(outcome: Outcome, held: Container[int]) -> Outcome:
    telegram, section = outcome.telegram, _section(outcome.telegram)
    if telegram is None or section is None:
        return outcome
    missing = [str(number) for number in range(1, section.of + 1) if number not in held]
    message = f"of {section.of} sections, {', '.join(missing)} are not among the files"
    found = diagnostic("T042", Span(*section.span), message)
    record = msgspec.structs.replace(telegram, diagnostics=(*telegram.diagnostics, found))
    return replace(outcome, telegram=record)


class Versions:
    """Tells copies of telegrams that went before; keeps a few figures of each.

    What the other version says otherwise `reftel.telegram.versions` tells of two telegrams.
    """

    def __init__(self) -> None:
        self._by_number: dict[str, tuple[str, str]] = {}
        self._by_words: dict[str, str] = {}

    def told(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield the outcomes, each copy with what it is a copy of."""
        for outcome in outcomes:
            telegram = outcome.telegram
            own = telegram.identity if telegram else None
            if telegram is None or own is None or own.section is not None or not own.is_whole:
                yield outcome
            else:
                yield replace(outcome, version=self._version(outcome, own.mrn, telegram))

    def _version(self, outcome: Outcome, mrn: str, telegram: Telegram) -> str:
        words = fingerprint(telegram)
        path, before = self._by_number.setdefault(mrn, (outcome.path, words))
        number = self._by_words.setdefault(words, mrn) if words else mrn
        if path == outcome.path:
            return f"the same words as {number}, another number" if number != mrn else ""
        if before == words:
            return f"the same as {path}"
        return f"{'a correction' if is_correction(telegram) else 'another version'} of {path}"
