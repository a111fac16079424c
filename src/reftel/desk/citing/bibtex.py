"""BibTeX: `@misc` for a telegram in an archive, `@incollection` for one in a volume."""

from reftel.desk.citing import prose
from reftel.desk.citing.work import Printing, Work

# What means something to LaTeX, and how it is written there. Letters with accents stay.
SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
    }
    | {sign: f"\\{sign}" for sign in "{}$&#_%"}
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(work: Work) -> str:
    """Return one entry; what LaTeX would obey is escaped, and capitals are kept by braces."""
    printing = work.printing
    if printing and printing.book.series:
        kind, fields = "incollection", _in_volume(work, printing)
    else:
        kind, fields = "misc", _alone(work)
    lines = [f"  {name} = {value}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{work.key},", *lines, "}"])


def _alone(work: Work) -> dict[str, str]:
    how = " to ".join(part for part in (work.name, prose.recipients(work)) if part)
    return {
        "author": _kept(work.sender),
        "title": _kept(work.subject or prose.opening(work)),
        "howpublished": _plain(how),
        **_dated(work),
        "note": _plain(_note(work)),
    }


def _in_volume(work: Work, printing: Printing) -> dict[str, str]:
    book = printing.book
    title = prose.joined([prose.opening(work), prose.dated(work)])
    whole = prose.series_of(book, with_number=True)
    return {
        "author": _kept(work.sender),
        "title": _kept(title),
        "booktitle": _kept(book.title or whole),
        "editor": _plain(" and ".join(book.editors)),
        "series": _plain(prose.series_of(book, with_number=False)) if book.title else "",
        "volume": _plain(book.number.removeprefix("Volume ")) if book.title else "",
        "publisher": _kept(book.publisher),
        "address": _plain(book.place),
        "year": _plain(str(book.year or "")),
        "note": _plain(_note(work)),
        # An address is no text: its signs stay as they are.
        "url": f"{{{printing.url}}}" if printing.url else "",
        "urldate": _plain(str(work.accessed or "")) if printing.url else "",
    }


def _dated(work: Work) -> dict[str, str]:
    year = f"[{work.year}]" if work.is_date_inferred and work.year else str(work.year or "")
    return {
        "year": _plain(year),
        "month": MONTHS[work.date.month - 1] if work.date else "",
        "day": _plain(str(work.date.day)) if work.date else "",
    }


def _note(work: Work) -> str:
    accessed = work.accessed if not (work.printing and work.printing.url) else None
    return prose.joined(
        [
            work.section,
            *prose.document_words(work.printing),
            work.pinpoint,
            work.identifier,
            *prose.kept_words(work),
            f"accessed {prose.day(accessed)}" if accessed else "",
        ]
    )


def _plain(words: str) -> str:
    return f"{{{words.translate(SPECIAL)}}}" if words else ""


def _kept(words: str) -> str:
    """Return words as they are: a second pair of braces keeps capitals and names whole."""
    return f"{{{_plain(words)}}}" if words else ""
