"""From what a page tells to its HTML."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reftel.desk.exporting.site.page import Page
from reftel.desk.exporting.site.shelf import Sheet

TEMPLATES = Path(__file__).parent / "templates"
STYLE = TEMPLATES / "style.css"
TITLES = {"date": "By date", "post": "By post", "tag": "By TAG"}
# Signs that HTML may not hold, and those that turn words round, part or hide them.
PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code not in {9, 10}}
FORBIDDEN = (
    *range(0x7F, 0xA0),
    *range(0x200E, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
    *range(0xFDD0, 0xFDF0),
    *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)),
)
CLEAN = PICTURES | dict.fromkeys(FORBIDDEN, "\ufffd")


class Renderer:
    """The pages of one site."""

    def __init__(self, title: str) -> None:
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_clean,
        )
        environment.globals["site"] = title  # pyright: ignore[reportArgumentType]
        environment.globals["titles"] = TITLES  # pyright: ignore[reportArgumentType]
        self._telegram = environment.get_template("telegram.html")
        self._sheet = environment.get_template("list.html")

    def telegram(self, page: Page) -> str:
        """Return the page of a telegram."""
        return self._telegram.render(page=page, up="../")

    def sheet(self, sheet: Sheet, count: int) -> str:
        """Return a page of a list. count: of the telegrams of the site."""
        return self._sheet.render(sheet=sheet, count=count, up="")


def _clean(value: object) -> object:
    """Return what a template prints; words without the signs that HTML may not hold."""
    if type(value) is not str or (value.isascii() and value.isprintable()):
        return value
    return value.translate(CLEAN)
