"""How long something takes, and how that grows.

Processor time of this process is measured, not the clock on the wall, so that other work on the
machine disturbs less; the best of several runs is the one that was disturbed least.
"""

import math
import signal
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from time import process_time
from types import FrameType
from typing import NamedTuple


class Growth(NamedTuple):
    """Seconds at rising sizes; fault: why the largest has no time of its own, if it has none."""

    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    fault: str = ""

    @property
    def exponent(self) -> float:
        """The power of the size with which time grows, 1 being linear.

        From the smallest to the largest; infinite where the largest was not finished.
        """
        if self.fault:
            return math.inf
        if len(self.sizes) < 2 or not all(self.seconds):
            return math.nan
        return math.log(self.seconds[-1] / self.seconds[0]) / math.log(
            self.sizes[-1] / self.sizes[0]
        )


def best(work: Callable[[], object], repeat: int) -> float:
    """Return the fewest seconds of processor time that the work took."""
    return min(_once(work) for _ in range(repeat))


def _once(work: Callable[[], object]) -> float:
    begin = process_time()
    work()
    return process_time() - begin


def growth(
    work: Callable[[str], object],
    make: Callable[[int], str],
    sizes: Sequence[int],
    *,
    repeat: int = 2,
    limit: float = 10.0,
) -> Growth:
    """Return how the time of the work grows over texts that `make` makes at the sizes.

    limit: seconds after which a size is given up, and with it the larger ones.
    """
    done: list[tuple[int, float]] = []
    for size in sizes:
        text = make(size)
        try:
            with _at_most(limit):
                done.append((len(text), best(lambda text=text: work(text), repeat)))
        except TimeoutError:
            return Growth(*_columns([*done, (len(text), limit)]), f"over {limit:.0f} s")
        except (
            Exception
        ) as error:  # Reading never raises, whatever it is given; else that is shown.
            return Growth(*_columns([*done, (len(text), limit)]), f"raised {type(error).__name__}")
    return Growth(*_columns(done))


def _columns(done: Sequence[tuple[int, float]]) -> tuple[tuple[int, ...], tuple[float, ...]]:
    return tuple(size for size, _ in done), tuple(seconds for _, seconds in done)


@contextmanager
def _at_most(seconds: float) -> Generator[None]:
    # The matcher of `re` looks for signals now and then, so that a runaway pattern can be stopped.
    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
