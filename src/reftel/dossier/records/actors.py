"""States, persons, missions, groups: who acts, under which names, in which office and when."""

from typing import Literal

from reftel.dossier.records.base import Day, Entry, Filled, Key
from reftel.telegram.model import Record

ActorKind = Literal["state", "person", "mission", "ministry", "group", "body", "organisation"]


class Office(Record, frozen=True, kw_only=True):
    """An office that a person holds: `Deputy PermRep` of `russia`. Open ends are not known."""

    title: Filled
    of: str
    since: Day = ""
    until: Day = ""


class Membership(Record, frozen=True, kw_only=True):
    """A member of a group or body. capacity: permanent, elected, chair, observer ..."""

    actor: Filled
    since: Day = ""
    until: Day = ""
    capacity: str = ""


class Actor(Entry, frozen=True, kw_only=True):
    """Somebody who wants, says or decides something.

    code: of a state, as in the tables of states (`RU`). aliases: other names in the telegrams.
    of: of a mission or ministry, its state. offices: of a person. members: of a group or body;
    roster: one that Reftel knows in its place (`P-3`, `P-5`, `E-10`, `UNSC`, `EU`, `NAM`).
    """

    id: Key
    name: Filled
    kind: ActorKind
    code: str = ""
    aliases: tuple[str, ...] = ()
    of: str = ""
    offices: tuple[Office, ...] = ()
    members: tuple[Membership, ...] = ()
    roster: str = ""
