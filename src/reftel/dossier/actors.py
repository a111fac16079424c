"""Who an actor is on a day: under which name, in which office, in which groups."""

from collections.abc import Iterator
from datetime import date

from reftel.dossier.days import holds
from reftel.dossier.files.table import Table
from reftel.dossier.records import Actor, Membership, Office
from reftel.tables.load import states
from reftel.tables.rosters import ROSTERS, members


class Actors(Table[Actor]):
    """The actors of a dossier."""

    def named(self, words: str, on: date | None = None) -> list[Actor]:
        """Return whom words may mean: an id, a name, an alias, a title of that day.

        `Russian Deputy PermRep` needs both in the dossier: the alias of the state, the title of
        the office. Several are several; none is none.
        """
        asked = _folded(words)
        exact = [each for each in self if asked in map(_folded, (each.id, each.name))]
        if exact:
            return exact
        aliased = [each for each in self if asked in map(_folded, each.aliases)]
        return aliased or [
            each for each in self for office in each.offices if self._is_titled(asked, office, on)
        ]

    def holders(self, title: str, of: str, on: date | None = None) -> list[Actor]:
        """Return who holds an office of a state, mission or body on a day."""
        asked = _folded(title)
        return [
            each
            for each in self
            for office in each.offices
            if office.of == of
            and _folded(office.title) == asked
            and holds(office.since, office.until, on)
        ]

    def members(self, group: str, on: date | None = None) -> list[str]:
        """Return the ids of a group's members on a day; of no group, the actor alone.

        A roster's member that is no actor of the dossier is given by its code in small letters.
        """
        actor = self.get(group)
        if actor is None or not (actor.members or actor.roster):
            return [group]
        return [*dict.fromkeys(each.actor for each in self.memberships(actor, on))]

    def memberships(self, group: Actor, on: date | None = None) -> Iterator[Membership]:
        """Yield the memberships of a group that hold on a day, its own and those of its roster."""
        yield from (each for each in group.members if holds(each.since, each.until, on))
        if group.roster in ROSTERS and on is not None:
            for member in members(group.roster, on):
                yield Membership(actor=self.coded(member.code), capacity=member.capacity)

    def coded(self, code: str) -> str:
        """Return the id of the state of a code; the code in small letters where it is no actor."""
        return next((each.id for each in self if each.code == code), code.lower())

    def state(self, actor: str) -> str:
        """Return for whom an actor speaks, by their offices and missions; at the end, itself.

        Of actors that are `of` each other in a circle, the last before it closes.
        """
        seen = {actor}
        while (found := self.get(actor)) is not None:
            of = found.of or next((office.of for office in found.offices), "")
            if not of or of in seen:
                return actor
            seen.add(of)
            actor = of
        return actor

    def name_of(self, actor: str) -> str:
        """Return an actor's name; of a code that is no actor, the state's; else the id."""
        found = self.get(actor)
        if found is not None:
            return found.name
        code = actor.upper()
        return next((each.name for each in states() if each.code == code), actor)

    def _is_titled(self, asked: str, office: Office, on: date | None) -> bool:
        if not holds(office.since, office.until, on):
            return False
        of = self.get(office.of)
        leads = [of.name, *of.aliases] if of else [office.of]
        return asked in {_folded(f"{lead} {office.title}") for lead in leads}


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
