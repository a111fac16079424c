"""A brief made from a dossier."""

from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from reftel.desk.briefing.ground import Ground, newest_day
from reftel.desk.briefing.marking import marking
from reftel.desk.briefing.readable import Opener, Readable, seen
from reftel.desk.briefing.records import Brief, Section, Sentence, each_sentence
from reftel.desk.briefing.sections.contradictions import contradictions
from reftel.desk.briefing.sections.counting import counting
from reftel.desk.briefing.sections.gaps import gaps
from reftel.desk.briefing.sections.matrix import matrix
from reftel.desk.briefing.sections.moves import moves
from reftel.desk.briefing.sections.question import question
from reftel.desk.briefing.sections.steps import steps
from reftel.desk.briefing.sections.text import text
from reftel.desk.briefing.shortening import ROOM, shortened
from reftel.desk.briefing.wording import in_one_line
from reftel.dossier.dossier import Dossier
from reftel.dossier.errors import DossierError

FORTNIGHT = timedelta(days=14)
PARTS: tuple[Callable[[Ground], Section], ...] = (
    question, text, matrix, moves, counting, contradictions, gaps, steps,
)  # fmt: skip


def brief(  # noqa: PLR0913 - the day, the reader and what he may read
    dossier: Dossier,
    *,
    on: date | None = None,
    since: date | None = None,
    opener: Opener = lambda _: None,
    readable: Readable = lambda _: True,
    grants: tuple[str, ...] = (),
    room: float | None = ROOM,
) -> Brief:
    """Return the brief of a dossier.

    on: as of that day, the newest of the dossier without it. since: what moved after it, a
    fortnight before without it. opener: opens what is cited, for days and markings. readable:
    whether what a citation names may be read; what may not is taken away before anything is
    counted. grants: the reader's captions. room: what a page holds; None for all of it.
    Raises DossierError where nothing may be read, or where no line has a day.
    """
    readers = seen(dossier, readable)
    newest = newest_day(readers, opener)
    day = on or newest
    if day is None:
        message = f"{dossier.folder}: no line of it tells a day; say of which day, --on"
        raise DossierError(message)
    ground = Ground(readers, day, since or day - FORTNIGHT, opener)
    sections = tuple(part(ground) for part in PARTS)
    made = Brief(
        title=in_one_line(readers.title.title),
        marking="",
        on=day,
        is_newest=on is None,
        since=ground.since,
        sections=tuple(each for each in sections if each.sentences or each.rows),
    )
    made = each_sentence(made, _clean)
    made = made if room is None else shortened(made, room)
    cites = [cite for each in made.all_sentences() for cite in each.citations]
    return replace(made, marking=marking(readers, cites, opener, grants))


def _clean(sentence: Sentence) -> Sentence:
    """Return a sentence in one line, without signs that no form of a brief may hold."""
    return replace(
        sentence,
        lead=in_one_line(sentence.lead),
        words=in_one_line(sentence.words),
        short=in_one_line(sentence.short),
        citations=tuple(map(in_one_line, sentence.citations)),
    )
