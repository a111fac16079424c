"""Rules of the transmission lines (ACP 127, format lines 1 to 3) and of precedence."""

import re

from reftel.telegram import posts
from reftel.telegram.checks import precedence
from reftel.telegram.checks.known import routing_of_posts
from reftel.telegram.checks.rule import Finding, Findings, rule
from reftel.telegram.model import Telegram

IDENTIFIER = re.compile(r"VZCZC[A-Z0-9]{3}[0-9]{3,4}")
DIGRAPHS = frozenset(letter * 2 for letter in precedence.ORDER)
SERIALS = 10_000  # the station serial number has four digits and starts again


@rule("T101")
def identifier_form(telegram: Telegram) -> Findings:
    """C01: the transmission identifier has its form."""
    line = telegram.transmission
    if line is None or line.identifier is None:
        return None
    if IDENTIFIER.fullmatch(line.identifier.text):
        return []
    expected = "VZCZC, three letters or digits and a number of 3 or 4 digits expected"
    return [Finding(f"identifier reads {line.identifier.text}; {expected}", line.identifier.span)]


@rule("T102")
def stations_called(telegram: Telegram) -> Findings:
    """C02: format line 2 opens with a digraph and goes on with routing indicators."""
    line = telegram.transmission
    if line is None or (line.digraph is None and not line.called):
        return None
    found: list[Finding] = []
    if line.digraph is None:
        first = line.called[0].span
        found.append(Finding("format line 2 has no digraph; ZZ, OO, PP or RR expected", first))
    elif line.digraph.text not in DIGRAPHS:
        message = f"format line 2 opens with {line.digraph.text}; ZZ, OO, PP or RR expected"
        found.append(Finding(message, line.digraph.span))
    for called in line.called:
        if not _is_indicator(called.text):
            message = f"format line 2 calls {called.text}; 4 to 8 letters from R or Q expected"
            found.append(Finding(message, called.span))
    return found


def _is_indicator(text: str) -> bool:
    return 4 <= len(text) <= 8 and text[0] in "RQ" and text.isalpha() and text.isupper()


@rule("T103")
def digraph_and_group(telegram: Telegram) -> Findings:
    """C03: the digraph doubles the highest letter of format line 5."""
    line = telegram.transmission
    letters = precedence.in_order(precedence.of_group(telegram))
    if line is None or line.digraph is None or not letters:
        return None
    expected = letters[0] * 2
    if line.digraph.text == expected:
        return []
    message = f"format line 2 says {line.digraph.text}; date-time group says {letters[0]}"
    return [Finding(f"{message}: {expected} expected", line.digraph.span)]


@rule("T104")
def highest_precedence(telegram: Telegram) -> Findings:
    """C04: the digraph, or else the first letter of line 5, is the addressees' highest."""
    wanted = precedence.of_addressees(telegram.addressees)
    line = telegram.transmission
    if line is not None and line.digraph is not None:
        place, printed, where = line.digraph.span, line.digraph.text, "format line 2"
    elif telegram.dtg is not None and telegram.dtg.letters:
        place, printed, where = telegram.dtg.span, telegram.dtg.letters, "date-time group"
    else:
        return None
    if not wanted:
        return None
    if printed[0] == wanted[0]:
        return []
    word = precedence.WORDS[wanted[0]]
    return [
        Finding(f"{where} says {printed}; the highest precedence of an addressee is {word}", place)
    ]


@rule("T105")
def letters_and_addressees(telegram: Telegram) -> Findings:
    """C05: the letters of line 5 are the precedences of the addressees, highest first."""
    wanted = precedence.of_addressees(telegram.addressees)
    if telegram.dtg is None or not telegram.dtg.letters or not wanted:
        return None
    if telegram.dtg.letters == wanted:
        return []
    printed, meant = " ".join(telegram.dtg.letters), " ".join(wanted)
    return [Finding(f"date-time group says {printed}; addressees say {meant}", telegram.dtg.span)]


@rule("T106")
def called_and_addressed(telegram: Telegram) -> Findings:
    """C06: the stations called are the addressees, no more and no fewer."""
    line = telegram.transmission
    if line is None or not line.called:
        return None
    addressed = {each.routing: each.span for each in telegram.addressees if each.routing}
    called = {each.text: each.span for each in line.called}
    strangers = [text for text in called if text not in addressed]
    missing = [text for text in addressed if text not in called]
    found: list[Finding] = []
    if strangers:
        message = f"format line 2 calls {_listed(strangers)}; no addressee has that indicator"
        found.append(Finding(message, called[strangers[0]]))
    if missing:
        message = f"format line 2 does not call {_listed(missing)}; every addressee expected"
        found.append(Finding(message, addressed[missing[0]]))
    return found


def _listed(names: list[str], most: int = 5) -> str:
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


@rule("T107")
def station_and_originator(telegram: Telegram) -> Findings:
    """C07: the station that calls is the originator's."""
    line, sender = telegram.transmission, telegram.originator
    if line is None or line.station is None or sender is None or not sender.post:
        return None
    expected = (sender.routing,) if sender.routing else routing_of_posts().get(sender.post)
    if not expected:
        return None
    if line.station.text in expected:
        return []
    owner = posts.routed(line.station.text)
    said = f"{line.station.text} ({owner.mrn})" if owner else line.station.text
    message = f"routing line says DE {said}; {' or '.join(expected)} expected for {sender.post}"
    return [Finding(message, line.station.span)]


@rule("T108")
def serial_and_number(telegram: Telegram) -> Findings:
    """C08: the station serial number is the telegram's number modulo 10000."""
    line, identity = telegram.transmission, telegram.identity
    if line is None or line.serial is None or identity is None:
        return None
    if identity.number_ground == "station serial" or not line.serial.text.isdigit():
        return None
    expected = identity.number % SERIALS
    if int(line.serial.text) == expected:
        return []
    message = f"routing line says serial {line.serial.text}; telegram number is {identity.printed}"
    return [Finding(f"{message}: {expected:04} expected", line.serial.span)]
