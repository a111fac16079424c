"""What the rules look up in the tables, each once."""

from datetime import date
from functools import cache

from reftel.tables import load
from reftel.tables.rows import ClassificationRow
from reftel.telegram.markings import ranks
from reftel.telegram.model import Classification

LOWEST_CLASSIFIED = 3  # CONFIDENTIAL; below it a telegram is controlled at most


def is_classified(line: Classification) -> bool:
    """Return whether the line says CONFIDENTIAL, SECRET or TOP SECRET."""
    return ranks()[line.level] >= LOWEST_CLASSIFIED


@cache
def levels() -> dict[str, ClassificationRow]:
    """Return the row of each level."""
    return {row.level: row for row in load.classifications()}


@cache
def routing_of_posts() -> dict[str, tuple[str, ...]]:
    """Return the routing indicators of each post that has any, by its canonical spelling."""
    return {row.mrn: row.routing for row in load.posts() if row.routing}


@cache
def routing_of_collectives() -> dict[str, tuple[str, ...]]:
    """Return the routing indicators of each collective that has any, by its name."""
    found: dict[str, tuple[str, ...]] = {}
    for row in load.collectives():
        if row.routing:
            found[row.name] = (*found.get(row.name, ()), row.routing)
    return found


@cache
def excluded_captions() -> dict[str, frozenset[str]]:
    """Return the captions that must not stand beside each."""
    return {row.caption: frozenset(row.excludes) for row in load.captions() if row.excludes}


@cache
def periods_of_orders() -> dict[str, tuple[date, date]]:
    """Return the first and last day of each order, by the number that the line prints.

    Order 12958 as amended in 2003 still prints 12958; the two periods are one here.
    """
    found: dict[str, tuple[date, date]] = {}
    for row in load.executive_orders():
        last = row.until or date.max
        first, before = found.get(row.printed, (row.since, last))
        found[row.printed] = (min(first, row.since), max(before, last))
    return found
