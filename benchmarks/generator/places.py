"""Posts, agencies and collectives as addresses print them, from the reader's own tables."""

from functools import cache
from typing import NamedTuple

from reftel.tables import load
from reftel.telegram import posts


class Place(NamedTuple):
    """name: LA PAZ; mrn: LAPAZ; address: AMEMBASSY LA PAZ; routing: RUEHLP."""

    name: str
    mrn: str
    address: str
    routing: str
    kind: str = "AMEMBASSY"


KINDS = {"embassy": "AMEMBASSY", "consulate": "AMCONSUL", "consulate general": "AMCONSUL"}
DEPARTMENT = Place("STATE", "STATE", "SECSTATE WASHDC", "RUEHC", "SECSTATE")


@cache
def missions() -> tuple[Place, ...]:
    """Return the posts whose every spelling leads back to them."""
    found: list[Place] = []
    for row in load.posts():
        name, routing = row.name.upper(), row.routing[0] if row.routing else ""
        kind = KINDS.get(row.kind)
        if kind and routing and name.replace(" ", "").isalpha() and name.isascii():
            place = Place(name, row.mrn, f"{kind} {name}", routing, kind)
            if posts.known(name) == row and posts.addressed(place.address) == row:
                found.append(place)
    return tuple(found)


@cache
def stations() -> tuple[Place, ...]:
    """Return the posts that the six letters of the 1970s' page lines name without doubt."""
    return tuple(
        place
        for place in missions()
        if (row := posts.known(place.name[:6].strip())) and row.mrn == place.mrn
    )


@cache
def collectives() -> tuple[Place, ...]:
    """Return the names that stand for lists of posts."""
    return tuple(
        Place(row.name, posts.squeezed(row.name), row.name, row.routing, "")
        for row in load.collectives()
        if row.routing and row.name.endswith("COLLECTIVE")
    )


@cache
def codes(kind: str, year: int) -> tuple[str, ...]:
    """Return the TAGS of one kind that are in use in a year."""
    return tuple(
        sorted(
            {
                row.code
                for row in load.tags()
                if row.kind == kind
                and row.code.isalpha()
                and (row.since or 1900) <= year <= (row.until or 2100)
            }
        )
    )
