"""What a generator gives: a text, and what a reader must find in it."""

from typing import NamedTuple


class Sample(NamedTuple):
    """A clean telegram. truth: fields by name, spelt as `fields.of` spells what was read.

    A field that the telegram does not have is "" there: a reader that finds one is wrong.
    """

    layout: str
    text: str
    truth: dict[str, str]
