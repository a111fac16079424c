"""What came of a file, and of all of them together."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reftel.core.diagnostic import Diagnostic
from reftel.desk.sources import Source
from reftel.telegram.model import Telegram


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one file, or of one telegram in it: the telegram, or why there is none.

    path: as named, "-" for standard input; of a member `mail.zip!a.txt`, of a further telegram of
    one text `a.txt#2`. refused: "" where there is a telegram; otherwise what the system said,
    or a code (T004, T005, T006) with its message. listed: the heading of a document of an edition
    that is no telegram; it is no failure. source: where it was read, of a member without its
    content. part: the number of the telegram in it, from 0. version: how it relates to one that was
    there before.
    """

    path: str
    telegram: Telegram | None = None
    refused: str = ""
    listed: str = ""
    source: Source | None = field(default=None, compare=False)
    part: int = 0
    version: str = ""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The diagnostics of the telegram; none where there is no telegram."""
        return self.telegram.diagnostics if self.telegram else ()


@dataclass(slots=True)
class Summary:
    """What came of many files.

    with_errors, with_warnings: telegrams with at least one such diagnostic.
    listed: documents that are no telegrams. refused: reason to number of files. copies: telegrams
    that were there before, in the same words or in others. seconds: since the summary was made.
    """

    files: int = 0
    telegrams: int = 0
    with_errors: int = 0
    with_warnings: int = 0
    listed: int = 0
    copies: int = 0
    refused: dict[str, int] = field(default_factory=dict[str, int])
    seconds: float = 0.0
    _began: float = field(default_factory=time.monotonic, repr=False)

    @property
    def rate(self) -> float:
        """Files a second; 0 before anything is done."""
        return self.files / self.seconds if self.seconds else 0.0

    @property
    def refusals(self) -> int:
        """The number of files that could not be read."""
        return sum(self.refused.values())

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield the outcomes as they come, each counted."""
        for outcome in outcomes:
            self.count(outcome, outcome.diagnostics)
            yield outcome

    def count(self, outcome: Outcome, diagnostics: Iterable[Diagnostic]) -> None:
        """Count an outcome; `diagnostics` are those of it that are of interest."""
        severities = {each.severity for each in diagnostics}
        self.files += 1
        self.telegrams += outcome.telegram is not None
        self.listed += bool(outcome.listed)
        self.copies += bool(outcome.version)
        self.with_errors += "error" in severities
        self.with_warnings += "warning" in severities
        if outcome.refused:
            self.refused[outcome.refused] = self.refused.get(outcome.refused, 0) + 1
        self.seconds = time.monotonic() - self._began
