"""Whether the words that are quoted fit who is said to have said them."""

import re
from collections.abc import Iterator

from reftel.dossier.checks.quoting import folded, place
from reftel.dossier.cited import paragraphs
from reftel.dossier.dossier import Dossier
from reftel.dossier.records import Statement
from reftel.tables.load import source_cues
from reftel.telegram.model import Telegram

SENTENCE_END = re.compile(r"[.?!][\"')]? ")
# A full stop behind these ends no sentence.
SHORT = frozenset(
    {"amb", "dr", "gen", "col", "mr", "mrs", "ms", "mme", "messrs", "st", "u.s", "u.k", "no"}
)
CLAUSE_SIGNS = (",", ";", ":", " that ", " which ", " who ", " but ", " although ", " while ")
TOLD = re.compile(
    r"\b(said|says|told|stated|answered|replied|repeated|announced|responded|asked)\b"
)


def doubt(dossier: Dossier, statement: Statement, telegram: Telegram, where: str) -> Iterator[str]:
    """Yield why a statement's source kind may be wrong."""
    yield from _other_speaker(dossier, statement)
    for index in paragraphs(telegram, where):
        paragraph = telegram.paragraphs[index]
        found = _lead(statement.quote, paragraph.flowed)
        if found is None:
            continue
        before, quote = found
        lead = before + quote
        cues = [
            cue for cue in source_cues() if _has(quote, cue.words) or _governs(cue.words, before)
        ]
        if cues and not any(statement.source in cue.fits for cue in cues):
            kinds = " or ".join(cues[0].fits)
            yield f"{statement.source}, but the words say “{cues[0].words}”; {kinds}?"
        elif statement.source == "own" and _is_comment(telegram, index) and not TOLD.search(lead):
            yield "own, but the words stand in the comment, which is the author's"
        elif statement.source == "expectation" and not cues and TOLD.search(lead):
            told = TOLD.search(lead)
            yield f"expectation, but the words say “{told.group() if told else ''}”"
        return


def _other_speaker(dossier: Dossier, statement: Statement) -> Iterator[str]:
    """Yield that somebody else speaks for the actor, a group's chair aside."""
    speaker = dossier.actors.get(statement.speaker)
    if statement.source != "own" or speaker is None:
        return
    state = dossier.actors.state(speaker.id)
    group = dossier.actors.get(statement.actor)
    if group is not None and (group.members or group.roster):
        return
    if state not in {statement.actor, speaker.id} and state != dossier.actors.state(
        statement.actor
    ):
        name = dossier.actors.name_of(state)
        yield f"own, but {speaker.name} speaks for {name}; reported or second-hand?"


def _lead(quote: str, words: str) -> tuple[str, str] | None:
    """Return the sentence before a quotation, and the quotation, folded; None where it is not."""
    found = place(quote, words)
    if found is None:
        return None
    held = folded(words)
    start = 0
    for end in SENTENCE_END.finditer(held, 0, found[0]):
        if held[: end.start()].rpartition(" ")[2].strip("(\"'") not in SHORT:
            start = end.end()
    return held[start : found[0]], held[found[0] : found[1]]


def _governs(cue: str, before: str) -> bool:
    """Whether a cue before a quotation is about it: no other clause begins between them.

    `we think that Kethara ...` is, and so is `we think that X will, and that Kethara ...`; `will
    likely welcome the work that the three are seeking` is not about what the three are seeking.
    """
    at = before.rfind(cue)
    if at < 0 or not _has(before, cue):
        return False
    between = f" {before[at + len(cue) :].strip().removeprefix('that')} "
    return between.endswith(" and that ") or not any(sign in between for sign in CLAUSE_SIGNS)


def _is_comment(telegram: Telegram, index: int) -> bool:
    return any(
        each.kind == "comment" and each.first <= index <= each.last for each in telegram.passages
    )


def _has(words: str, cue: str) -> bool:
    at = words.find(cue)
    while at >= 0:
        end = at + len(cue)
        if not words[at - 1 : at].isalpha() and not words[end : end + 1].isalpha():
            return True
        at = words.find(cue, end)
    return False
