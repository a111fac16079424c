"""The JSON Schema of the records."""

from inspect import cleandoc
from typing import Any

import msgspec

from reftel.telegram.model import Telegram

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER = "urn:reftel:telegram"


def telegram_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a telegram; `docs/schema.json` holds the same.

    A field that holds its default is left out of the JSON, so only few are required.
    """
    schema = msgspec.json.schema(Telegram)
    definitions = schema.pop("$defs")
    telegram = definitions.pop("Telegram")
    for name, definition in [("Telegram", telegram), *definitions.items()]:
        definition.setdefault("title", name)
        if "description" in definition:
            definition["description"] = cleandoc(definition["description"])
    return {"$schema": DIALECT, "$id": IDENTIFIER, **telegram, "$defs": definitions}
