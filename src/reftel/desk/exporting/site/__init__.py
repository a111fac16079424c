"""A static site: a page for each telegram, and lists of them by date, by post, by TAG."""

from collections.abc import Iterable
from pathlib import Path

from reftel.archive.session import Session
from reftel.desk.exporting.site.page import Page, page
from reftel.desk.exporting.site.rendering import STYLE, Renderer
from reftel.desk.exporting.site.shelf import ORDERS, Shelf, address

__all__ = ["write_site"]
FOLDER = "telegrams"


def write_site(
    session: Session, names: Iterable[str], folder: Path, known: frozenset[str], title: str
) -> int:
    """Write the site into a folder; return how many telegrams it shows.

    known: all the names; what refers to a telegram that is not among them is no link.
    """
    renderer = Renderer(title)
    (folder / STYLE.name).write_bytes(STYLE.read_bytes())
    (folder / FOLDER).mkdir()
    with Shelf() as shelf:
        for name in names:
            made = page(session, name, known)
            html = renderer.telegram(made)
            _write(folder / FOLDER / made.file, html)
            _shelve(shelf, made)
        _write_lists(shelf, renderer, folder)
        return shelf.count()


def _shelve(shelf: Shelf, made: Page) -> None:
    shelf.add(made.entry, f"{FOLDER}/{made.file}", made.tags)


def _write_lists(shelf: Shelf, renderer: Renderer, folder: Path) -> None:
    for order in ORDERS:
        for sheet in shelf.sheets(order):
            _write(folder / address(order, sheet.number), renderer.sheet(sheet, shelf.count()))


def _write(path: Path, html: str) -> None:
    path.write_text(html, "utf-8", newline="\n")
