"""Rules over several telegrams: the sections of one, the numbers of one post."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from reftel.telegram.checks.rule import Finding, begin, set_rule
from reftel.telegram.model import Addressee, Section, Telegram

CONTINUITY_TURN = 9_000  # a fall this deep is the number starting again


@set_rule("T408")
def sections_complete(telegrams: Sequence[Telegram]) -> Mapping[int, list[Finding]]:
    """C29: sections 1 to m are there once each, with one date-time group and subject."""
    found: dict[int, list[Finding]] = {}
    for members in _by_mrn(telegrams).values():
        parts = [(i, one) for i in members for one in _sections(telegrams[i])]
        if not parts:
            continue
        found |= {i: [] for i in members}
        for i, finding in (*_numbers(telegrams, parts), *_common(telegrams, members)):
            found[i].append(finding)
    return found


def _by_mrn(telegrams: Sequence[Telegram]) -> dict[str, list[int]]:
    members: defaultdict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(telegrams):
        if each.identity is not None:
            members[each.identity.mrn].append(i)
    return members


def _sections(telegram: Telegram) -> tuple[Section, ...]:
    own = telegram.identity.section if telegram.identity is not None else None
    return telegram.sections or ((own,) if own is not None else ())


def _numbers(
    telegrams: Sequence[Telegram], parts: list[tuple[int, Section]]
) -> Iterator[tuple[int, Finding]]:
    last, total = parts[0][0], max(one.of for _, one in parts)
    seen: set[int] = set()
    for i, one in parts:
        if one.of and one.of != total:
            message = f"section {one.number} says {one.of} sections; another says {total}"
            yield i, Finding(message, one.span)
        if one.number in seen:
            message = f"section {one.number} of {total} is there again; each once expected"
            yield i, Finding(message, one.span)
        seen.add(one.number)
    missing = [str(number) for number in range(1, total + 1) if number not in seen]
    if missing:
        message = f"section {', '.join(missing)} of {total} is missing; all {total} expected"
        yield last, Finding(message, begin(telegrams[last].identity))


def _common(telegrams: Sequence[Telegram], members: list[int]) -> Iterator[tuple[int, Finding]]:
    first = telegrams[members[0]]
    for i in members[1:]:
        other = telegrams[i]
        times = first.sent, other.sent
        if None not in times and times[0] != times[1]:
            message = (
                f"date-time group says {times[1]:%d%H%MZ}; the first section's {times[0]:%d%H%MZ}"
            )
            yield i, Finding(message, begin(other.dtg))
        subjects = [
            " ".join(each.subject.text.split()) if each.subject else "" for each in (first, other)
        ]
        if all(subjects) and subjects[0] != subjects[1]:
            message = f"subject reads {subjects[1]}; the first section's {subjects[0]}"
            yield i, Finding(message, begin(other.subject))


@set_rule("T973")
def clocks_rise(telegrams: Sequence[Telegram]) -> Mapping[int, list[Finding]]:
    """X15: date-time group and continuity number rise with the telegram's number."""
    found: dict[int, list[Finding]] = {}
    for members in _by_series(telegrams).values():
        for i, j in pairwise(members):
            found[j] = [*_later_group(telegrams[i], telegrams[j])]
            found[j] += _higher_number(telegrams[i], telegrams[j])
    return found


def _by_series(telegrams: Sequence[Telegram]) -> dict[str, list[int]]:
    """Return the telegrams of each series: their numbers are alike up to the last figures."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(telegrams):
        if each.identity is not None and each.identity.year:
            members[each.identity.mrn.removesuffix(str(each.identity.number))].append(i)
    for each in members.values():
        each.sort(key=lambda i: _number(telegrams[i]))
    return members


def _number(telegram: Telegram) -> int:
    return telegram.identity.number if telegram.identity is not None else 0


def _later_group(before: Telegram, each: Telegram) -> Iterator[Finding]:
    first, second = before.sent, each.sent
    if first is not None and second is not None and second < first:
        message = f"number {_number(each)} was sent {second:%d%H%MZ %b %y}"
        earlier = f"number {_number(before)} at {first:%d%H%MZ %b %y}"
        yield Finding(f"{message}, {earlier}: a later time expected", begin(each.dtg))


def _higher_number(before: Telegram, each: Telegram) -> Iterator[Finding]:
    first, second = _continuity(before), _continuity(each)
    if first is None or second is None:
        return
    fall = int(first.continuity) - int(second.continuity)
    if 0 < fall < CONTINUITY_TURN:
        message = f"number {_number(each)} has continuity number {second.continuity}"
        yield Finding(
            f"{message}, number {_number(before)} has {first.continuity}: a higher one expected",
            second.span,
        )


def _continuity(telegram: Telegram) -> Addressee | None:
    for each in telegram.addressees:
        if each.post == "STATE" and each.continuity.isdigit():
            return each
    return None
