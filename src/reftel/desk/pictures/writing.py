"""A record to the bytes of a picture.

matplotlib is opened when the first picture is drawn: it takes longer to import than all the rest.
"""

# matplotlib types what it passes on in part only.
# pyright: reportUnknownMemberType=false

from hashlib import sha256
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any

import msgspec

from reftel.desk.pictures.describing import description
from reftel.desk.pictures.records import (
    AnyPicture,
    Calibration,
    Count,
    Scale,
    Tornado,
    Trajectory,
    Winset,
)

if TYPE_CHECKING:
    from reftel.desk.pictures.sheet import Sheet

DRAWERS: dict[type[Any], str] = {
    Scale: "scale",
    Winset: "winset",
    Count: "count",
    Tornado: "tornado",
    Trajectory: "trajectory",
    Calibration: "calibration",
}
DOTS = 300  # an inch: what printers ask for


def svg(picture: AnyPicture) -> str:
    """Return the picture as SVG: text as text, its content in words, no style and no script.

    It may stand within a page under the strictest Content-Security-Policy, and beside others: its
    ids are its own.
    """
    from reftel.desk.pictures.plain import plain  # noqa: PLC0415 - see the module
    from reftel.desk.pictures.sheet import drawing  # noqa: PLC0415 - see the module

    salt = _salt(picture)
    with drawing(salt):
        written = BytesIO()
        drawn = _drawn(_clean(picture))
        drawn.figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return plain(written.getvalue(), clean(picture.title), clean(description(picture)), salt)


def png(picture: AnyPicture, dots: int = DOTS) -> bytes:
    """Return the picture as PNG, with its content in words as its description.

    dots: an inch, 30 to 1200. Raises ValueError.
    """
    from reftel.desk.pictures.sheet import drawing  # noqa: PLC0415 - see the module

    if not 30 <= dots <= 1200:
        message = f"{dots} dots an inch; 30 to 1200 can be drawn"
        raise ValueError(message)
    words = {"Title": clean(picture.title), "Description": clean(description(picture))}
    with drawing(_salt(picture)):
        written = BytesIO()
        drawn = _drawn(_clean(picture))
        drawn.figure.savefig(written, format="png", dpi=dots, metadata={"Software": None, **words})
    return written.getvalue()


def clean(words: str) -> str:
    """Return words on one line, without characters that XML does not hold."""
    line = " ".join(words.split())
    return "".join(sign if _is_sound(sign) else "\ufffd" for sign in line)


def _drawn(picture: AnyPicture) -> "Sheet":
    module = import_module(f"reftel.desk.pictures.{DRAWERS[type(picture)]}")
    return module.draw(picture)


def _clean(picture: AnyPicture) -> AnyPicture:
    return msgspec.convert(_cleaned(msgspec.to_builtins(picture)), type=type(picture))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _cleaned(each) for name, each in value.items()}  # pyright: ignore
    if isinstance(value, list | tuple):
        return [_cleaned(each) for each in value]  # pyright: ignore
    return value


def _is_sound(sign: str) -> bool:
    code = ord(sign)
    return code >= 0x20 and not (
        0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code & 0xFFFE == 0xFFFE
    )


def _salt(picture: AnyPicture) -> str:
    # A lone surrogate is no UTF-8; repr escapes it.
    named = f"{type(picture).__name__} {picture!r}"
    return sha256(named.encode("ascii", "backslashreplace")).hexdigest()[:12]
