"""Read all telegrams that something holds: the second door of the library."""

import os
from collections.abc import Iterator

from reftel.core.span import Span
from reftel.desk.batch import read_many, read_sources
from reftel.desk.containers import unpacked
from reftel.desk.gathering import joined
from reftel.desk.outcome import Outcome
from reftel.desk.reading import names_a_file, unread
from reftel.desk.sources import Source
from reftel.telegram.findings import diagnostic
from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegrams


def read_all(
    source: bytes | str | os.PathLike[str], *, text_column: str = "", workers: int | None = None
) -> Iterator[Telegram]:
    """Yield each telegram that `source` holds, as it comes.

    In memory are some files or members at a time, never all; of a text with several telegrams all.

    source: a text or bytes with one telegram or several; a file, a folder, an archive, a mailbox, a
    volume, a table (`text_column` names the column with the text). What cannot be opened comes as
    an empty record that says which and why (T041); documents of a volume that are no telegrams do
    not come. Sections of one message in several files come as one telegram. workers: processes,
    as of `read_many`.
    Raises FileNotFoundError where a path names nothing, and TypeError for any other type.
    """
    outcomes = _outcomes(source, text_column, workers)
    return (_telegram(each) for each in joined(outcomes) if not each.listed)


def _outcomes(
    source: bytes | str | os.PathLike[str], text_column: str, workers: int | None
) -> Iterator[Outcome]:
    if isinstance(source, bytes | bytearray | memoryview):
        return read_sources(unpacked([Source("", bytes(source))], text_column), workers)
    if isinstance(source, str) and not names_a_file(source):
        return (Outcome(path="", telegram=each) for each in read_telegrams(source))
    if isinstance(source, str | os.PathLike):  # pyright: ignore[reportUnnecessaryIsInstance]
        os.stat(source)  # noqa: PTH116 - raises what `open` would
        return read_many([source], workers, text_column=text_column)
    message = f"read_all() takes bytes, a string or a path, not {type(source).__name__}"
    raise TypeError(message)


def _telegram(outcome: Outcome) -> Telegram:
    if outcome.telegram is not None:
        return outcome.telegram
    return unread(diagnostic("T041", Span(0, 0), f"{outcome.path}: {outcome.refused}"))
