"""Rules of the security warning, the classification line and the number behind it."""

from reftel.telegram.checks.known import levels
from reftel.telegram.checks.rule import Finding, Findings, rule
from reftel.telegram.model import Telegram

WARNINGS = frozenset({"ZNR", "ZNY"})
LETTERS = frozenset("UECSTR")


@rule("T401")
def warning_form(telegram: Telegram) -> Findings:
    """C11: format line 4 is ZNR or ZNY and one class letter five times."""
    line = telegram.transmission
    if line is None or line.warning is None:
        return None
    signal, letters = line.warning.text[:3], line.warning_letters
    found: list[Finding] = []
    if signal not in WARNINGS:
        found.append(Finding(f"warning says {signal}; ZNR or ZNY expected", line.warning.span))
    if letters[:1] not in LETTERS or letters != letters[:1] * 5:
        printed = letters or "no letters"
        message = f"{signal} is followed by {printed}; one of U E C S T R five times expected"
        found.append(Finding(message, line.warning.span))
    elif signal == "ZNR" and letters[0] != "U":
        message = f"ZNR, for open circuits, is followed by {letters}; UUUUU expected"
        found.append(Finding(message, line.warning.span))
    return found


@rule("T402")
def warning_and_classification(telegram: Telegram) -> Findings:
    """C12: the class letter is that of the classification line."""
    line, level = telegram.transmission, telegram.classification
    if line is None or not line.warning_letters or level is None:
        return None
    row = levels()[level.level]
    expected = "E" if row.rank == 0 and _efto(telegram) else row.letter
    letter = line.warning_letters[0]
    if letter == expected:
        return []
    message = f"security warning says {letter}; classification line says {level.level}"
    place = line.warning.span if line.warning else line.span
    return [Finding(f"{message}: {expected} expected", place)]


def _efto(telegram: Telegram) -> bool:
    # Encrypted for transmission only: an unclassified text that gets its own letter.
    if any(each.caption == "EFTO" for each in telegram.captions):
        return True
    line = telegram.classification
    return line is not None and "EFTO" in line.printed.replace(" ", "")


@rule("T403")
def letter_spacing(telegram: Telegram) -> Findings:
    """C24: classified levels are spaced by letters, the others are not."""
    line = telegram.classification
    if line is None:
        return None
    expected = levels()[line.level].spaced
    if (line.printed[1:2] == " ") == expected:
        return []
    printed = " ".join(line.printed.split())
    form = "spaced letters" if expected else "whole words"
    return [Finding(f"classification line reads {printed}; {form} expected", line.span)]


@rule("T404")
def level_of_the_era(telegram: Telegram) -> Findings:
    """C25: the level was in use at the time, and can be in this kind of copy."""
    line, time = telegram.classification, telegram.sent
    if line is None:
        return None
    row = levels()[line.level]
    message = ""
    if time is not None and row.until is not None and time.year > row.until:
        message = f"{line.level} in {time.year}; in use up to {row.until} only"
    elif time is not None and row.since is not None and time.year < row.since:
        message = f"{line.level} in {time.year}; in use from {row.since} on only"
    elif line.level == "TOP SECRET" and _is_archived(telegram):
        message = "TOP SECRET in the electronic archive, which has none; SECRET or lower expected"
    return [Finding(message, line.span)] if message else []


def _is_archived(telegram: Telegram) -> bool:
    """Whether the attributes are the archives', not those of a SMART telegram or cover."""
    smart = telegram.dialect == "smart" or telegram.attribute("MRN") is not None
    return bool(telegram.attributes) and not smart


@rule("T405")
def post_and_originator(telegram: Telegram) -> Findings:
    """C26: the post of the classification line is the post of the FM line."""
    identity, sender = telegram.identity, telegram.originator
    if identity is None or sender is None or not sender.post:
        return None
    if identity.number_ground != "classification line":
        return None
    if identity.post == sender.post:
        return []
    message = f"classification line says {identity.post}; FM line says {sender.post}"
    return [Finding(message, identity.span)]


@rule("T406")
def width_of_number(telegram: Telegram) -> Findings:
    """C27: the number has the width of its era."""
    identity = telegram.identity
    if identity is None or not identity.year:
        return None
    if identity.number_ground != "classification line":
        return None
    width = len(identity.printed)
    if identity.year <= 1979:
        fits, expected = width in _widths_of_the_seventies(identity.post), "3 to 5 digits"
        if identity.post == "STATE":
            expected = "6 digits"
    elif 1997 <= identity.year <= 2010:
        fits, expected = width == 6, "6 digits with leading zeros"
    else:
        return None
    if fits:
        return []
    message = f"number {identity.printed} has {width} digits; {expected} expected in"
    return [Finding(f"{message} {identity.year}", identity.span)]


def _widths_of_the_seventies(post: str) -> frozenset[int]:
    return frozenset({6}) if post == "STATE" else frozenset({3, 4, 5})
