"""What is decided, and by when."""

from collections.abc import Iterator
from datetime import date

from reftel.desk.briefing.ground import Ground
from reftel.desk.briefing.records import Section, Sentence
from reftel.desk.briefing.wording import away, day, ended, own, when
from reftel.dossier.days import days
from reftel.dossier.records import Mandate


def question(ground: Ground) -> Section:
    """Return the question, when the dossier is due, and the mandates that are about to end."""
    return Section(title="The question", sentences=tuple(_sentences(ground)))


def running(ground: Ground) -> list[tuple[date, Mandate]]:
    """Return the mandates that have not ended, with their last day, the next to end first.

    One that another one renews is not among them.
    """
    renewed = {each.renews for each in ground.dossier.mandates}
    found = [
        (ends.last, each)
        for each in ground.dossier.mandates
        if (ends := days(each.expiry)) and ends.last >= ground.on and each.id not in renewed
    ]
    return sorted(found, key=lambda each: (each[0], each[1].id))


def _sentences(ground: Ground) -> Iterator[Sentence]:
    title = ground.dossier.title
    if title.question:
        yield Sentence(words=ended(title.question), citations=(own("dossier", "question"),))
    due = days(title.due)
    if due and not ground.is_decided:
        told = f"A decision is due on {when(title.due)}, {away(due.last, ground.on)}."
        yield Sentence(words=told, citations=(own("dossier", "due"),))
    for ends, mandate in running(ground):
        yield Sentence(words=_told(ground, ends, mandate), citations=(mandate.cite,))


def _told(ground: Ground, ends: date, mandate: Mandate) -> str:
    by = f" under {ground.text_name(mandate.basis)}" if mandate.basis else ""
    what = f"The mandate of {ground.the(mandate.body)}{by}"
    return f"{what} ends on {day(ends)}, {away(ends, ground.on)}."
