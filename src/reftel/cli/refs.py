"""`reftel refs`: what telegrams refer to, and which of it is held."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from reftel.cli import progress
from reftel.cli.output import json_array, utf8
from reftel.cli.terminal import paint, safe, safe_path, unicode_path, width
from reftel.desk.batch import read_sources
from reftel.desk.containers import unpacked
from reftel.desk.gathering import joined
from reftel.desk.outcome import Outcome
from reftel.desk.resolving import Candidate, Holdings, Resolution, resolve
from reftel.desk.sources import expand
from reftel.telegram.model import Telegram

SIGNS = {"held": "good", "several": "warning", "not held": "dim", "not a telegram": "dim"}


def run(paths: Sequence[str], among: Sequence[str], *, json: bool, quiet: bool) -> int:
    """Read, resolve and write; return the exit code. among: where to look besides the paths."""
    outcomes = list(_read(paths, quiet=quiet))
    others = _read(among, quiet=quiet) if among else iter(())
    held = Holdings((each.path, each.telegram) for each in (*outcomes, *others) if each.telegram)
    read = [
        (each, each.telegram)
        for each in outcomes
        if each.telegram and each.telegram.dialect != "unknown"
    ]
    unread = [each for each in outcomes if each.refused or _is_none(each.telegram)]
    for each in unread:
        sys.stderr.write(f"{safe_path(each.path)}: {safe(each.refused or 'no telegram')}\n")
    if json:
        _write_json(read, held)
    else:
        for outcome, telegram in read:
            sys.stdout.writelines(f"{line}\n" for line in _lines(outcome, telegram, held))
    if not outcomes:
        progress.say_empty(paths)
    return int(not outcomes or bool(unread))


def _is_none(telegram: Telegram | None) -> bool:
    return telegram is not None and telegram.dialect == "unknown"


def _read(paths: Sequence[str], *, quiet: bool) -> Iterator[Outcome]:
    sources = list(expand(paths))
    yield from joined(progress.shown(read_sources(unpacked(sources)), len(sources), quiet=quiet))


def _lines(outcome: Outcome, telegram: Telegram, held: Holdings) -> Iterator[str]:
    name = telegram.identity.mrn if telegram.identity else unicode_path(outcome.path)
    yield paint(safe(name), "bold")
    found = resolve(telegram, held)
    if not found:
        yield "  refers to nothing"
    for each in found:
        yield _line(telegram, each)
    for citation in telegram.citations:
        if citation.kind == "telegram":
            number = telegram.paragraphs[citation.paragraph].number
            place = f"in paragraph {number}" if number else "in the text"
            targets = ", ".join(citation.targets)
            yield f"  {'':2} {targets:<22} {paint('named in the text', 'dim')}  {place}"


def _line(telegram: Telegram, each: Resolution) -> str:
    reference = each.reference
    cells = [
        f"{reference.letter or '':2}",
        _padded(each.candidates[0].target if each.candidates else reference.kind, 22),
        paint(_padded(each.status, 14), SIGNS[each.status]),
        safe(reference.text),
    ]
    cells += [_told(each.candidates)] if each.status in {"held", "several"} else []
    cells += [_cited(telegram, reference.letter)]
    if telegram.identity and reference.post == telegram.identity.post:
        cells += ["[own post]"]
    return ("  " + " ".join(cells)).rstrip()


def _padded(words: str, columns: int) -> str:
    return safe(words) + " " * (columns - width(safe(words)))


def _told(candidates: Sequence[Candidate]) -> str:
    """Return where the candidates are held; of several, how likely each is, too."""
    if len(candidates) == 1 and candidates[0].telegrams == 1:
        first, *copies = candidates[0].places
        more = f" and {len(copies)} more" if copies else ""
        return f"-> {safe_path(first)}{more}"
    parts = (
        f"{each.target} {each.likelihood:.0%}"
        + (f" held: {', '.join(map(safe_path, each.places))}" if each.places else "")
        for each in candidates
    )
    return f"({'; '.join(parts)})"


def _cited(telegram: Telegram, letter: str) -> str:
    """Return the paragraphs that point to a letter."""
    numbers = sorted(
        {
            telegram.paragraphs[each.paragraph].number or 0
            for each in telegram.citations
            if letter and letter in each.letters
        }
    )
    if any(numbers):
        return f"[cited in {', '.join(map(str, numbers))}]"
    are_cited = any(each.letters for each in telegram.citations)
    return "[never cited]" if letter and are_cited else ""


def _write_json(read: Sequence[tuple[Outcome, Telegram]], held: Holdings) -> None:
    with json_array(utf8(sys.stdout)) as array:
        for outcome, telegram in read:
            array.add(_record(outcome, telegram, held))


def _record(outcome: Outcome, telegram: Telegram, held: Holdings) -> dict[str, Any]:
    return {
        "path": unicode_path(outcome.path),
        "mrn": telegram.identity.mrn if telegram.identity else None,
        "references": resolve(telegram, held),
        "citations": telegram.citations,
    }
