"""What a forecast assumes beside the evidence, all of it in the open and to be set."""

import tomllib
from collections.abc import Iterator
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
    by voting power (Shapley-Shubik). vote: how likely a text is put to the vote at all. Raises
    AssumptionsError for numbers that are not from 0 to 1, and for a strength that does not exist.
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

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise AssumptionsError(fault)


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
            if isinstance(values.setdefault(name, {}), dict):
                values[name] = usual[name] | values[name]
        return msgspec.convert(usual | values, Assumptions)
    except AssumptionsError as error:
        message = f"{path}: {error}"
        raise AssumptionsError(message) from None
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise AssumptionsError(message) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        message = f"{path}: {error}"
        raise AssumptionsError(message) from error


def _faults(used: Assumptions) -> Iterator[str]:
    """Yield what no forecast can take, used by a statement or not."""
    shares = {name: getattr(used, name) for name in ("group", "contested", "noise", "vote")}
    shares |= {f"trust.{kind}": value for kind, value in used.trust.items()}
    cost = used.blocking_cost
    named = cost if isinstance(cost, dict) else {"": cost}
    shares |= {f"blocking_cost {name}".rstrip(): value for name, value in named.items()}
    for name, value in shares.items():
        if not 0 <= value <= 1:
            yield f"{name}: {value:g} is not from 0 to 1"
    for strength in used.salience:
        if strength not in SALIENCE:
            yield f"salience.{strength}: a statement's strength is {', '.join(SALIENCE)}"
    cares = {f"salience.{name}": each for name, each in used.salience.items()}
    for name, each in (cares | {"unknown_salience": used.unknown_salience}).items():
        if not 0 <= each.low <= each.high <= 1:
            yield f"{name}: {each.low:g} to {each.high:g} is no part of 0 to 1"


def written(used: Assumptions) -> str:
    """Return assumptions as a TOML file holds them."""
    from reftel.dossier.files.writing import toml  # noqa: PLC0415 - only who writes them needs it

    values: dict[str, object] = msgspec.to_builtins(used)
    lines = ["# Assumed, not measured; `reftel forecast --assumptions` takes this file."]
    return (
        "\n".join([*lines, *(f"{name} = {toml(value)}" for name, value in values.items())]) + "\n"
    )
