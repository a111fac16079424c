"""Rules of the originator and the addressees (format lines 6 to 9)."""

import re

from reftel.core.span import Span
from reftel.telegram.checks import precedence
from reftel.telegram.checks.known import routing_of_collectives, routing_of_posts
from reftel.telegram.checks.rule import Finding, Findings, begin, rule
from reftel.telegram.model import Addressee, Telegram
from reftel.telegram.posts import spellings, squeezed
from reftel.telegram.spelling import nearly

NAME = re.compile(r"[A-Z0-9][A-Z0-9 .,'()&/+-]*")
KIND = re.compile(r"(?:AMEMBASSY|AMCONSUL|AMCONGEN|USMISSION|USINT|USLO)\s")
COLLECTIVES = frozenset({"collective", "aig"})


@rule("T301")
def known_originator(telegram: Telegram) -> Findings:
    """C16: the FM line names a known post."""
    sender = telegram.originator
    if sender is None:
        return None
    if sender.post:
        return []
    return [Finding(f"FM says {sender.name}; a post of the tables expected", sender.span)]


@rule("T302")
def some_action(telegram: Telegram) -> Findings:
    """C17: somebody has to act."""
    if telegram.originator is None and not telegram.addressees:
        return None
    if any(each.role == "action" for each in telegram.addressees):
        return []
    place = begin(*telegram.addressees[:1])
    if not telegram.addressees and telegram.originator is not None:
        place = Span(telegram.originator.span.end, telegram.originator.span.end)
    return [Finding("no action addressee; at least one behind TO expected", place)]


@rule("T303")
def addressee_form(telegram: Telegram) -> Findings:
    """C18: an addressee line holds nothing but indicator, name, offices, precedence, number."""
    if not telegram.addressees:
        return None
    found: list[Finding] = []
    for each in telegram.addressees:
        if not each.name:
            found.append(Finding("addressee line has no name; one expected", each.span))
        elif "//" in each.name or not NAME.fullmatch(each.name):
            message = (
                f"addressee reads {each.name}; a name in capitals, figures and . , ' ( ) & - /"
            )
            found.append(Finding(f"{message} expected", each.span))
        elif len(each.continuity) > 4 or not (each.continuity or "0").isdigit():
            message = f"{each.name} carries the number {each.continuity}; 1 to 4 digits expected"
            found.append(Finding(message, each.span))
    return found


@rule("T304")
def indicator_and_name(telegram: Telegram) -> Findings:
    """C19: each routing indicator is that of the name behind the slash."""
    found: list[Finding] = []
    applies = False
    for each in telegram.addressees:
        expected = _indicators(each) if each.routing else None
        if not expected:
            continue
        applies = True
        if each.routing not in expected:
            wanted = " or ".join(expected)
            message = f"{each.name} is given the indicator {each.routing}; {wanted} expected"
            found.append(Finding(message, each.span))
    return found if applies else None


def _indicators(addressee: Addressee) -> tuple[str, ...] | None:
    if addressee.kind == "collective":
        return routing_of_collectives().get(addressee.name)
    return routing_of_posts().get(addressee.post)


@rule("T305")
def continuity_number(telegram: Telegram) -> Findings:
    """C20: what goes to the Department carries a continuity number."""
    to_state = [e for e in telegram.addressees if e.post == "STATE" and e.role != "exempted"]
    if not to_state:
        return None
    return [
        Finding(f"{each.name} has no continuity number; one expected for the Department", each.span)
        for each in to_state
        if not each.continuity
    ]


@rule("T309")
def known_addressee(telegram: Telegram) -> Findings:
    """Own rule: an embassy, consulate or mission addressed is one of the tables."""
    places = [each for each in telegram.addressees if KIND.match(each.name)]
    if not places:
        return None
    return [
        Finding(f"{each.name} is addressed; a post of the tables expected{_near(each)}", each.span)
        for each in places
        if not each.post
    ]


def _near(addressee: Addressee) -> str:
    place = KIND.sub("", addressee.name)
    meant = nearly(squeezed(place), spellings())
    return f"; {meant} is one letter away" if meant else ""


@rule("T306")
def information_below_action(telegram: Telegram) -> Findings:
    """C21: nobody is informed faster than the action addressees are asked to act."""
    action = [each for each in telegram.addressees if each.role == "action"]
    info = [each for each in telegram.addressees if each.role == "info"]
    if not action or not info:
        return None
    highest = precedence.of_addressees(action)[0]
    limit = precedence.ORDER.index(highest)
    return [
        Finding(
            f"information addressee {each.name} has {each.precedence}; "
            f"at most {precedence.WORDS[highest]}, as for action, expected",
            each.span,
        )
        for each in info
        if precedence.ORDER.index(precedence.LETTERS[each.precedence]) < limit
    ]


@rule("T307")
def nobody_twice(telegram: Telegram) -> Findings:
    """C22: no addressee appears twice."""
    recipients = [each for each in telegram.addressees if each.role != "exempted"]
    if not recipients:
        return None
    found: list[Finding] = []
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for each in recipients:
        key = (each.name, each.offices)
        if key in seen:
            message = f"{each.name} is addressed a second time; each addressee once expected"
            found.append(Finding(message, each.span))
        seen.add(key)
    return found


@rule("T308")
def exempted_from_something(telegram: Telegram) -> Findings:
    """C23: XMT takes posts out of a collective or an AIG, so one must be there."""
    exempted = [each for each in telegram.addressees if each.role == "exempted"]
    if not exempted:
        return None
    if any(each.kind in COLLECTIVES for each in telegram.addressees if each.role != "exempted"):
        return []
    names = ", ".join(each.name for each in exempted[:5])
    message = f"XMT exempts {names}; a collective or AIG among the addressees expected"
    return [Finding(message, Span(exempted[0].span.start, exempted[-1].span.end))]
