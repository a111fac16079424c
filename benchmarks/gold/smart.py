"""SMART telegrams in released e-mails."""

import json
from collections.abc import Iterator
from pathlib import Path

from gold.values import Document, Value, addressed, group
from reftel.telegram import posts
from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram

FILE = "gold.jsonl"


def documents(folder: Path) -> Iterator[Document]:
    """Yield the documents of a folder with `gold.jsonl`."""
    for line in (folder / FILE).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        telegram = read_telegram((folder / f"{record['doc']}.txt").read_bytes())
        gold, read = record["gold"], _read(telegram)
        gold = {**gold, "mrn": _canonical(gold["mrn"]), "refs": list(map(_canonical, gold["refs"]))}
        values = tuple(Value(record["doc"], key, gold[key], read[key]) for key in read)
        yield Document(record["doc"], telegram, values)


def _read(telegram: Telegram) -> dict[str, object]:
    own, order = telegram.identity, telegram.executive_order
    return {
        "mrn": own.mrn if own else "",
        "dtg": group(telegram),
        "sent": f"{telegram.sent:%Y-%m-%d}" if telegram.sent else "",
        "sender": telegram.originator.name if telegram.originator else "",
        "action": addressed(telegram, "action"),
        "tags": [each.code for each in telegram.tags],
        "captions": [each.caption for each in telegram.captions],
        "refs": [each.target for each in telegram.references],
        "subject": telegram.subject.text if telegram.subject else "",
        "eo": order.order if order else "",
    }


def _canonical(words: str) -> str:
    """Return the canonical number for `12 PORT AU PRINCE 1954`."""
    year, *post, number = words.split()
    return posts.mrn(int(year), posts.canonical(" ".join(post)), int(number))
