"""Dossiers and archives for the tests of briefs."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from reftel import read
from reftel.core.citation import parse_citation
from reftel.desk.briefing import Brief, brief
from reftel.desk.briefing.readable import Opener
from reftel.desk.briefing.wording import OWN
from reftel.dossier.dossier import Dossier
from reftel.dossier.texts import Texts
from reftel.telegram.model import Telegram

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/dossiers/41-committee-2008"
HEATED = date(2008, 4, 25)  # silence was broken the day before
DAYS = [date(2008, 3, 12), date(2008, 4, 2), date(2008, 4, 18), HEATED, date(2008, 5, 16)]


@cache
def telegrams() -> dict[str, Telegram]:
    """Return the telegrams of the examples by their numbers, sections joined."""
    found: dict[str, Telegram] = {}
    for folder in ("line", "archives"):
        for path in sorted((ROOT / "examples" / folder).glob("*.txt")):
            telegram = read(path)
            if telegram.identity:
                # One of them comes in two files; here what a paragraph says counts, not its file.
                found.setdefault(telegram.identity.mrn, telegram)
    return found


def opened(name: str) -> Telegram | None:
    return telegrams().get(name)


def copied(folder: Path, added: Mapping[str, str]) -> Dossier:
    """Return a copy of the example with lines added at the ends of its files."""
    shutil.copytree(EXAMPLE, folder)
    for name, lines in added.items():
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(lines)
    return Dossier(folder)


def written(folder: Path, files: Mapping[str, str]) -> Dossier:
    folder.mkdir(parents=True)
    for name, words in files.items():
        (folder / name).write_text(words, encoding="utf-8")
    return Dossier(folder)


def whole(dossier: Dossier, on: date | None = None, opener: Opener = opened) -> Brief:
    """Return all that a brief can say."""
    return brief(dossier, on=on, opener=opener, room=None)


def opens(dossier: Dossier, opener: Opener) -> Callable[[str], bool]:
    """Return what tells whether a citation leads to something that is there."""
    texts = Texts(dossier, opener)

    def does(cite: str) -> bool:
        if cite.startswith(OWN):
            return _is_own(dossier, cite.removeprefix(OWN))
        citation = parse_citation(cite)
        if citation is None:
            return False
        if citation.to == "text":
            return bool(texts.clause(citation.name, citation.place))
        if citation.to == "outside":
            return True
        telegram = opener(citation.name)
        return telegram is not None and any(
            str(each.number) == citation.place for each in telegram.paragraphs
        )

    return does


def _is_own(dossier: Dossier, cite: str) -> bool:
    table, _, identity = cite.partition("#")
    if table == "dossier":
        return bool(getattr(dossier.title, identity))
    return not identity or dossier.table(table).get(identity) is not None
