"""A redline as one page: no script, nothing loaded, legible in print and without colours."""

from functools import cache
from typing import Any

from reftel.desk.redlining.telling import count, histories, name_of, notes, parted, summary, told
from reftel.dossier.drafts.redline import ClauseChange, Redline, Step


def page(redline: Redline) -> str:
    """Return the page; whatever the drafts hold is escaped."""
    return _template().render(
        titles=redline.titles,
        histories=histories(redline),
        steps=[_step(each) for each in redline.steps],
    )


def _step(step: Step) -> dict[str, Any]:
    return {
        "before": step.before,
        "after": step.after,
        "count": count(step),
        "points": summary(step),
        "rows": [_row(each) for each in step.changes],
    }


def _row(change: ClauseChange) -> dict[str, Any]:
    return {
        "name": name_of(change) if change.is_clause else "",
        "same": change.change == "same" and not change.moved,
        "runs": parted(change.runs),
        "notes": notes(change) if change.is_clause else [],
    }


@cache
def _template() -> Any:
    import jinja2  # noqa: PLC0415 - slow, and only this asks for it

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("reftel.desk", "redlining"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["told"] = told
    return environment.get_template("page.html.j2")
