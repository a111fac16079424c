"""Earlier texts to search for precedents: files, folders, JSON lines."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from reftel.desk.redlining.opening import DraftNotOpenedError, Lookup, open_draft
from reftel.dossier.drafts.clauses import read_clauses
from reftel.dossier.drafts.precedents import Corpus, Earlier

LINES = (".jsonl", ".ndjson")
READ = (".txt", ".md", ".pdf", ".docx")


class Resolution(msgspec.Struct, frozen=True):
    """A line of JSON: number, year and text of a resolution; more keys are passed over."""

    res_no: int | str
    text: str
    year: int = 0


class Gathered(NamedTuple):
    """A corpus, how many texts it has, and the files that gave none, with the reason."""

    corpus: Corpus
    texts: int
    passed_over: tuple[str, ...]


def gather(paths: Sequence[str]) -> Gathered:
    """Return the clauses of earlier texts.

    paths: texts and telegrams, folders of them, files of JSON lines. In a folder, files without a
    clause are passed over. Raises DraftNotOpenedError for a file that was named and cannot be read.
    """
    found: list[Earlier] = []
    passed_over: list[str] = []
    for path in paths:
        folder = Path(path)
        if not folder.is_dir():
            found += _file(path)
            continue
        for each in sorted(folder.rglob("*")):
            if each.suffix.lower() in (*READ, *LINES) and each.is_file():
                try:
                    found += _file(str(each))
                except DraftNotOpenedError as error:
                    passed_over.append(str(error))
    return Gathered(Corpus(found), len(found), tuple(passed_over))


def clause_words(clause: str, lookup: Lookup | None = None) -> str:
    """Return the words of a clause: as given, or those of FILE#OP2 (FILE#5#OP2 in a telegram).

    Raises DraftNotOpenedError where the draft has no such clause.
    """
    source, mark, name = clause.rpartition("#")
    is_name = name[:2].upper() in ("OP", "PP") or "." in name
    if not mark or not source or not is_name or " " in name:
        draft = read_clauses(clause)
        first = next((each for each in draft.clauses if each.is_clause), None)
        return first.words if first and len(draft.clauses) == 1 else " ".join(clause.split())
    draft = open_draft(source, lookup)
    found = draft.by_name.get(name) or draft.by_name.get(name.upper())
    if found is None:
        there = ", ".join(each.name for each in draft.clauses if each.is_clause)
        raise DraftNotOpenedError(f"{source}: no clause {name}; it has {there}")
    return found.words


def _file(path: str) -> Iterator[Earlier]:
    if path.lower().endswith(LINES):
        yield from _lines(path)
        return
    draft = open_draft(path)
    yield Earlier(draft.title, 0, draft)


def _lines(path: str) -> Iterator[Earlier]:
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise DraftNotOpenedError(f"{path}: {reason}") from None
    decoder = msgspec.json.Decoder(Resolution)
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            try:
                each = decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                message = f"{path}, line {number}: no resolution with res_no and text ({error})"
                raise DraftNotOpenedError(message) from None
            year = f" ({each.year})" if each.year else ""
            name = f"resolution {each.res_no}{year}"
            yield Earlier(name, each.year, read_clauses(each.text, name))
