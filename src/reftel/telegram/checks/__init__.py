"""Rules across the fields of a telegram, and over several telegrams."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from reftel.core.diagnostic import Diagnostic
from reftel.tables.diagnostics import diagnostics
from reftel.telegram.checks import (
    addresses,
    archives,
    captions,
    editions,
    events,
    executive_order,
    forms,
    references,
    routing,
    sections,
    security,
    sets,
    smart,
    tags,
    text,
    times,
)
from reftel.telegram.checks.rule import RULES, SET_RULES, Finding
from reftel.telegram.findings import diagnostic
from reftel.telegram.model import Dialect, Telegram

Outcome = Literal["pass", "fail", "not applicable"]

# Importing a module of rules enters them; the names are held so that no import looks unused.
AREAS = (
    routing,
    times,
    addresses,
    security,
    sections,
    captions,
    executive_order,
    tags,
    references,
    text,
    events,
    forms,
    archives,
    smart,
    editions,
    sets,
)


def run(telegram: Telegram) -> tuple[Diagnostic, ...]:
    """Return what the rules find in one telegram, by place, then code."""
    found: list[tuple[str, Finding]] = []
    for code in _of(telegram.dialect):
        found.extend((code, finding) for finding in RULES[code](telegram) or ())
    return _diagnostics(found)


def outcomes(telegram: Telegram) -> dict[str, Outcome]:
    """Return how each rule comes out, by code; rules over several telegrams do not apply."""
    found: dict[str, Outcome] = dict.fromkeys(sorted([*RULES, *SET_RULES]), "not applicable")
    found.update({code: _outcome(RULES[code](telegram)) for code in _of(telegram.dialect)})
    return found


def run_set(telegrams: Sequence[Telegram]) -> tuple[tuple[Diagnostic, ...], ...]:
    """Return what the rules over several telegrams find, for each telegram in its place."""
    found: list[list[tuple[str, Finding]]] = [[] for _ in telegrams]
    for code, rule in SET_RULES.items():
        for index, findings in rule(telegrams).items():
            found[index].extend((code, finding) for finding in findings)
    return tuple(_diagnostics(each) for each in found)


@cache
def _of(dialect: Dialect) -> tuple[str, ...]:
    """Return the codes of the rules that can be broken in a layout."""
    return tuple(
        row.code
        for row in diagnostics()
        if row.code in RULES and dialect in (row.layouts or (dialect,))
    )


def _outcome(findings: list[Finding] | None) -> Outcome:
    if findings is None:
        return "not applicable"
    return "fail" if findings else "pass"


def _diagnostics(found: list[tuple[str, Finding]]) -> tuple[Diagnostic, ...]:
    return tuple(
        diagnostic(code, finding.span, finding.message)
        for code, finding in sorted(found, key=lambda each: (each[1].span, each[0]))
    )
