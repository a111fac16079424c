"""The JSON Schema of a dossier's TOML files, for editors."""

from typing import Any

import msgspec

from reftel.dossier.records import Title
from reftel.dossier.tables import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE = "dossier.schema.json"


def schema() -> dict[str, Any]:
    """Return the schema: an editor that knows TOML checks and completes with it as one types."""
    types = [Title, *(kind.record for kind in KINDS)]
    references, components = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    title, *lines = references
    tables = {
        kind.key: {"type": "array", "items": line} for kind, line in zip(KINDS, lines, strict=True)
    }
    return {
        "$schema": DIALECT,
        "title": "A dossier of Reftel",
        "type": "object",
        "properties": {"dossier": title, **tables},
        "$defs": components,
    }


def written_schema() -> str:
    """Return the schema as a file holds it."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"
