"""Check many telegrams: each as it comes, and in the end those that belong together."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from reftel.core.diagnostic import Diagnostic
from reftel.desk.batch import read_each
from reftel.desk.containers import Again
from reftel.desk.outcome import Outcome, Summary
from reftel.desk.sources import Source
from reftel.telegram import checks
from reftel.telegram.model import Telegram


class Checked(NamedTuple):
    """What came of one file, and its diagnostics of interest, by place, then code."""

    outcome: Outcome
    diagnostics: list[Diagnostic]


class Check:
    """One run over many files; `summary` counts what is found.

    wanted: whether a diagnostic is of interest. text_column: see `unpacked`.
    """

    def __init__(self, wanted: Callable[[Diagnostic], bool], text_column: str = "") -> None:
        self.summary = Summary()
        self._again = Again(text_column)
        self._wanted = wanted
        self._kept: list[_Kept] = []
        self._whole: set[tuple[str, tuple[int, ...]]] = set()

    def alone(self, outcomes: Iterable[Outcome]) -> Iterator[Checked]:
        """Yield what each telegram shows by itself, as it comes."""
        for outcome in outcomes:
            chosen = self._chosen(outcome.diagnostics)
            self.summary.count(outcome, chosen)
            self._keep(outcome, chosen)
            yield Checked(outcome, chosen)

    def across(self) -> Iterator[Checked]:
        """Yield what only several telegrams together show; call it when `alone` is through.

        Each outcome is the file once more, since the places need its text.
        """
        found = checks.run_set([each.telegram for each in self._kept])
        for kept, diagnostics in zip(self._kept, found, strict=True):
            if chosen := self._chosen(diagnostics):
                self._count(kept, chosen)
                yield Checked(self._reread(kept), chosen)

    def _chosen(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        return sorted(filter(self._wanted, diagnostics), key=lambda each: (each.span, each.code))

    def _keep(self, outcome: Outcome, chosen: list[Diagnostic]) -> None:
        telegram = outcome.telegram
        if telegram is None or telegram.identity is None or self._is_copy(telegram):
            return
        once = None if outcome.source and _lasts(outcome.source) else outcome
        had_error, had_warning = _worst(chosen)
        place = Outcome(path=outcome.path, source=outcome.source, part=outcome.part)
        self._kept.append(_Kept(place, essence(telegram), had_error, had_warning, once))

    def _reread(self, kept: "_Kept") -> Outcome:
        """Return the file once more; without its telegram if it has gone meanwhile."""
        place = kept.place
        if kept.once or place.source is None:
            return kept.once or place
        found = read_each(self._again.source(place.source))
        telegram = found[place.part].telegram if place.part < len(found) else None
        return Outcome(path=place.path, telegram=telegram)

    def _is_copy(self, telegram: Telegram) -> bool:
        """Return whether a file with the same sections, more than one, was there before.

        Archives hold the same telegram as PDF and as text. Its sections are not sent again then.
        A file with a single section may be a misnumbered other one, and is left to the rule.
        """
        numbers = tuple(each.number for each in telegram.sections)
        if telegram.identity is None or len(numbers) < 2:
            return False
        key = telegram.identity.mrn, numbers
        seen = key in self._whole
        self._whole.add(key)
        return seen

    def _count(self, kept: "_Kept", chosen: list[Diagnostic]) -> None:
        # The summary counts telegrams, so one that had an error already is not counted again.
        error, warning = _worst(chosen)
        self.summary.with_errors += error and not kept.had_error
        self.summary.with_warnings += warning and not kept.had_warning


class _Kept(NamedTuple):
    """What is left of a file that has passed.

    place: its outcome without the telegram. had_error, had_warning: among its diagnostics of
    interest. once: what came of it, where it cannot be read a second time.
    """

    place: Outcome
    telegram: Telegram
    had_error: bool
    had_warning: bool
    once: Outcome | None


def essence(telegram: Telegram) -> Telegram:
    """Return the telegram with nothing but what the rules over several telegrams look at."""
    # It stays in memory until all files are read, so it must be small: 2 kB each, with all that
    # `_Kept` holds, over 147 telegrams of the National Archives, whose full records take 64 kB.
    return Telegram(
        text="",
        encoding="",
        dialect="unknown",
        blocks=(),
        identity=telegram.identity,
        sections=telegram.sections,
        dtg=telegram.dtg,
        subject=telegram.subject,
        # Of addressees, which may be a hundred, only the continuity numbers matter.
        addressees=tuple(each for each in telegram.addressees if each.continuity),
    )


def _worst(diagnostics: Iterable[Diagnostic]) -> tuple[bool, bool]:
    """Return whether there is an error, and whether there is a warning."""
    severities = {each.severity for each in diagnostics}
    return "error" in severities, "warning" in severities


def _lasts(source: Source) -> bool:
    """Return whether a source can be read twice: a pipe gives its content once."""
    return source.data is not None or Path(source.file or source.path).is_file()
