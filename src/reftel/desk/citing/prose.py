"""Citations in words: the National Archives' form, and a full note as in Chicago.

Sources: the National Archives' advice on the Central Foreign Policy Files (sender to recipient,
telegram number, date, document number, series, record group; recalled); The Chicago Manual of
Style, 17th ed., 14.221-231 on manuscripts; the Office of the Historian on citing FRUS (recalled).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date as Date  # noqa: N812 - as in the record

from reftel.desk.citing.work import Holding, Printing, Work
from reftel.telegram.model import Book

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
# A full stop that ends a subject gives way to the comma; that of `U.S.` or `CO.` stays.
FULL_STOP = re.compile(r"\b\w{4,}\.$")
MOST_NAMED = 3  # recipients; of more, the first stands for all


def nara(work: Work) -> str:
    """Return the form that the National Archives recommend, in one line without a full stop.

    Sender to recipient, telegram number, subject, date, paragraph, document number, and where it
    is kept, from the smaller to the larger.
    """
    printing = work.printing
    printed = f"printed in {_volume(printing)}" if printing and printing.book.series else ""
    kept = [work.identifier, *kept_words(work)]
    item = [_way(work), _named(work), *_item(work)]
    told = joined([*item, *kept, printed, *document_words(printing)])
    return f"{told} (accessed {day(work.accessed)})" if work.accessed else told


def chicago(work: Work) -> str:
    """Return a full note, in one line with its full stop.

    What is printed in a volume is cited by volume and document; everything else as a manuscript,
    the item first, the archive last.
    """
    printing = work.printing
    if printing and printing.book.series:
        parts = _in_volume(work, printing)
    else:
        kept = work.holding
        parts = [_way(work), _lowered(_named(work)), *_item(work), work.identifier, _film(work)]
        parts += [kept.series, _en_dash(kept.collection), kept.group_title, kept.group]
        parts += [*_place(kept), *release_words(kept), *document_words(printing)]
    accessed = f"accessed {day(work.accessed)}" if work.accessed else ""
    # The address comes last, so that nothing behind it is taken for a part of it.
    note = joined([*parts, accessed, printing.url if printing else ""])
    return _closed(f"{note[:1].upper()}{note[1:]}")


def joined(parts: Iterable[str]) -> str:
    """Join what is known by commas; a comma behind a quotation stands inside of it."""
    *before, last = [part for part in parts if part] or [""]
    return " ".join([*map(_with_comma, before), last])


def _closed(note: str) -> str:
    """Return a note with its full stop, which stands inside of a quotation at the end."""
    if not note.endswith("”"):
        return f"{note}."
    return note if note[-2:-1] in {".", "?", "!"} else f"{note[:-1]}.”"


def _with_comma(part: str) -> str:
    if not part.endswith("”"):
        return f"{part},"
    words = part[:-1].rstrip(",")
    return f"{words[:-1] if FULL_STOP.search(words) else words},”"


def quoted(words: str) -> str:
    """Return words in quotation marks; those inside become single ones."""
    inner, is_open = "", False
    for sign in words.replace("“", "‘").replace("”", "’"):
        if sign == '"':
            inner, is_open = inner + ("’" if is_open else "‘"), not is_open
        else:
            inner += sign
    return f"“{inner}”" if inner else ""


def day(date: Date | None) -> str:
    """Return May 17, 1974; "" of None."""
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}" if date else ""


def dated(work: Work) -> str:
    """Return the date, else the year; in brackets where the telegram does not print it."""
    told = day(work.date) or (str(work.year) if work.year else "")
    return f"[{told}]" if told and work.is_date_inferred else told


def opening(work: Work) -> str:
    """Return Telegram 60 from the Embassy in Iran to the Department of State."""
    heading = work.printing
    sender = (heading and heading.sender) or work.sender
    receivers = (heading and heading.recipients) or recipients(work)
    from_ = f" from {sender}" if sender else ""
    return f"{work.name}{from_}{f' to {receivers}' if receivers else ''}"


def recipients(work: Work) -> str:
    """Return who it is to: up to three by name, else the first and how many others."""
    names = work.recipients
    if len(names) > MOST_NAMED:
        return f"{names[0]} and {len(names) - 1} others"
    return _listed(names)


def series_of(book: Book, *, with_number: bool) -> str:
    """Return Foreign Relations of the United States, 1969–1976, Volume E–4."""
    return joined([book.series, book.period, book.number if with_number else ""])


def imprint(book: Book) -> str:
    """Return Washington: United States Government Printing Office, 2006; what is known of it."""
    place = ": ".join(part for part in (book.place, book.publisher) if part)
    return joined([place, str(book.year) if book.year else ""])


def release_words(kept: Holding) -> list[str]:
    """Return the case and document numbers of a release, and its day."""
    return [
        f"Case No. {kept.case}" if kept.case else "",
        f"Doc No. {kept.document}" if kept.document else "",
        f"released {day(kept.released)}" if kept.released else "",
    ]


def document_words(printing: Printing | None) -> list[str]:
    """Return the number of the document in its edition; nothing where it has none."""
    return [f"Document {printing.document}"] if printing and printing.document else []


def kept_words(work: Work) -> list[str]:
    """Return the film and where a telegram is kept, from the smaller to the larger."""
    kept = work.holding
    series = "/".join(part for part in (kept.collection, kept.series) if part)
    group = ": ".join(part for part in (kept.group, kept.group_title) if part)
    return [_film(work), series, group, *_place(kept), *release_words(kept)]


def _place(kept: Holding) -> list[str]:
    """Return file and archive; an archive's letters go before the file, NAA: A1838, 852/20."""
    if kept.location and kept.archive.isalpha() and kept.archive.isupper():
        return [f"{kept.archive}: {kept.location}"]
    return [kept.location, kept.archive]


def _way(work: Work) -> str:
    return " to ".join(part for part in (work.sender, recipients(work)) if part)


def _named(work: Work) -> str:
    return joined([work.name, work.section])


def _item(work: Work) -> list[str]:
    return [quoted(work.subject), dated(work), work.pinpoint]


def _film(work: Work) -> str:
    return f"film {work.film}" if work.film else ""


def _volume(printing: Printing) -> str:
    return joined([series_of(printing.book, with_number=True), printing.book.title])


def _in_volume(work: Work, printing: Printing) -> list[str]:
    book = printing.book
    editors = _listed(book.editors)
    # Only one editor is "ed."; the imprint stands behind without a comma.
    by = f"{'eds.' if len(book.editors) > 1 else 'ed.'} {editors}" if editors else ""
    volume = book.number.replace("Volume ", "vol. ", 1).replace("Part ", "part ")
    title = joined([book.series, book.period, volume, book.title, by])
    published = imprint(book)
    return [
        opening(work),
        dated(work),
        f"{title} ({published})" if published else title,
        f"doc. {printing.document}" if printing.document else "",
        work.pinpoint,
    ]


def _listed(names: Sequence[str]) -> str:
    *first, last = names or ("",)
    comma = "," if len(names) >= MOST_NAMED else ""
    return f"{', '.join(first)}{comma} and {last}" if first else last


def _lowered(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _en_dash(words: str) -> str:
    return words.replace("1973-79", "1973–79")
