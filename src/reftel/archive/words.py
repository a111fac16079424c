import re
from typing import NamedTuple
from collections.abc import Iterator


class Word(NamedTuple):
    word: str
    start: int
    end: int
    joined: str


W = re.compile(r"\w+")


def words(text: str) -> Iterator[Word]:
    for m in W.finditer(text):
        yield Word(m[0].lower(), m.start(), m.end(), "")
