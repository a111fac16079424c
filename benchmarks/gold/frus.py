"""The gold values of the telegrams of two FRUS volumes, against what is read.

python benchmarks/gold/frus.py ../shared/telegrams/frus
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from reftel.telegram.dialects.frus import heading
from reftel.telegram.dialects.frus.volume import documents
from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram

HEADER = {"date-time group", "originator"}


def compare(folder: Path) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield id, field, gold value and read value for each field of each telegram."""
    rows = map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    gold = {row["id"]: row for row in rows}
    for path in sorted(folder.glob("*.xml")):
        for document in documents([path.read_bytes()]):
            row = gold.get(f"{document.volume}/{document.id}")
            if row is not None:
                read = as_gold(read_telegram(document.text, volume=document.volume))
                for field, value in read.items():
                    yield row["id"], field, _wanted(field, row[field], read), value


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
    line = telegram.dateline
    if line is None or line.date is None:
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


def main() -> None:
    """Print what differs, and how many values are equal, by field."""
    counts: Counter[tuple[str, bool]] = Counter()
    for name, field, gold, read in compare(Path(sys.argv[1])):
        counts[field, gold == read] += 1
        if gold != read:
            print(f"{name} {field}: gold {gold!r}, read {read!r}")
    for field in dict.fromkeys(field for field, _ in counts):
        print(f"{field}: {counts[field, True]} of {counts[field, True] + counts[field, False]}")


if __name__ == "__main__":
    main()
