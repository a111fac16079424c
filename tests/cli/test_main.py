"""The entry point itself: exit codes, flushing, and processes that are left behind."""

import multiprocessing
import os
import runpy
import sys
import time

import pytest

from reftel.cli import app as module
from reftel.cli import brief as brief_module
from reftel.cli.brief import brief
from reftel.desk.outcome import Outcome
from reftel.telegram.model import Telegram


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr(sys, "argv", ["reftel", *arguments])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("reftel.cli", run_name="__main__")
    return end.value.code


def test_exit_codes(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "--version") == 0
    assert capfd.readouterr().out.startswith("reftel ")
    assert run(monkeypatch, "explain", "T2O4") == 2
    assert run(monkeypatch, "read", "gone.txt") == 1


def test_a_message_sends_no_control_characters(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "council", "on", "2008-04-04", "--body", "\x9b31mX\x07") == 2
    told = capfd.readouterr().err
    assert "31mX\u2407 is no body" in told
    assert "\x9b" not in told


def test_processes_that_still_read_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    child = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    child.start()
    module._leave_children(130)  # pyright: ignore[reportPrivateUsage]
    child.join(timeout=10)
    assert (ended, child.exitcode) == ([130], -9)
    module._leave_children(0)  # pyright: ignore[reportPrivateUsage]
    assert ended == [130]


@pytest.mark.parametrize("columns", [80, 100, 120, 200])
def test_a_line_fits_the_terminal(
    monkeypatch: pytest.MonkeyPatch, telegram: Telegram, columns: int
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(brief_module.sys.stdout, "isatty", lambda: True, raising=False)
    line = brief(Outcome(path="x", telegram=telegram))
    assert len(line) <= columns
    assert ("AMEMBASSY" in line) == (columns >= 110)


def test_a_line_without_anything() -> None:
    nothing = Telegram(text="", encoding="", dialect="unknown", blocks=())
    assert brief(Outcome(path="x", telegram=nothing)).split() == ["x", "?", "?", "?", "-"]
    assert brief(Outcome(path="x", refused="gone")) == "x  gone"
