"""Released telegrams of other decades, as transcribed."""

import json
from collections.abc import Iterator
from pathlib import Path

from gold.values import Document, Value, addressed, group
from reftel.telegram import posts
from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram

FILE = "gold.json"
FIELDS = {
    **{"mrn": "mrn", "dtg": "dtg", "from": "from", "to": "to", "info": "info"},
    **{"precedence": "precedence", "original_classification": "classification", "eo": "E.O."},
    **{"tags": "TAGS", "subject": "subject", "signature": "signature"},
}


def documents(folder: Path) -> Iterator[Document]:
    """Yield the documents of a folder with `gold.json`."""
    for gold in json.loads((folder / FILE).read_text(encoding="utf-8")):
        telegram = read_telegram((folder / gold["file"]).read_bytes())
        year, *post, number = gold["mrn"].split()
        gold["mrn"] = posts.mrn(int(year), posts.canonical(" ".join(post)), int(number))
        read = _read(telegram)
        values = tuple(Value(gold["file"], FIELDS[key], gold[key], read[key]) for key in FIELDS)
        yield Document(gold["file"], telegram, values)


def _read(telegram: Telegram) -> dict[str, object]:
    own, order, level = telegram.identity, telegram.executive_order, telegram.classification
    return {
        "mrn": own.mrn if own else "",
        "dtg": group(telegram),
        "from": telegram.originator.name if telegram.originator else "",
        "to": addressed(telegram, "action"),
        "info": addressed(telegram, "info"),
        "precedence": telegram.dtg.letters if telegram.dtg else "",
        "original_classification": level.level if level else "",
        "eo": f"{order.order}: {order.form}" if order else "",
        "tags": [each.code for each in telegram.tags],
        "subject": telegram.subject.text if telegram.subject else "",
        "signature": telegram.signature.text if telegram.signature else "",
    }
