"""What a brief is made from: a dossier as it was known on a day."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property

from msgspec.structs import replace

from reftel.core.citation import parse_citation
from reftel.desk.briefing.readable import Opener
from reftel.dossier.days import days
from reftel.dossier.dossier import Dossier
from reftel.dossier.log import deciding_day
from reftel.dossier.records import Claim, Demarche, Entry, Silence, Standing, Statement, Text
from reftel.dossier.stances import told
from reftel.tables.rosters import ROSTERS, members

DATES = ("known", "said", "on", "broken_on", "adopted", "since", "set_on")
ADOPTED = ("resolution", "presidential statement")
MAIN = ("working paper", "draft", "in blue", *ADOPTED)


class Ground:
    """A dossier as of a day, with what the parts of a brief ask of it.

    proposed: how many lines wait, by table. What is told in a telegram of a later day is not there:
    nobody knew it. What is proposed or rejected is not there either.
    """

    def __init__(self, dossier: Dossier, on: date, since: date, opener: Opener) -> None:
        self.on = on
        self.since = since
        self._learnt = Learnt(dossier, opener)
        self.proposed = _proposed(dossier, on, self._learnt)
        self.dossier = dossier.only(_by(on, self._learnt.day))
        self._before = frozenset(
            each.id for each in dossier.only(_by(since, self._learnt.day)).statements
        )

    @cached_property
    def members(self) -> list[str]:
        """The ids of the deciding body's members; empty where none is named."""
        body = self.dossier.title.body
        if self.dossier.actors.get(body) is None:
            return []
        return self.dossier.actors.members(body, deciding_day(self.dossier) or self.on)

    @cached_property
    def in_force(self) -> list[Statement]:
        """The statements that nothing later took the place of."""
        return self.dossier.statements.in_force()

    @cached_property
    def texts(self) -> list[Text]:
        """The drafts and resolutions of this negotiation, the newest last."""
        opened = days(self.dossier.title.opened)
        found = [
            each
            for each in self.dossier.texts
            if each.kind in MAIN
            and (day := days(each.on)) is not None
            and (opened is None or day.last >= opened.first)
        ]
        return sorted(found, key=lambda each: each.on)

    @cached_property
    def _listed(self) -> dict[str, str]:
        """The names of the members of rosters by their codes in small letters."""
        day = deciding_day(self.dossier) or self.on
        rosters = {each.roster for each in self.dossier.actors} & {*ROSTERS}
        return {each.code.lower(): each.name for of in sorted(rosters) for each in members(of, day)}

    @property
    def is_decided(self) -> bool:
        """Whether the negotiation ended in a text that was adopted."""
        return self.latest is not None and self.latest.kind in ADOPTED

    @property
    def latest(self) -> Text | None:
        """The text on the table."""
        return self.texts[-1] if self.texts else None

    def name(self, actor: str) -> str:
        """Return an actor's name; of a roster's member that is no actor, that of the roster."""
        found = self.dossier.actors.get(actor)
        return found.name if found else self._listed.get(actor, actor)

    def the(self, actor: str) -> str:
        """Return an actor's name with its article, within a sentence."""
        return f"the {self.name(actor).removeprefix('The ').removeprefix('the ')}"

    def stance(self, statement: Statement) -> str:
        """Return a stance in the words of its scale."""
        provision = self.dossier.provisions.get(statement.provision)
        if provision is None:
            return statement.stance
        return told(self.dossier.stance(statement), provision).replace("..", " to ")

    def made(self, statement: Statement) -> date | None:
        """Return when a statement was made, as far as it is known; else when it was told."""
        found = days(statement.said)
        return found.last if found else self._learnt.day(statement)

    def is_new(self, statement: Statement) -> bool:
        """Whether a statement came to be known after the day since when it is told what moved."""
        return statement.id not in self._before

    def came_after(self, claim: Claim) -> bool:
        """Whether a line came to be known after that day."""
        found = self._learnt.day(claim)
        return found is not None and found > self.since

    def newest(self, actor: str, provision: str, *kinds: str) -> list[Statement]:
        """Return an actor's newest statements of some kinds that are in force, several of one day.

        One that leaves it open counts only where no other is there: who "will study" a point has
        not taken back what he wants.
        """
        found = [
            each
            for each in self.in_force
            if each.actor == actor and each.provision == provision and each.source in kinds
        ]
        found = [each for each in found if self.stance(each) != "unclear"] or found
        last = max((self.made(each) or date.min for each in found), default=date.min)
        return [each for each in found if (self.made(each) or date.min) == last]

    def text_name(self, identity: str) -> str:
        """Return what a text is called."""
        text = self.dossier.texts.get(identity)
        return (text.symbol or text.title or text.id) if text else identity


class Learnt:
    """Since when something is known: the day of the telegram that tells it, else its own day."""

    def __init__(self, dossier: Dossier, opener: Opener) -> None:
        self._dossier = dossier
        self._opener = opener

    def day(self, claim: Claim) -> date | None:
        """Return the day; None where nothing tells it."""
        cite = claim.cite
        if not cite and isinstance(claim, Standing):
            text = self._dossier.texts.get(claim.text)
            return self.day(text) if text else None
        citation = parse_citation(cite)
        telegram = self._opener(citation.name) if citation and citation.to == "telegram" else None
        if telegram is not None and telegram.day is not None:
            return telegram.day
        own = (days(getattr(claim, name, "")) for name in DATES)
        return next((each.last for each in own if each), None)


def newest_day(dossier: Dossier, opener: Opener) -> date | None:
    """Return the newest day of which an accepted line of a dossier tells; None without any."""
    learnt = Learnt(dossier, opener)
    claims = (each for table in dossier.tables() for line in table for each in _claims(line))
    return max(
        (day for each in claims if each.status == "accepted" and (day := learnt.day(each))),
        default=None,
    )


def _claims(line: Entry) -> Iterator[Claim]:
    if isinstance(line, Claim):
        yield line
    elif isinstance(line, Demarche):
        yield from line.step


def _by(on: date, learnt: Callable[[Claim], date | None]) -> Callable[[Entry], Entry | None]:
    """Return what keeps the accepted lines that were known by a day."""

    def is_known(claim: Claim) -> bool:
        day = learnt(claim)
        return claim.status == "accepted" and (day is None or day <= on)

    def kept(line: Entry) -> Entry | None:
        if isinstance(line, Demarche):
            steps = tuple(each for each in line.step if is_known(each))
            return replace(line, step=steps) if steps and line.status == "accepted" else None
        if isinstance(line, Silence) and line.status == "accepted" and not is_known(line):
            return _still_running(line, on)
        return line if not isinstance(line, Claim) or is_known(line) else None

    return kept


def _proposed(dossier: Dossier, on: date, learnt: "Learnt") -> dict[str, int]:
    """Return by table how many lines wait that tell of what was known by a day."""
    waiting: dict[str, int] = {}
    for table in dossier.tables():
        for line in table:
            status = getattr(line, "status", "")
            day = learnt.day(line) if isinstance(line, Claim) else None
            if status == "proposed" and (day is None or day <= on):
                waiting[table.name] = waiting.get(table.name, 0) + 1
    return waiting


def _still_running(silence: Silence, on: date) -> Silence | None:
    """Return a silence that was set by then, without what broke it later."""
    begun = days(silence.set_on)
    if begun is None or begun.first > on:
        return None
    return replace(silence, broken_by=(), broken_on="", reason="")
