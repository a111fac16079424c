"""Read many files on all cores: results in order as they come, nothing kept in memory."""

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread
from typing import Generic, TypeVar

import msgspec
import msgspec.structs

from reftel.desk.containers import unpacked
from reftel.desk.containers.content import MOST_BYTES, TOO_LARGE
from reftel.desk.outcome import Outcome
from reftel.desk.reading import read_contents, refusal
from reftel.desk.sources import Source, expand
from reftel.telegram.model import Book, Telegram

# Below this many files, starting processes takes longer than reading.
FEW = 32
# Files that a process is given at once, and chunks that wait for each process: fewer where they
# are large, because what waits must not fill the memory.
CHUNK = 16
WAITING = 4
CHUNK_BYTES = 4_000_000
MOST_WAITING_BYTES = 64_000_000
DIED = "the process that read it came to its end (out of memory?)"

Chunk = tuple[Source, ...]
Read = tuple[Telegram | None, str]  # a telegram, or why there is none
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """What processes do with sources.

    work: what one process does with a chunk; it must not raise. taken: what this process makes of
    that. lost: what stands for a source whose process came to its end, with the reason.
    """

    work: Callable[[Chunk], bytes]
    taken: Callable[[Chunk, bytes], Iterable[T]]
    lost: Callable[[Source, str], Iterable[T]]


# Between processes, records travel as MessagePack: pickle takes seven times as long. Paths stay
# behind, because a name of a file may hold bytes that are no characters.
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(list[list[Read]]).decode


def read_many(
    paths: Iterable[str | os.PathLike[str]], workers: int | None = None, *, text_column: str = ""
) -> Generator[Outcome]:
    """Yield what came of each file and each member, in order; a bad one stops nothing.

    paths: files, folders (in full, sorted, without hidden files), patterns, "-" for standard
    input; archives, mail and tables among them are opened. workers: processes; None takes one a
    core for many files and none for few, and 1 or fewer reads in this process. text_column: the
    column of tables that holds the text.
    """
    sources = expand(paths, with_tables=bool(text_column))
    yield from read_sources(unpacked(sources, text_column), workers)


def read_sources(sources: Iterable[Source], workers: int | None = None) -> Generator[Outcome]:
    """Yield what came of each source; see `read_many`."""
    yield from done(sources, READING, workers)


def done(sources: Iterable[Source], task: Task[T], workers: int | None = None) -> Generator[T]:
    """Yield what came of each source, in order; workers: see `read_many`."""
    waiting = iter(sources)
    first: Chunk = ()
    if workers is None:
        first = _taken(waiting, FEW)
        is_much = len(first) == FEW or _bytes(first) > CHUNK_BYTES
        workers = (os.cpu_count() or 1) if is_much else 1
    waiting = chain(first, waiting)
    if workers <= 1:
        for source in waiting:
            yield from task.taken((source,), task.work((source,)))
    else:
        yield from _done_by_processes(waiting, task, workers)


def read_each(source: Source) -> list[Outcome]:
    """Return what came of each telegram of a source; never raises because of the file."""
    return _outcomes(source, _read(source))


def _read(source: Source) -> list[Read]:
    data = content(source)
    return [(None, data)] if isinstance(data, str) else read_data(source, data)


def content(source: Source) -> bytes | str:
    """Return the bytes of a source, or why there are none."""
    if source.refused or source.listed:
        return source.refused
    try:
        data = _content(Path(source.path)) if source.data is None else source.data
    except (OSError, ValueError) as error:
        return _reason(error)
    return TOO_LARGE if len(data) > MOST_BYTES else data


def read_data(source: Source, data: bytes) -> list[Read]:
    """Return the telegrams that the bytes of a source hold, or why there are none."""
    telegrams = (_in_book(each, source.book) for each in read_contents(data, source.volume))
    found = [(telegram, refusal(telegram)) for telegram in telegrams]
    return [(None if refused else telegram, refused) for telegram, refused in found]


def _in_book(telegram: Telegram, book: Book | None) -> Telegram:
    """Return the telegram with the volume that it was taken from, which a document cannot tell."""
    if book is None or telegram.edition is None:
        return telegram
    edition = msgspec.structs.replace(telegram.edition, book=book)
    return msgspec.structs.replace(telegram, edition=edition)


def _outcomes(source: Source, found: Sequence[Read]) -> list[Outcome]:
    origin = source if source.member < 0 else source._replace(data=None)
    return [
        Outcome(
            path=f"{source.path}#{part + 1}" if part else source.path,
            telegram=telegram,
            refused=refused,
            listed=source.listed,
            source=origin,
            part=part,
        )
        for part, (telegram, refused) in enumerate(found)
    ]


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _reason(error: OSError | ValueError) -> str:
    words = error.strerror if isinstance(error, OSError) else str(error)
    return (words or type(error).__name__).lower()


def _taken(sources: Iterator[Source], most: int) -> Chunk:
    """Take so many sources, or so many bytes, whichever comes first; none where none are left."""
    found: list[Source] = []
    size = 0
    for source in sources:
        found.append(source)
        size += _bytes((source,))
        if len(found) == most or size > CHUNK_BYTES:
            break
    return tuple(found)


def _bytes(chunk: Chunk) -> int:
    """Return how many bytes of content are in the memory for a chunk."""
    return sum(len(each.data or b"") for each in chunk)


def _done_by_processes(sources: Iterator[Source], task: Task[T], workers: int) -> Iterator[T]:
    queue: deque[tuple[Chunk, Future[bytes]]] = deque()
    pool = _pool(workers)
    try:
        while True:
            while len(queue) < workers * WAITING and _waiting(queue) < MOST_WAITING_BYTES:
                chunk = _taken(sources, CHUNK)
                if not chunk:
                    break
                queue.append((chunk, _submitted(pool, task, chunk)))
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
                    yield from _done_apart(suspect, task)
                pool = _pool(workers)
            else:
                queue.popleft()
                yield from task.taken(chunk, packed)
    finally:
        # Whoever stops early (an interrupt, a closed pipe) does not wait for what is left.
        pool.shutdown(wait=not queue, cancel_futures=True)


def _waiting(queue: Iterable[tuple[Chunk, Future[bytes]]]) -> int:
    return sum(_bytes(chunk) for chunk, _ in queue)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=_follow_the_parent)


def _follow_the_parent() -> None:
    """Leave interrupts to the parent, and end when it ends: a killed one can tell nobody."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _submitted(pool: ProcessPoolExecutor, task: Task[T], chunk: Chunk) -> Future[bytes]:
    """Return the result to come; of a pool that has just died, a result that says so."""
    try:
        return pool.submit(task.work, chunk)
    except BrokenProcessPool as error:
        failed: Future[bytes] = Future()
        failed.set_exception(error)
        return failed


def _read_chunk(chunk: Sequence[Source]) -> bytes:
    return _pack([_read(source) for source in chunk])


def _unpacked(chunk: Sequence[Source], packed: bytes) -> Iterator[Outcome]:
    for source, found in zip(chunk, _unpack(packed), strict=True):
        yield from _outcomes(source, found)


def _done_apart(chunk: Chunk, task: Task[T]) -> Iterator[T]:
    """Yield what came of a chunk whose process died: each file in a process of its own."""
    for source in chunk:
        with _pool(1) as pool:
            try:
                packed = pool.submit(task.work, (source,)).result()
            except BrokenProcessPool:
                yield from task.lost(source, DIED)
            else:
                yield from task.taken((source,), packed)


def _lost(source: Source, reason: str) -> list[Outcome]:
    return _outcomes(source, [(None, reason)])


READING = Task(_read_chunk, _unpacked, _lost)
