import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reftel.desk.describing import telegram_schema
from reftel.desk.reading import read
from reftel.telegram.model import Telegram

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("REFTEL_SHARED", ROOT.parent / "shared")) / "telegrams"
TELEGRAMS = sorted((ROOT / "examples").rglob("*.txt")) + sorted(SHARED.rglob("*.txt"))


def test_the_schema_in_docs_is_true() -> None:
    kept = msgspec.json.decode((ROOT / "docs" / "schema.json").read_bytes())
    now = msgspec.json.decode(msgspec.json.encode(telegram_schema()))
    assert kept == now, "run `reftel schema > docs/schema.json`"


def test_the_schema_describes_every_record_and_refers_to_nothing_else() -> None:
    schema = telegram_schema()
    definitions = schema["$defs"]
    assert schema["title"] == "Telegram"
    assert all(each["title"] for each in definitions.values())
    assert _references(schema) == {f"#/$defs/{name}" for name in definitions}


@pytest.mark.parametrize("path", TELEGRAMS, ids=lambda path: path.name)
def test_a_record_comes_back_from_its_json(path: Path) -> None:
    telegram = read(path)
    assert msgspec.json.decode(msgspec.json.encode(telegram), type=Telegram) == telegram


def _references(value: Any) -> set[str]:
    if isinstance(value, dict):
        found = _references(list(value.values()))  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
        return found | {value["$ref"]} if "$ref" in value else found
    if isinstance(value, list):
        return {each for item in value for each in _references(item)}  # pyright: ignore[reportUnknownVariableType]
    return set()
