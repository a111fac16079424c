"""A redline as a Word file with tracked changes: accepted, it is the later draft.

Insertions and deletions are those of ECMA-376 part 1, 17.13.5: `w:ins`, `w:del` with `w:delText`,
the same in the properties of a paragraph's mark, and `w:moveFrom` / `w:moveTo` for a clause that
went elsewhere with its words.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any, NamedTuple

from docx import Document, oxml
from docx.oxml.ns import qn

from reftel.desk.redlining.sequence import Block, blocks
from reftel.dossier.drafts.records import Clause, Draft
from reftel.dossier.drafts.redline import Step
from reftel.dossier.drafts.words import Fate, Run, compared

# Dates of members of a ZIP: a file has no other clock than the one that is given.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
TAGS: dict[Fate, str] = {"added": "w:ins", "dropped": "w:del"}


class Reviser(NamedTuple):
    """In whose name the changes stand. time: aware or UTC."""

    author: str
    time: datetime


def word_file(step: Step, before: Draft, after: Draft, reviser: Reviser) -> bytes:
    """Return a .docx; the same arguments give the same bytes.

    step: of the redline of the two drafts.
    """
    document = Document()
    _describe(document, step, reviser)
    writing = _Writing(document, reviser)
    for block in blocks(step, before, after):
        writing.block(block)
    document.add_paragraph()  # The mark of the last clause needs one behind it to fall into.
    return _same_bytes(document)


class _Writing:
    """The paragraphs of a document, and the numbers of its changes."""

    def __init__(self, document: Any, reviser: Reviser) -> None:
        self._document = document
        self._reviser = reviser
        self._ids = count(1)

    def block(self, block: Block) -> None:
        """Write clauses that stand in one place of both drafts, or of one."""
        if block.move:
            self._moved(block)
        else:
            self._compared(_lines(block.before), _lines(block.after), block)

    def _compared(self, old: str, new: str, block: Block) -> None:
        runs = compared(old, new) if block.before and block.after else _one_sided(old, new)
        end: Fate = "kept" if block.before and block.after else runs[0].fate if runs else "kept"
        paragraph = self._paragraph()
        for fate, text, ends in _pieces(runs):
            if text:
                self._run(paragraph, fate, text)
            if ends:
                self._mark(paragraph, fate)
                paragraph = self._paragraph()
        self._mark(paragraph, end)

    def _moved(self, block: Block) -> None:
        """Write one side of a move: a range with a name that both sides have."""
        side = "From" if block.before else "To"
        paragraph = self._paragraph()
        start = self._change(f"w:move{side}RangeStart")
        start.set(qn("w:name"), f"move{block.move}")
        paragraph.append(start)
        moved = self._change(f"w:move{side}")
        moved.append(_run("w:t", _lines(block.before or block.after)))
        paragraph.append(moved)
        end = _element(f"w:move{side}RangeEnd")
        end.set(qn("w:id"), start.get(qn("w:id")) or "")
        paragraph.append(end)
        self._mark_as(paragraph, f"w:move{side}")

    def _paragraph(self) -> Any:
        return self._document.add_paragraph()._p  # pyright: ignore

    def _run(self, paragraph: Any, fate: Fate, text: str) -> None:
        run = _run("w:delText" if fate == "dropped" else "w:t", text)
        if fate == "kept":
            paragraph.append(run)
            return
        change = self._change(TAGS[fate])
        change.append(run)
        paragraph.append(change)

    def _mark(self, paragraph: Any, fate: Fate) -> None:
        """Tell whether a paragraph's end was added or dropped."""
        if fate != "kept":
            self._mark_as(paragraph, TAGS[fate])

    def _mark_as(self, paragraph: Any, tag: str) -> None:
        of_mark = _element("w:rPr")
        of_mark.append(self._change(tag))
        paragraph.get_or_add_pPr().append(of_mark)

    def _change(self, tag: str) -> Any:
        element = _element(tag)
        element.set(qn("w:id"), str(next(self._ids)))
        element.set(qn("w:author"), self._reviser.author)
        element.set(qn("w:date"), _utc(self._reviser.time).strftime("%Y-%m-%dT%H:%M:%SZ"))
        return element


def _lines(clauses: Sequence[Clause]) -> str:
    return "\n".join(_allowed(each.line) for each in clauses)


def _one_sided(old: str, new: str) -> tuple[Run, ...]:
    return (Run("dropped", old),) if old else (Run("added", new),) if new else ()


def _pieces(runs: Sequence[Run]) -> Iterator[tuple[Fate, str, bool]]:
    """Yield fates and texts without line breaks, and whether a paragraph ends behind."""
    for run in runs:
        lines = run.text.split("\n")
        for at, line in enumerate(lines):
            yield run.fate, line, at < len(lines) - 1


def _run(tag: str, text: str) -> Any:
    run = _element("w:r")
    words = _element(tag)
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run


def _element(tag: str) -> Any:
    library: Any = oxml  # lxml has no types
    return library.OxmlElement(tag)


def _allowed(words: str) -> str:
    """Return words without characters that XML cannot hold."""
    return "".join(each if each.isprintable() or each == "\t" else "\ufffd" for each in words)


def _describe(document: Any, step: Step, reviser: Reviser) -> None:
    title = _allowed(f"{step.before} → {step.after}")
    properties = document.core_properties
    properties.title, properties.author = title[:255], reviser.author[:255]
    properties.last_modified_by, properties.comments = reviser.author[:255], ""
    properties.created = properties.modified = _utc(reviser.time).replace(tzinfo=None)
    document.sections[0].header.paragraphs[0].text = title


def _utc(time: datetime) -> datetime:
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def _same_bytes(document: Any) -> bytes:
    """Return the package with members that have no time of their own."""
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return fixed.getvalue()
