"""`reftel explain`: what stands behind a code."""

from itertools import groupby
from textwrap import fill

import typer

from reftel.cli.terminal import paint
from reftel.desk import explaining
from reftel.tables.diagnostics import all_diagnostics

COLUMNS = 80


def explanation(code: str) -> str:
    """Return what stands behind a code. Raises BadParameter, with suggestions, for no code."""
    found = explaining.explain(code)
    if found is None:
        near = explaining.nearest(code)
        question = f"; did you mean {' or '.join(near)}?" if near else ""
        message = f"{code!r} is no code of a diagnostic{question}"
        raise typer.BadParameter(message, param_hint="CODE")
    row = found.row
    facts = [
        ("Expected", row.expects),
        ("Why", row.why),
        ("Measured", row.measured),
        ("Layouts", ", ".join(row.layouts)),
        ("Source", row.source),
        ("Example", row.example),
        ("See also", ", ".join(found.others)),
    ]
    rule = f"  rule {row.rule}" if row.rule else ""
    lines = [
        f"{paint(f'{row.severity}[{row.code}]', row.severity)} {paint(row.title, 'bold')}{rule}",
        "",
    ]
    for name, words in facts:
        if words:
            label = f"{name:<9} "
            told = fill(words, COLUMNS, initial_indent=label, subsequent_indent=" " * len(label))
            lines.append(told.replace(label, paint(label, "dim"), 1))
    return "\n".join(lines)


def catalogue() -> str:
    """Return all codes by group, one a line."""
    lines: list[str] = []
    for group, rows in groupby(all_diagnostics(), key=lambda row: row.group):
        lines += ["", paint(group.capitalize(), "bold")]
        for row in rows:
            severity = paint(f"{row.severity:<7}", row.severity)
            lines.append(f"  {row.code}  {severity}  {row.rule or '-':<4}  {row.title}")
    return "\n".join(lines[1:])
