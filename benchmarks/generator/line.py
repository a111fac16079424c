"""The line message of ACP 127: with its transmission lines, without, and of the 1960s."""

from random import Random

from . import places, truth
from .facts import Facts, draw
from .lines import spaced, wrapped
from .printed import addressees, labels, text
from .sample import Sample
from .words import Ranked

STATIONS = Ranked("XRO, LOI, QQQ, XYZ, QTV, AAB")


def sample(chance: Random) -> Sample:
    """Return a line message."""
    if chance.random() < 0.2:
        return _teletype(draw(chance, (1962, 1969), places.missions()))
    facts = draw(chance, (1991, 2009), places.missions())
    section = f"{chance.randrange(1, 3)}/2" if chance.random() < 0.1 else ""
    transmission = _transmission(chance, facts, section) if chance.random() < 0.7 else []
    return _message(facts, section, transmission)


def _teletype(facts: Facts) -> Sample:
    """Return a telegram of the 1960s: no E.O. line, no TAGS, capitals, BT above and below."""
    lines = [
        f"{facts.letters} {facts.dtg}",
        f"FM {facts.post.address}",
        *addressees(facts, routed=True),
        "BT",
        f"{spaced(facts.level)} {facts.post.name} {facts.number}",
        *(["", *facts.captions] if facts.captions else []),
        "",
        *labels(facts),
        *text(facts, capitals=True),
        facts.signature,
        "BT",
        "NNNN",
    ]
    return Sample("line", "\n".join(lines) + "\n", truth.of_facts(facts))


def _transmission(chance: Random, facts: Facts, section: str) -> list[str]:
    """Return format lines 1 to 4."""
    letters = facts.letters[0] * 2
    called = [each.place.routing for each in (*facts.action, *facts.info)]
    warning = "ZNR UUUUU" if facts.level == "UNCLASSIFIED" else f"ZNY {facts.level[0] * 5}"
    serial = f"#{facts.number % 10000:04}" + (f"/0{section[0]}" if section else "")
    return [
        f"VZCZC{STATIONS.draw(chance)}{chance.randrange(10000):04}",
        *wrapped(" ".join([letters, *dict.fromkeys(called)])),
        f"DE {facts.post.routing} {serial} {facts.sent:%j%H%M}",
        f"{warning} ZZH",
    ]


def _message(facts: Facts, section: str, transmission: list[str]) -> Sample:
    part = f" SECTION 0{section[0]} OF 02" if section else ""
    lines = [
        *transmission,
        f"{facts.letters} {facts.dtg}",
        f"FM {facts.post.address}",
        *addressees(facts, routed=True),
        "",
        f"{spaced(facts.level)}{part} {facts.post.name} {facts.number:06}",
        "",
        *facts.captions,
        *([""] if facts.captions else []),
        *labels(facts),
        *text(facts, capitals=facts.sent.year < 2000),
        facts.signature,
        *(["BT", f"#{facts.number % 10000:04}", "NNNN"] if transmission else []),
    ]
    return Sample("line", "\n".join(lines) + "\n", truth.of_facts(facts, section=section))
