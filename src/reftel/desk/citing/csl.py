"""CSL-JSON: an item for citation processors (Zotero, pandoc)."""

from datetime import date as Date  # noqa: N812 - as in the record
from typing import Any

from reftel.desk.citing import prose
from reftel.desk.citing.ris import inverted
from reftel.desk.citing.work import Printing, Work


def csl_item(work: Work) -> dict[str, Any]:
    """Return the item. A paragraph is its locator, with `paragraph` as the label.

    An inferred date has the mark `circa`, and stands in brackets in the note.
    """
    printing = work.printing
    is_printed = printing is not None and bool(printing.book.series)
    special = _in_volume(work, printing) if printing and is_printed else _alone(work)
    kept = work.holding
    values = {
        "id": work.key,
        **special,
        "author": _names([work.sender]),
        "genre": work.kind,
        "number": work.number,
        "archive": kept.archive,
        "archive_collection": prose.joined([kept.collection, kept.series]) or kept.location,
        "archive_location": work.identifier or kept.document,
        "call-number": work.film,
        "authority": prose.joined([kept.group, kept.group_title]),
        "accessed": _date(work.accessed),
        "note": _note(work),
        "locator": str(work.paragraph) if work.paragraph is not None else "",
        "custom": {"label": "paragraph"} if work.paragraph is not None else {},
    }
    return {name: value for name, value in values.items() if value}


def _alone(work: Work) -> dict[str, Any]:
    return {
        "type": "personal_communication",
        "title": work.subject or prose.opening(work),
        "recipient": _names(work.recipients),
        "issued": _sent(work),
    }


def _in_volume(work: Work, printing: Printing) -> dict[str, Any]:
    book = printing.book
    return {
        "type": "chapter",
        "title": prose.opening(work),
        "recipient": _names(work.recipients),
        "original-date": _sent(work),
        "container-title": book.title or prose.series_of(book, with_number=True),
        "collection-title": prose.series_of(book, with_number=False) if book.title else "",
        "volume": book.number.removeprefix("Volume ") if book.title else "",
        "chapter-number": printing.document,
        "editor": [_person(each) for each in book.editors],
        "publisher": book.publisher,
        "publisher-place": book.place,
        "issued": {"date-parts": [[book.year]]} if book.year else {},
        "URL": printing.url,
    }


def _names(names: tuple[str, ...] | list[str]) -> list[dict[str, str]]:
    return [{"literal": each} for each in names if each]


def _person(name: str) -> dict[str, str]:
    family, *rest = inverted(name).split(", ")
    parts = dict(zip(("given", "suffix"), rest, strict=False))
    return {"family": family, **parts}


def _sent(work: Work) -> dict[str, Any]:
    found = _date(work.date) or ({"date-parts": [[work.year]]} if work.year else {})
    return {**found, "circa": True} if found and work.is_date_inferred else found


def _date(date: Date | None) -> dict[str, Any]:
    return {"date-parts": [[date.year, date.month, date.day]]} if date else {}


def _note(work: Work) -> str:
    inferred = f"date {prose.dated(work)}" if work.is_date_inferred else ""
    documents = prose.document_words(work.printing)
    return prose.joined(
        [work.section, *documents, work.pinpoint, inferred, *prose.release_words(work.holding)]
    )
