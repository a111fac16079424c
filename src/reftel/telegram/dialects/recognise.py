"""Which layout a text is in."""

from collections.abc import Callable

from reftel.telegram.dialects import archives, line, smart
from reftel.telegram.dialects.layout import Copy, Layout
from reftel.telegram.model import Telegram

# A SMART cover may stand above a Department copy, and the archives' text holds a line message:
# what may hold another layout comes first.
LAYOUTS: tuple[Layout, ...] = (smart.layout, archives.layout, line.layout)


def recognise(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what reads the copy: the first layout whose signs it shows; None where none fits."""
    for layout in LAYOUTS:
        found = layout(copy)
        if found is not None:
            return found
    return None
