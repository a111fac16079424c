"""The golden cases: a text and the few values that must be read of it, side by side in files."""

import json
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec

from reftel.telegram.model import Telegram

FOLDER = Path(__file__).parent


class Case(NamedTuple):
    """One case.

    shows: the irregularity. expect: values by dotted path, see `at`. found: codes of
    diagnostics that must be among the findings.
    """

    name: str
    text: str
    shows: str
    expect: dict[str, Any]
    found: list[str]


def cases() -> list[Case]:
    """Return all cases in the order of their numbers."""
    return [_case(path) for path in sorted(FOLDER.glob("[0-9]*.json"))]


def texts() -> list[Path]:
    """Return the files of texts: plain, of an edition, of web pages."""
    return [path for kind in ("txt", "xml", "html") for path in FOLDER.glob(f"[0-9]*.{kind}")]


def _case(path: Path) -> Case:
    values = json.loads(path.read_text(encoding="utf-8"))
    # Line ends are part of the text, so that nothing may translate them.
    text = next(each for each in texts() if each.stem == path.stem).read_bytes().decode()
    return Case(path.stem, text, values["shows"], values["expect"], values.get("found", []))


def as_json(telegram: Telegram) -> Any:
    """Return the record as JSON values; fields that hold their default are left out."""
    return json.loads(msgspec.json.encode(telegram))


def at(value: Any, path: str) -> Any:
    """Return what stands at a dotted path: `dtg.time`, `tags.0.code`, `tags.*.code`.

    `*` is each entry of a list, and gives a list. What is left out is None (null in the file),
    but for a field that holds an empty or false default; the case then says null, too, unless
    it says the default itself.
    """
    step, _, rest = path.partition(".")
    if step == "*":
        return [at(each, rest) if rest else each for each in value or ()]
    found = _step(value, step)
    return at(found, rest) if rest else found


def _step(value: Any, step: str) -> Any:
    if value is None:
        return None
    if step.isdecimal():
        return value[int(step)] if int(step) < len(value) else None
    return value.get(step)


def bare(value: Any) -> Any:
    """Return the value with empty and false defaults as None, so that they compare equal."""
    if isinstance(value, list):
        return [bare(each) for each in cast("list[Any]", value)] or None
    return None if value is False or value == "" else value
