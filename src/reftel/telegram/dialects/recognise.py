"""Which layout a text is in."""

from collections.abc import Callable

from reftel.telegram.dialects import archives, cablegram, fco, line, named, smart
from reftel.telegram.dialects.frus import layout as frus
from reftel.telegram.dialects.layout import Copy, Layout
from reftel.telegram.model import Telegram
from reftel.telegram.web import page

# What may hold another layout comes first: a document of an edition any other one, a SMART cover
# stands above a Department copy, and the archives' text holds a line message. Other nations'
# telegrams have FM and SUBJECT lines too, and surer signs than these; of the military's the line
# layout reads most, so that only the rest is named.
LAYOUTS: tuple[Layout, ...] = (
    frus.layout,
    smart.layout,
    archives.layout,
    fco.layout,
    cablegram.layout,
    named.layout,
    line.layout,
    named.military,
)


def recognise(copy: Copy) -> Callable[[], Telegram] | None:
    """Return what reads the copy: the first layout whose signs it shows; None where none fits.

    A web page is none: it may hold a telegram of any layout, which is looked for without its tags.
    """
    lines = page(copy.text)
    shown = copy.with_lines(lines) if lines else None
    return (_recognised(shown) if shown else None) or _recognised(copy)


def _recognised(copy: Copy) -> Callable[[], Telegram] | None:
    for layout in LAYOUTS:
        found = layout(copy)
        if found is not None:
            return found
    return None
