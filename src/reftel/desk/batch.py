"""Read many files on all cores: results in order as they come, nothing kept in memory."""

import os
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path

import msgspec

from reftel.desk.outcome import Outcome
from reftel.desk.reading import read_content, refusal
from reftel.desk.sources import Source, expand
from reftel.telegram.model import Telegram

# Below this many files, starting processes takes longer than reading.
FEW = 32
# Files that a process is given at once, and chunks that wait for each process.
CHUNK = 16
WAITING = 4
# No telegram is larger. The limit keeps devices and film archives from filling the memory.
MOST_BYTES = 100_000_000
TOO_LARGE = "larger than 100 MB: no telegram"
DIED = "the process that read it came to its end (out of memory?)"

Chunk = tuple[Source, ...]

# Between processes, records travel as MessagePack: pickle takes seven times as long. Paths stay
# behind, because a name of a file may hold bytes that are no characters.
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(list[tuple[Telegram | None, str]]).decode


def read_many(
    paths: Iterable[str | os.PathLike[str]], workers: int | None = None
) -> Generator[Outcome]:
    """Yield what came of each file, in order; a file that cannot be read stops nothing.

    paths: files, folders (in full, sorted, without hidden files), patterns, "-" for standard
    input. workers: processes; None takes one a core for many files and none for few, and 1
    or fewer reads in this process.
    """
    yield from read_sources(expand(paths), workers)


def read_sources(sources: Iterable[Source], workers: int | None = None) -> Generator[Outcome]:
    """Yield what came of each source; see `read_many`."""
    waiting = iter(sources)
    few = list(islice(waiting, FEW if workers is None else 0))
    if workers is None:
        workers = (os.cpu_count() or 1) if len(few) == FEW else 1
    if workers <= 1:
        yield from map(read_one, few)
        yield from map(read_one, waiting)
    else:
        yield from _read_by_processes(_chunks(few, waiting), workers)


def read_one(source: Source) -> Outcome:
    """Return what came of one source; never raises because of the file."""
    try:
        data = _content(Path(source.path)) if source.data is None else source.data
    except (OSError, ValueError) as error:
        return Outcome(path=source.path, refused=_reason(error))
    if len(data) > MOST_BYTES:
        return Outcome(path=source.path, refused=TOO_LARGE)
    telegram = read_content(data)
    refused = refusal(telegram)
    return Outcome(path=source.path, telegram=None if refused else telegram, refused=refused)


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _reason(error: OSError | ValueError) -> str:
    words = error.strerror if isinstance(error, OSError) else str(error)
    return (words or type(error).__name__).lower()


def _chunks(first: Iterable[Source], rest: Iterator[Source]) -> Iterator[Chunk]:
    waiting = iter([*first, *islice(rest, CHUNK)])
    while chunk := tuple(islice(waiting, CHUNK)):
        yield chunk
    while chunk := tuple(islice(rest, CHUNK)):
        yield chunk


def _read_by_processes(chunks: Iterator[Chunk], workers: int) -> Iterator[Outcome]:
    queue: deque[tuple[Chunk, Future[bytes]]] = deque()
    pool = _pool(workers)
    try:
        while True:
            for chunk in islice(chunks, workers * WAITING - len(queue)):
                queue.append((chunk, _submitted(pool, chunk)))
            if not queue:
                return
            chunk, future = queue[0]
            try:
                packed = future.result()
            except BrokenProcessPool:
                pool.shutdown()
                suspects = [suspect for suspect, _ in queue]
                queue.clear()
                for suspect in suspects:
                    yield from _read_apart(suspect)
                pool = _pool(workers)
            else:
                queue.popleft()
                yield from _outcomes(chunk, packed)
    finally:
        # Whoever stops early (an interrupt, a closed pipe) does not wait for what is left.
        pool.shutdown(wait=not queue, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _submitted(pool: ProcessPoolExecutor, chunk: Chunk) -> Future[bytes]:
    """Return the result to come; of a pool that has just died, a result that says so."""
    try:
        return pool.submit(_read_chunk, chunk)
    except BrokenProcessPool as error:
        failed: Future[bytes] = Future()
        failed.set_exception(error)
        return failed


def _read_chunk(chunk: Sequence[Source]) -> bytes:
    return _pack([(found.telegram, found.refused) for found in map(read_one, chunk)])


def _outcomes(chunk: Sequence[Source], packed: bytes) -> Iterator[Outcome]:
    for source, (telegram, refused) in zip(chunk, _unpack(packed), strict=True):
        yield Outcome(path=source.path, telegram=telegram, refused=refused)


def _read_apart(chunk: Chunk) -> Iterator[Outcome]:
    """Yield the outcomes of a chunk whose process died: each file in a process of its own."""
    for source in chunk:
        with _pool(1) as pool:
            try:
                yield from _outcomes((source,), pool.submit(_read_chunk, (source,)).result())
            except BrokenProcessPool:
                yield Outcome(path=source.path, refused=DIED)
