"""Where it stands: the text on the table, and what became of each side's asks in it."""

from collections.abc import Iterator

from reftel.desk.briefing.ground import Ground
from reftel.desk.briefing.records import Section, Sentence
from reftel.desk.briefing.wording import names, own, when
from reftel.dossier.records import Ask, Standing, StandingWord, Text

WORDS: tuple[StandingWord, ...] = ("in", "softened", "out")
NO_TEXT = "No evidence held of a text on the table."


def text(ground: Ground) -> Section:
    """Return the newest text, what would amend it, and the asks in it by whose they are."""
    latest = ground.latest
    if latest is None:
        said = (Sentence(words=NO_TEXT, citations=(own("texts"),)),)
        return Section(title="Where it stands", sentences=said)
    told = [_latest(ground, latest), *_amendments(ground, latest), *_asks(ground, latest)]
    return Section(title="Where it stands", sentences=tuple(told))


def standing_cite(standing: Standing) -> str:
    """Return where it stands what became of an ask: a clause of the text, else a paragraph."""
    return standing.cite or f"text:{standing.text}" + f"#{standing.clause}" * bool(standing.clause)


def text_cite(found: Text) -> str:
    """Return where a text stands."""
    return found.cite or f"text:{found.id}"


def described(ground: Ground, found: Text) -> str:
    """Return `the revised draft by Eldrane of 17 April`."""
    called = ground.text_name(found.id)
    authors = [name for each in found.by if (name := ground.name(each)) not in called]
    by = f" by {names(authors)}" if authors else ""
    title = f", {found.title}," if found.title and found.title != called else ""
    on = when(found.on, ground.on)
    return f"{called}{title}{by}{f' of {on}' if on else ''}"


def _latest(ground: Ground, latest: Text) -> Sentence:
    vote = f", adopted {latest.vote}" if latest.vote else ""
    lead = "Adopted" if ground.is_decided else "On the table"
    told = f"{described(ground, latest)} ({latest.kind}{vote})."
    return Sentence(lead=lead, words=told, citations=(text_cite(latest),))


def _amendments(ground: Ground, latest: Text) -> Iterator[Sentence]:
    for each in ground.dossier.texts:
        if each.kind == "amendment" and each.follows == latest.id:
            told = f"{described(ground, each)}."
            yield Sentence(lead="Amendment", words=told, citations=(text_cite(each),))


def _asks(ground: Ground, latest: Text) -> Iterator[Sentence]:
    """Yield a sentence for each side whose asks are judged, the own side first."""
    judged = {
        each.ask: each
        for each in ground.dossier.standings
        if each.text == latest.id and each.standing in WORDS
    }
    asks = [each for each in ground.dossier.asks if each.id in judged]
    sides = [*dict.fromkeys(each.by[0] for each in asks if each.by)]
    side = ground.dossier.title.side
    for actor in sorted(sides, key=lambda each: each != side):
        some = [each for each in asks if each.by[:1] == (actor,)]
        yield _side(ground, actor, some, judged)


def _side(ground: Ground, actor: str, asks: list[Ask], judged: dict[str, Standing]) -> Sentence:
    is_own = actor == ground.dossier.title.side
    parts: list[str] = []
    for word in WORDS:
        some = [each for each in asks if judged[each.id].standing == word]
        if some:
            subjects = (_subject(ground, each, judged[each.id]) for each in some)
            told = "; ".join(dict.fromkeys(subjects))
            parts.append(f"{len(some)} {word} ({told})")
    cites = [cite for each in asks for cite in (standing_cite(judged[each.id]),)]
    whose = f"{ground.name(actor)}’s asks"
    return Sentence(
        lead=whose,
        words=f"{', '.join(parts)}.",
        citations=tuple(dict.fromkeys(cites)),
        topic="" if is_own else "ask",
    )


def _subject(ground: Ground, ask: Ask, standing: Standing) -> str:
    provision = ground.dossier.provisions.get(ask.provision)
    clause = f", {standing.clause}" if standing.clause else ""
    return f"{provision.name if provision else ask.ask}{clause}"
