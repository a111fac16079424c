"""What a forecast assumes beside the evidence, all of it in the open and to be set."""

import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from reftel.core.errors import ReftelError
from reftel.council.forecast.inputs import Number
from reftel.dossier.records import SourceKind

TRUST: dict[SourceKind, float] = {
    "own": 0.95,
    "government": 0.97,
    "reported": 0.85,
    "expectation": 0.7,
    "second-hand": 0.6,
}
SALIENCE = {
    "firm": Number(low=0.7, high=1.0),
    "stated": Number(low=0.4, high=0.9),
    "preference": Number(low=0.3, high=0.7),
    "open": Number(low=0.1, high=0.4),
}


class AssumptionsError(ReftelError):
    """A file of assumptions that cannot be taken; the message names the place."""


class Assumptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Assumed, not measured: no record of statements and outcomes is large enough to fit them.

    trust: how likely a source is right, by its kind; else the member may stand anywhere. group:
    what is left of it where a group's stance stands for that of a member. contested: what is left
    where sources disagree. salience: by a statement's strength. unknown_salience: of whom nothing
    is known; such a position is drawn from the whole scale. noise: the standard deviation of a
    position around what is said, as a share of the scale. blocking_cost: what a loss or gain has
    to exceed, as a share of the scale, before a member with a veto votes no or yes; a number for
    all of them, or one for each by name. capability: equal, or
    by voting power (Shapley-Shubik). vote: how likely a text is put to the vote at all.
    """

    trust: dict[SourceKind, float] = msgspec.field(default_factory=lambda: dict(TRUST))
    group: float = 0.7
    contested: float = 0.8
    salience: dict[str, Number] = msgspec.field(default_factory=lambda: dict(SALIENCE))
    unknown_salience: Number = Number(low=0.2, high=0.8)
    noise: float = 0.03
    blocking_cost: float | dict[str, float] = 0.0
    capability: Literal["equal", "power"] = "equal"
    vote: float = 1.0


def assumptions(path: Path | None) -> Assumptions:
    """Return the assumptions of a TOML file, what it leaves out as it is; without one, the usual.

    Raises AssumptionsError.
    """
    if path is None:
        return Assumptions()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        usual = msgspec.to_builtins(Assumptions())
        for name in ("trust", "salience"):
            values[name] = usual[name] | values.get(name, {})
        return msgspec.convert(usual | values, Assumptions)
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise AssumptionsError(message) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        message = f"{path}: {error}"
        raise AssumptionsError(message) from error


def written(used: Assumptions) -> str:
    """Return assumptions as a TOML file holds them."""
    from reftel.dossier.files.writing import toml  # noqa: PLC0415 - only who writes them needs it

    values: dict[str, object] = msgspec.to_builtins(used)
    lines = ["# Assumed, not measured; `reftel forecast --assumptions` takes this file."]
    return (
        "\n".join([*lines, *(f"{name} = {toml(value)}" for name, value in values.items())]) + "\n"
    )
