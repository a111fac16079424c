"""The fields of an exported telegram: those of a telegram, and its name and id in the archive."""

import re
from typing import TYPE_CHECKING, cast

from reftel.desk.fields import DEFAULT, Field, UnknownFieldError, parse

if TYPE_CHECKING:
    from reftel.desk.exporting.selection import Exported

OWN = (
    Field("name", lambda outcome: cast("Exported", outcome).name),
    Field("id", lambda outcome: cast("Exported", outcome).id),
)
DEFAULT_FIELDS = ",".join(["name", "id", *DEFAULT])


def parse_fields(words: str) -> list[Field]:
    """Return the fields that a comma-separated list names. Raises UnknownFieldError."""
    own = {each.name: each for each in OWN}
    names = [name for name in re.split(r"[,\s]+", words) if name]
    if not names:
        return parse(words)
    return [own[name] if name in own else _one(name) for name in names]


def _one(name: str) -> Field:
    try:
        (field,) = parse(name)
    except UnknownFieldError as error:
        message = f"{error}; of an archive also name and id"
        raise UnknownFieldError(message) from None
    return field
