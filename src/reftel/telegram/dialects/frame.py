"""What a layout tells before anything is read: where the message stands, and what surrounds it."""

from typing import NamedTuple

from reftel.telegram.model import Dialect


class Frame(NamedTuple):
    """Line numbers, half-open: the message, and the archive's attributes behind it."""

    dialect: Dialect
    message: tuple[int, int]
    attributes: tuple[int, int] = (0, 0)
