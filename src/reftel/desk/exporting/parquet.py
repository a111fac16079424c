"""Parquet: a row for each telegram, typed, in groups of rows, so that memory stays flat."""

import importlib
from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO, cast

from reftel.archive.session import Session
from reftel.desk.exporting.selection import Exported, exported
from reftel.telegram.model import Addressee, Telegram

ROWS = 1_000  # in a group; as many telegrams are in memory at once
Row = dict[str, Any]


def write_parquet(session: Session, names: Iterable[str], out: BinaryIO) -> int:
    """Write the table; return how many rows."""
    # pyarrow is slow to load and has no types; only this asks for it.
    arrow: Any = importlib.import_module("pyarrow")
    parquet: Any = importlib.import_module("pyarrow.parquet")
    schema, count = _schema(arrow), 0
    telegrams = exported(session, names)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while rows := [*map(_row, islice(telegrams, ROWS))]:
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema), row_group_size=ROWS)
            count += len(rows)
    return count


def _schema(arrow: Any) -> Any:
    text, number = arrow.string(), arrow.int32()
    texts = arrow.list_(text)
    paragraph = arrow.struct(
        [("number", arrow.int64()), ("mark", text), ("level", text), ("text", text)]
    )
    return arrow.schema(
        [
            ("name", text),
            ("id", text),
            ("path", text),
            ("dialect", text),
            ("mrn", text),
            ("year", number),
            ("post", text),
            ("number", arrow.int64()),
            ("sent", arrow.timestamp("us", tz="UTC")),
            ("date", arrow.date32()),
            ("precedences", texts),
            ("from", text),
            ("action", texts),
            ("info", texts),
            ("exempted", texts),
            ("classification", text),
            ("captions", texts),
            ("order", text),
            ("declassification", arrow.date32()),
            ("tags", texts),
            ("subject", text),
            ("references", texts),
            ("paragraphs", arrow.list_(paragraph)),
            ("signature", text),
            ("diagnostics", texts),
        ]
    )


def _row(each: Exported) -> Row:
    telegram = each.telegram
    assert telegram is not None  # an archive holds nothing else
    row = {"name": each.name, "id": each.id, "path": each.path or None}
    return _clean({**row, **_heading(telegram), **_text_head(telegram), **_text(telegram)})


def _heading(telegram: Telegram) -> Row:
    own, sent, line = telegram.identity, telegram.sent, telegram.dateline
    return {
        "dialect": telegram.dialect,
        "mrn": own and own.mrn,
        "year": (own and own.year) or None,
        "post": own and own.post,
        "number": own and own.number,
        "sent": sent,
        "date": sent.date() if sent else line and line.date,
        "precedences": list(telegram.precedences),
        "from": telegram.originator and telegram.originator.name,
        "action": _names(telegram.action),
        "info": _names(telegram.info),
        "exempted": _names(telegram.exempted),
    }


def _text_head(telegram: Telegram) -> Row:
    order = telegram.executive_order
    return {
        "classification": telegram.classification and telegram.classification.level,
        "captions": [each.caption for each in telegram.captions],
        "order": order and order.order,
        "declassification": order and order.declassification.date,
        "tags": [each.code for each in telegram.tags],
        "subject": telegram.subject and telegram.subject.text,
        "references": [each.target or each.text for each in telegram.references],
    }


def _text(telegram: Telegram) -> Row:
    return {
        "paragraphs": [
            {
                "number": each.number,
                "mark": each.mark and each.mark.printed,
                "level": each.level,
                "text": each.text,
            }
            for each in telegram.paragraphs
        ],
        "signature": telegram.signature and telegram.signature.text,
        "diagnostics": [each.code for each in telegram.diagnostics],
    }


def _names(addressees: Iterable[Addressee]) -> list[str]:
    return [each.name for each in addressees]


def _clean(value: Any) -> Any:
    """Return a value without lone surrogates: bytes of a path or a text that are no characters."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_clean(each) for each in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {key: _clean(each) for key, each in cast("Row", value).items()}
    return value
