"""Which layout a text is in."""

from collections.abc import Callable

from reftel.telegram.dialects import archives, line, web
from reftel.telegram.dialects.frus import layout as frus
from reftel.telegram.dialects.layout import Copy, Layout
from reftel.telegram.model import Telegram

# A document of an edition may hold any other layout, and the archives' text holds a line message;
# a new layout gets its place here.
LAYOUTS: tuple[Layout, ...] = (frus.layout, web.layout, archives.layout, line.layout)


def recognise(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what reads the copy: the first layout whose signs it shows; None where none fits."""
    for layout in LAYOUTS:
        found = layout(copy)
        if found is not None:
            return found
    return None
