"""Silence procedures: a text stands unless somebody objects by a deadline."""

from typing import Annotated

from msgspec import Meta

from reftel.dossier.records.base import Claim, Day, Filled, Key

Deadline = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}Z?)?$")]


class Silence(Claim, frozen=True, kw_only=True):
    """One silence procedure. deadline: a day, or a day and a time. broken_by: empty where kept."""

    id: Key
    text: Filled
    set_by: tuple[str, ...] = ()
    set_on: Day = ""
    deadline: Deadline
    broken_by: tuple[str, ...] = ()
    broken_on: Day = ""
    reason: str = ""
