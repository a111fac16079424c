"""Clean telegrams without end, each with what a reader must find in it.

The same seed and layout give the same text on every machine: all chance comes from one
`random.Random`, seeded with both. A new layout is one module with a function `sample`, and one
line in LAYOUTS.
"""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from . import archives, frus, line, smart
from .sample import Sample

LAYOUTS: dict[str, Callable[[Random], Sample]] = {
    "line": line.sample,
    "archives": archives.sample,
    "smart": smart.sample,
    "frus": frus.sample,
}


def generate(seed: int, layout: str) -> Sample:
    """Return the telegram of that seed. Raises KeyError for a layout that nobody wrote."""
    return LAYOUTS[layout](Random(f"{layout} {seed}"))


def telegrams(seed: int, count: int, layouts: Sequence[str] = (*LAYOUTS,)) -> Iterator[Sample]:
    """Yield so many telegrams, the layouts in turn; other seeds give others."""
    for index in range(count):
        yield generate(seed * 1_000_000_007 + index, layouts[index % len(layouts)])
