"""Rules of captions and pass lines."""

from reftel.core.span import Span
from reftel.telegram import posts
from reftel.telegram.checks.known import excluded_captions, is_classified
from reftel.telegram.checks.rule import Finding, Findings, rule
from reftel.telegram.model import Telegram

DEPARTMENT = frozenset({"DEPT", "DEPARTMENT", "STATE", "SECSTATE"})


@rule("T501")
def known_captions(telegram: Telegram) -> Findings:
    """C31: every caption is one of the tables."""
    if not telegram.captions:
        return None
    return [
        Finding(f"caption {each.caption} is in no table; a known caption expected", each.span)
        for each in telegram.captions
        if each.kind == "unknown"
    ]


@rule("T502")
def captions_once(telegram: Telegram) -> Findings:
    """C32: no caption is repeated."""
    if not telegram.captions:
        return None
    found: list[Finding] = []
    seen: set[str] = set()
    for each in telegram.captions:
        if each.caption in seen:
            message = f"{each.caption} stands here again; each caption once expected"
            found.append(Finding(message, each.span))
        seen.add(each.caption)
    return found


@rule("T503")
def compatible_captions(telegram: Telegram) -> Findings:
    """C33: no two captions exclude each other."""
    if not telegram.captions:
        return None
    places = {each.caption: each.span for each in telegram.captions}
    found = _excluded(places)
    for each in telegram.captions:
        others = [name for name in places if name != each.caption]
        if each.kind == "channel" and others:
            message = f"{each.caption} stands beside {', '.join(others)}; no other caption expected"
            found.append(Finding(message, each.span))
    level = telegram.classification
    if "SENSITIVE" in places and level is not None and is_classified(level):
        message = f"SENSITIVE stands under {level.level}; an unclassified telegram expected"
        found.append(Finding(message, places["SENSITIVE"]))
    return found


def _excluded(places: dict[str, Span]) -> list[Finding]:
    # Each pair once: NODIS excludes EXDIS, and EXDIS excludes NODIS.
    found: list[Finding] = []
    names = list(places)
    for index, first in enumerate(names):
        for second in names[index + 1 :]:
            for one, other in ((first, second), (second, first)):
                if other in excluded_captions().get(one, ()):
                    message = f"{first} stands beside {second}; {one} excludes {other}"
                    found.append(Finding(message, places[second]))
                    break
    return found


@rule("T504")
def pass_to_addressees(telegram: Telegram) -> Findings:
    """X05: a pass line speaks to an addressee of this telegram."""
    # Members of a collective are addressees as well, but no table lists them.
    if any(each.kind in {"collective", "aig"} for each in telegram.addressees):
        return None
    judged = [(each, post) for each in telegram.pass_lines if (post := _post(each.place))]
    if not judged or not telegram.addressees:
        return None
    addressed = {each.post for each in telegram.addressees}
    return [
        Finding(f"pass line is for {each.place}; an addressee of this telegram expected", each.span)
        for each, post in judged
        if post not in addressed
    ]


def _post(place: str) -> str:
    """Return the post that can pass the telegram on; "" for an office that no table knows.

    The Department passes on to the other departments in Washington: USDA, TREASURY.
    """
    if not place:
        return ""
    row = posts.known(place)
    if place in DEPARTMENT or (row is not None and row.kind == "department"):
        return "STATE"
    return row.mrn if row is not None else ""
