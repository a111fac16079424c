"""Reftel turns diplomatic telegrams into evidence.

`read` is the door: it takes a text, bytes or a path and returns a `Telegram`. `read_all` yields
each of many: of a folder, an archive, a mailbox, a volume, a text with several. `Archive` keeps
them, to be searched and linked; `bring` fills it. `Dossier` is the map of a negotiation.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reftel.archive.archive import Archive
    from reftel.core.diagnostic import Diagnostic
    from reftel.core.span import Span
    from reftel.desk.importing import bring
    from reftel.desk.reading import read
    from reftel.desk.reading_all import read_all
    from reftel.dossier.dossier import Dossier
    from reftel.telegram.model import Telegram

    __version__: str

__all__ = [
    "Archive",
    "Diagnostic",
    "Dossier",
    "Span",
    "Telegram",
    "__version__",
    "bring",
    "read",
    "read_all",
]

# The public names and where they live; imported when first asked for, because the command line
# passes through this module too and has to answer `--help` at once.
_HOMES = {
    "Archive": "reftel.archive.archive",
    "Diagnostic": "reftel.core.diagnostic",
    "Dossier": "reftel.dossier.dossier",
    "Span": "reftel.core.span",
    "Telegram": "reftel.telegram.model",
    "bring": "reftel.desk.importing",
    "read": "reftel.desk.reading",
    "read_all": "reftel.desk.reading_all",
}


def __getattr__(name: str) -> object:
    from importlib import import_module, metadata  # noqa: PLC0415 - only where it is needed

    if name == "__version__":
        value: object = metadata.version("reftel")
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    else:
        message = f"module 'reftel' has no attribute {name!r}"
        raise AttributeError(message)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
