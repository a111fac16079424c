"""RIS: tagged lines, as reference managers import them."""

import re

from reftel.desk.citing import prose
from reftel.desk.citing.work import Printing, Work

# Tags in which an asterisk would mean something.
NO_ASTERISK = frozenset({"AU", "A2", "T2", "KW"})
SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")


def ris(work: Work) -> str:
    """Return one record: `TY  - ` first, `ER  - ` last, one value a line.

    A telegram is a personal communication (PCOMM), one in a volume a chapter (CHAP). Lines end
    as those of a text file do; a file for a system that wants CR LF can be converted.
    """
    printing = work.printing
    is_printed = printing is not None and bool(printing.book.series)
    lines = _in_volume(work, printing) if printing and is_printed else _alone(work)
    told = [f"{tag}  - {_value(tag, value)}" for tag, value in lines if value]
    return "\n".join([f"TY  - {'CHAP' if is_printed else 'PCOMM'}", *told, "ER  - "])


def inverted(name: str) -> str:
    """Return `Belmonte, Monica` for a person's name in its usual order."""
    words = name.replace(",", "").split()
    last = [words.pop()] if len(words) > 1 and SUFFIX.fullmatch(words[-1]) else []
    *first, family = words or [""]
    return ", ".join(part for part in (family, " ".join(first), *last) if part)


def _alone(work: Work) -> list[tuple[str, str]]:
    return [
        ("ID", work.key),
        ("AU", work.sender),
        *(("A2", each) for each in work.recipients),
        ("TI", work.subject or prose.opening(work)),
        ("PY", "" if work.is_date_inferred else str(work.year or "")),
        ("DA", "" if work.is_date_inferred else _day(work)),
        ("M3", work.kind),
        ("M1", work.number),
        *_kept(work),
        ("N1", _note(work)),
        ("Y2", f"{work.accessed:%Y/%m/%d/}" if work.accessed else ""),
    ]


def _in_volume(work: Work, printing: Printing) -> list[tuple[str, str]]:
    book = printing.book
    return [
        ("ID", work.key),
        ("AU", work.sender),
        ("TI", prose.joined([prose.opening(work), prose.dated(work)])),
        ("T2", book.title or prose.series_of(book, with_number=True)),
        ("T3", prose.series_of(book, with_number=False) if book.title else ""),
        ("VL", book.number.removeprefix("Volume ") if book.title else ""),
        *(("A2", inverted(each)) for each in book.editors),
        ("CY", book.place),
        ("PB", book.publisher),
        ("PY", str(book.year or "")),
        *_kept(work),
        ("N1", _note(work)),
        ("UR", printing.url),
        ("Y2", f"{work.accessed:%Y/%m/%d/}" if work.accessed else ""),
    ]


def _kept(work: Work) -> list[tuple[str, str]]:
    kept = work.holding
    where = [kept.collection, kept.series, kept.group, kept.group_title, kept.location]
    return [
        ("AN", work.identifier or kept.document),
        ("CN", f"film {work.film}" if work.film else ""),
        ("DB", kept.archive),
        ("AV", prose.joined(where)),
    ]


def _note(work: Work) -> str:
    inferred = f"date {prose.dated(work)}" if work.is_date_inferred else ""
    documents = prose.document_words(work.printing)
    release = prose.release_words(work.holding)
    return prose.joined([work.section, *documents, work.pinpoint, inferred, *release])


def _day(work: Work) -> str:
    return f"{work.date:%Y/%m/%d/}" if work.date else ""


def _value(tag: str, value: str) -> str:
    return value.replace("*", "") if tag in NO_ASTERISK else value
