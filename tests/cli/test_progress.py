import io
import sys

import pytest

from reftel.cli import progress
from reftel.desk.outcome import Outcome, Summary
from reftel.desk.sources import Source

OUTCOMES = [Outcome(path=str(number), refused="gone") for number in range(150)]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def written(monkeypatch: pytest.MonkeyPatch, out: io.StringIO, **how: bool) -> str:
    errors = Terminal()
    monkeypatch.setattr(sys, "stderr", errors)
    monkeypatch.setattr(sys, "stdout", out)
    quiet = how.get("quiet", False)
    assert list(progress.shown(OUTCOMES, len(OUTCOMES), quiet=quiet)) == OUTCOMES
    return errors.getvalue()


def test_a_long_run_is_counted_and_the_line_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    told = written(monkeypatch, io.StringIO())
    assert "1 read, file 1 of 150" in told
    assert told.endswith(progress.CLEAR)


def test_members_are_counted_and_their_container_is_one_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    errors = Terminal()
    monkeypatch.setattr(sys, "stderr", errors)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    source = Source(path="a.zip!a.txt", file="a.zip", member=0)
    members = [Outcome(path="a.zip!a.txt", source=source)] * progress.MANY
    assert list(progress.shown(members, 1, quiet=False)) == members
    assert "100 read, file 1 of 1" in errors.getvalue()


def test_nothing_is_told_beside_the_results_or_when_asked_to_be_quiet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert written(monkeypatch, Terminal()) == ""
    assert written(monkeypatch, io.StringIO(), quiet=True) == ""


def test_the_summary_in_a_line() -> None:
    summary = Summary(files=1200, telegrams=1198, with_errors=3, with_warnings=2, seconds=2.0)
    summary.refused = {"gone": 1, "T004 picture": 1}
    assert progress.told(summary) == (
        "1,200 files: 1,198 read, 3 with errors, 2 with warnings, 2 refused (2.0 s, 600 a second)"
    )
    assert progress.reasons(summary) == [
        "  refused 1 file: T004 picture",
        "  refused 1 file: gone",
    ]
    assert progress.told(Summary(files=1, telegrams=1, seconds=0.014)) == "1 file: 1 read (0.01 s)"
