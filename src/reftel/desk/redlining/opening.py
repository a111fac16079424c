"""Open a draft: a text, a PDF, a Word file, a telegram's text, or a telegram of an archive."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

from reftel.core.diagnostic import Diagnostic
from reftel.core.errors import ReftelError
from reftel.desk import pdf
from reftel.desk.reading import read_content, refusal
from reftel.dossier.drafts.clauses import read_clauses
from reftel.dossier.drafts.enclosed import BEGIN, END, inside
from reftel.dossier.drafts.records import Draft
from reftel.telegram.model import Paragraph, Telegram

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What a Word file keeps of words that are gone.
GONE = frozenset({f"{WORD}del", f"{WORD}moveFrom"})

# Returns the telegram of a number; raises ReftelError.
Lookup = Callable[[str], Telegram]


class DraftNotOpenedError(ReftelError):
    """A draft that is not there, or has no clause; the message names it."""


class _Asked(NamedTuple):
    """What a name asks for: a file or a number, and the paragraph of a telegram or ""."""

    name: str
    paragraph: str


def open_draft(source: str, lookup: Lookup | None = None) -> Draft:
    """Return the draft that a name means.

    source: a file; a telegram's file, of which the text between BEGIN TEXT and END TEXT is read;
    with #5 that of paragraph 5; or the number of a telegram, 08CALDESSA187#5, for `lookup`.
    Raises DraftNotOpenedError.
    """
    asked = _Asked(source, "") if _is_file(source) else _asked(source)
    path = Path(asked.name)
    if _is_file(asked.name):
        return _of_file(path, asked)
    if path.is_dir():
        raise DraftNotOpenedError(f"{asked.name}: is a folder; name a file in it")
    if lookup is None or "/" in asked.name or path.suffix:
        raise DraftNotOpenedError(f"{asked.name}: no such file")
    return _of_telegram(lookup(asked.name), asked)


def draft_of(text: str, title: str, place: str) -> Draft:
    """Return the draft of a text; raises DraftNotOpenedError where it has no clause."""
    draft = read_clauses(text)
    if not any(each.verb or each.kind == "other" for each in draft.clauses):
        message = f'{place}: no clause was found, such as "Decides to ...;", and no list of points'
        raise DraftNotOpenedError(message)
    own = next((each.words for each in draft.clauses if each.kind == "title"), "")
    return Draft(text=draft.text, clauses=draft.clauses, title=_title(own, title))


def _asked(source: str) -> _Asked:
    name, mark, paragraph = source.rpartition("#")
    return _Asked(name, paragraph) if mark and name else _Asked(source, "")


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # A name is too long, or has a null byte.
        return False


def _of_file(path: Path, asked: _Asked) -> Draft:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise DraftNotOpenedError(f"{asked.name}: {reason}") from None
    if data.startswith(b"PK"):
        return draft_of(_word_text(data, asked.name), path.name, asked.name)
    telegram = read_content(data)
    if reason := refusal(telegram):
        raise DraftNotOpenedError(f"{asked.name}: {reason}")
    if asked.paragraph or _texts(telegram):
        return _of_telegram(telegram, asked)
    if telegram.dialect != "unknown" and not _is_plain(telegram.text):
        raise DraftNotOpenedError(_where(telegram, asked.name))
    return draft_of(telegram.text or _plain_text(data), path.name, asked.name)


def _plain_text(data: bytes) -> str:
    words = pdf.text_layer(data) if pdf.is_pdf(data) else data.decode("utf-8", "replace")
    return "" if isinstance(words, Diagnostic) else words


def _is_plain(text: str) -> bool:
    """Whether a text that looks a little like a telegram is a draft all the same."""
    return any(each.kind == "opening" for each in read_clauses(text).clauses)


def _of_telegram(telegram: Telegram, asked: _Asked) -> Draft:
    name = telegram.identity.mrn if telegram.identity else Path(asked.name).name
    if not asked.paragraph:
        found = _texts(telegram)
        if len(found) != 1:
            raise DraftNotOpenedError(_where(telegram, asked.name))
        number, text = found[0]
        return draft_of(text, f"{name} para {number}" if number else name, asked.name)
    chosen = [each for each in telegram.paragraphs if str(each.number) == asked.paragraph]
    if not chosen:
        there = ", ".join(str(each.number) for each in telegram.paragraphs if each.number)
        said = f"it has {there}" if there else "it has none with a number"
        message = f"{asked.name}: no paragraph {asked.paragraph}; {said}{_section(telegram)}"
        raise DraftNotOpenedError(message)
    text = inside("\n\n".join(each.text for each in chosen))
    title = f"{name} para {asked.paragraph}"
    return draft_of(text, title, f"{asked.name}#{asked.paragraph}")


def _texts(telegram: Telegram) -> list[tuple[int | None, str]]:
    """Return the texts between BEGIN TEXT and END TEXT, with the paragraph that each begins in."""
    whole, starts = "", list[tuple[int, int | None]]()
    for each in telegram.paragraphs:
        starts.append((len(whole), each.number))
        whole += f"{_numbered(each)}\n\n"
    found: list[tuple[int | None, str]] = []
    at = 0
    while begin := BEGIN.search(whole, at):
        end = END.search(whole, begin.end())
        stop = end.start() if end else len(whole)
        number = [number for start, number in starts if start <= begin.start()][-1]
        found.append((number, whole[begin.end() : stop]))
        at = end.end() if end else len(whole)
    return found


def _numbered(paragraph: Paragraph) -> str:
    """Return a paragraph with its number: a clause of an official print begins with one."""
    return paragraph.text if paragraph.number is None else f"{paragraph.number}. {paragraph.text}"


def _where(telegram: Telegram, name: str) -> str:
    """Return what to do about a telegram with no text, or several."""
    found = _texts(telegram)
    if not found:
        advice = f"name the paragraph of the draft, {name}#5{_section(telegram)}"
        return f"{name}: a telegram without BEGIN TEXT; {advice}"
    numbers = " or ".join(f"{name}#{number}" for number, _ in found)
    return f"{name}: {len(found)} texts; name the paragraph of one, {numbers}"


def _section(telegram: Telegram) -> str:
    """Return that a file holds one section only, where it does: the draft may be in another."""
    section = telegram.identity.section if telegram.identity else None
    if section is None or len(telegram.sections) > 1:
        return ""
    return f" (the file is section {section.number} of {section.of})"


def _title(own: str, title: str) -> str:
    short = own if len(own) <= 60 else ""
    return f"{short}, {title}" if short else title


def _word_text(data: bytes, name: str) -> str:
    """Return the words of a Word file as it would be with all changes accepted."""
    import docx  # noqa: PLC0415 - slow, and few drafts are Word files
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    try:
        body: Any = docx.Document(io.BytesIO(data)).element
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise DraftNotOpenedError(f"{name}: no Word file that can be read ({error})") from None
    return "\n\n".join(_words(paragraph) for paragraph in body.iter(f"{WORD}p"))


def _words(paragraph: Any) -> str:
    parts: list[str] = []
    for each in paragraph.iter():
        if any(above.tag in GONE for above in each.iterancestors()):
            continue
        if each.tag == f"{WORD}t":
            parts.append(each.text or "")
        elif each.tag in (f"{WORD}br", f"{WORD}tab"):
            parts.append(" ")
    return "".join(parts)
