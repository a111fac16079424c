"""Archives for tests of exports: a few telegrams, and pairs that differ above a reader."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from reftel.archive.access.labels import parse_clearance
from reftel.archive.archive import Archive
from reftel.archive.session import Session
from reftel.desk.importing import bring

READER = "C"
TEXT = """R {day:02}2143Z APR 08
FM AMEMBASSY TAVERRE
TO SECSTATE WASHDC
BT
{level} TAVERRE {number:06}

E.O. 12958: DECL: 04/04/2018
TAGS: PREL, ECON
SUBJECT: {subject}

REF: A. 08 TAVERRE {cited}
     B. 08 TAVERRE 99

{paragraphs}

SMITH
BT
#{number:04}
NNNN
"""
SECRET, PLAIN = "S E C R E T", "C O N F I D E N T I A L"


def letter(
    number: int,
    *paragraphs: str,
    level: str = PLAIN,
    subject: str = "(U) STRAITS TALKS",
    cited: int = 3,
) -> str:
    """Return the text of a telegram."""
    numbered = [f"{at}. {each}" for at, each in enumerate(paragraphs, 1)]
    return TEXT.format(
        day=number % 28 + 1,
        level=level,
        number=number,
        subject=subject,
        cited=cited,
        paragraphs="\n\n".join(numbered),
    )


VISIBLE = (
    letter(1, "(C) The council met.", "(U) It adjourned <b>late</b> & said =SUM(A1)."),
    letter(2, "(C) More of the same.", "No mark stands here.", cited=1),
    letter(3, "(C) TAVERRE 4 is not at hand.", "(C) A table:\n\nONE     1\nTWO     2", cited=4),
)
# 4 is cited by one that is seen; 5 cites ones that are seen; 6 has the best copy of nothing.
HIDDEN = (
    letter(4, "(S) Our source spoke.", level=SECRET, subject="(S) SOURCE"),
    letter(5, "(S) See TAVERRE 3.", level=SECRET, subject="(S) SOURCE", cited=2),
    letter(6, "(TS) Nothing at all.", level="T O P S E C R E T", subject="(TS) NOTHING"),
)
# The same telegram with another hidden paragraph.
PARTLY = "(C) The part that is seen."
TAVERRE_7 = (
    letter(7, PARTLY, "(S) He said yes.", level=SECRET, subject="(U) PART"),
    letter(7, PARTLY, "(S) He said no, TAVERRE 2.", level=SECRET, subject="(U) PART"),
)


def archived(folder: Path, texts: Iterable[str]) -> Archive:
    """Return an archive of these telegrams, in the order in which they come.

    Archives side by side have files of the same names.
    """
    files = folder.with_name("files")
    files.mkdir(exist_ok=True)
    archive = Archive(folder, create=True)
    db = sqlite3.connect(folder / "archive.db")
    with db:  # public ids are made with it
        db.execute("UPDATE setting SET value = ? WHERE name = 'secret'", (b"s" * 32,))
    db.close()
    for text in texts:
        number = next(line for line in text.splitlines() if line.startswith("#"))[1:]
        path = files / f"{number}.txt"
        path.write_text(text, "utf-8")
        bring(archive, [path], workers=1)
    return archive


def reader(archive: Archive, words: str = READER) -> Session:
    """Return the session of a reader."""
    return archive.session(parse_clearance(words))


def content(path: Path) -> dict[str, bytes]:
    """Return the bytes of a file or of all files of a folder, by their names."""
    if path.is_file():
        return {"": path.read_bytes()}
    return {str(each.relative_to(path)): each.read_bytes() for each in _files(path)}


def _files(path: Path) -> Iterator[Path]:
    return (each for each in sorted(path.rglob("*")) if each.is_file())
