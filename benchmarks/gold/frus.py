"""Telegrams of two volumes of Foreign Relations of the United States."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from gold.values import Document, Value
from reftel.telegram.dialects.frus import heading
from reftel.telegram.dialects.frus import volume as edition
from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram

HEADER = {"date-time group", "originator"}


def documents(folder: Path) -> Iterator[Document]:
    """Yield the telegrams of a folder's volumes that stand in `gold.jsonl`."""
    rows = map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    gold = {row["id"]: row for row in rows}
    for path in sorted(folder.glob("*.xml")):
        for each in edition.documents([path.read_bytes()]):
            row = gold.get(f"{each.volume}/{each.id}")
            if row is not None:
                telegram = read_telegram(each.text, volume=each.volume)
                read = as_gold(telegram)
                values = tuple(
                    Value(row["id"], field, _wanted(field, row[field], read), value)
                    for field, value in read.items()
                )
                yield Document(row["id"], telegram, values)


def as_gold(telegram: Telegram) -> dict[str, Any]:
    """Return the record in the fields of the gold values."""
    edition, level = telegram.edition, telegram.classification
    head = heading.parsed(edition.heading.text) if edition else None
    source = edition.source if edition else None
    words = [each.title() for each in source.captions] if source else []
    words += [source.precedence.title()] if source and source.precedence else []
    return {
        "number": head.own or None if head else None,
        "date": _date(telegram),
        "place": telegram.dateline.place or None if telegram.dateline else None,
        "from": edition.sender if edition else "",
        "to": edition.recipients if edition else "",
        "classification": level.level.title() if level else None,
        "captions": sorted(words),
        "kind": edition.kind if edition else "",
        "header_in_text": any(block.kind in HEADER for block in telegram.blocks),
    }


def _date(telegram: Telegram) -> str | None:
    """Return the date of the dateline; the gold values leave out one that the heading prints."""
    line, edition = telegram.dateline, telegram.edition
    if line is None or line.date is None:
        return None
    if edition and edition.heading.span.start <= line.span.start < edition.heading.span.end:
        return None
    if line.time:
        return f"{line.time:%Y-%m-%dT%H:%M:%SZ}"
    return f"{line.date}T{line.local}:00" if line.local else str(line.date)


def _wanted(field: str, value: Any, read: dict[str, Any]) -> Any:
    """Return the gold value as it is compared: captions in any order, names without end signs.

    Of a gold date without time only the day is compared, for the words print a time.
    """
    if field == "captions":
        return sorted(value)
    if field in {"from", "to", "place"} and value:
        return value.rstrip(", ")
    if field == "date" and value and read["date"] and "T" not in value:
        return value + read["date"][len(value) :]
    if field == "date" and value:
        return datetime.fromisoformat(value).strftime("%Y-%m-%dT%H:%M:%S") + "Z" * value.endswith(
            "Z"
        )
    return value
