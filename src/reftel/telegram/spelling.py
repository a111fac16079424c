"""Words that are nearly a known one."""

from collections.abc import Iterable
from functools import lru_cache


def nearly(word: str, known: Iterable[str]) -> str | None:
    """Return the one known word that `word` is one slip away from; None where there is none.

    A slip is a letter lost, added, changed, or exchanged with its neighbour. Two known words
    equally near are none: a guess between them would be silent.
    """
    found = {each for each in known if _one_slip(word, each)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _one_slip(word: str, meant: str) -> bool:
    short, long = sorted((word, meant), key=len)
    if len(long) - len(short) > 1:
        return False
    same = 0
    while same < len(short) and short[same] == long[same]:
        same += 1
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    rest_short, rest_long = short[same:], long[same:]
    return rest_short[1:] == rest_long[1:] or (
        rest_short[:2] == rest_long[:2][::-1] and rest_short[2:] == rest_long[2:]
    )
