"""What stands behind a code: the words of `reftel explain` and of docs/diagnostics.md."""

from difflib import get_close_matches
from itertools import groupby
from typing import NamedTuple

from reftel.tables.diagnostics import DiagnosticRow, all_diagnostics

INTRODUCTION = """\
# Diagnostics

Reftel never refuses a telegram. What is wrong with one it reports, each with a stable code, a
severity, the place, and what was found and what was expected.

**error**: the telegram contradicts itself, or a line that it needs cannot be right. \
**warning**: unusual, and worth a look. **info**: worth knowing; many sound telegrams do so.
The severity rests on how often real telegrams keep the rule, where that was counted.

`reftel explain T204` prints one of these sections. This page is made from the table of
diagnostics (`src/reftel/tables/data/diagnostics.csv`); a test holds it to the table.
"""


class Explanation(NamedTuple):
    """A code's row, and the further codes of the same rule (C38 has two)."""

    row: DiagnosticRow
    others: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words in Markdown, without a heading."""
        return _body(self.row)


def explain(code_or_rule: str) -> Explanation | None:
    """Explain a code (`T204`, `t204`) or a rule of the checklist (`C09`); None where unknown.

    Of a rule with two codes the first is explained. `nearest` tells what may have been meant.
    """
    asked = code_or_rule.strip().upper()
    rows = [row for row in all_diagnostics() if asked and asked in {row.code, row.rule}]
    return Explanation(rows[0], tuple(row.code for row in rows[1:])) if rows else None


def nearest(code_or_rule: str) -> tuple[str, ...]:
    """Return at most three codes or rules spelt nearly so, the likeliest first."""
    names = [name for row in all_diagnostics() for name in (row.code, row.rule) if name]
    return tuple(get_close_matches(code_or_rule.strip().upper(), names, n=3, cutoff=0.5))


def page() -> str:
    """Return the Markdown of docs/diagnostics.md: one section a code, by group."""
    parts = [INTRODUCTION]
    for group, rows in groupby(all_diagnostics(), key=lambda row: row.group):
        parts.append(f"## {group.capitalize()}\n")
        parts.extend(f"### {row.code} {row.title}\n\n{_body(row)}" for row in rows)
    return "\n".join(parts)


def _body(row: DiagnosticRow) -> str:
    facts = {
        "Expected": row.expects,
        "Why": row.why,
        "Measured": row.measured,
        "Source": row.source,
        "Example": f"`{row.example}`" if row.example else "",
    }
    rule = f", rule {row.rule}" if row.rule else ""
    lines = [f"**{row.severity}**{rule}", ""]
    lines += [f"- {name}: {words}" for name, words in facts.items() if words]
    return "\n".join(lines) + "\n"
