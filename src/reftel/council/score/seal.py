"""Seals: a forecast cannot be changed, nor taken out of its record, without it showing.

A seal is the SHA-256 of the forecast's canonical bytes: JSON, keys sorted, no blanks, UTF-8,
without the seal itself. It holds the seal of the forecast before it, so that the last one stands
for the whole record. A seal proves that nothing was changed; to prove the day, give the last seal
to somebody else on that day (a commit, a letter, a newspaper).
"""

from hashlib import sha256

import msgspec

from reftel.council.errors import CouncilError
from reftel.council.score.records import Forecast


def canonical(forecast: Forecast) -> bytes:
    """Return the bytes that are sealed."""
    values = msgspec.to_builtins(_plain(forecast))
    del values["seal"]
    return msgspec.json.encode(values, order="sorted")


def seal(forecast: Forecast, previous: str = "") -> Forecast:
    """Return the forecast, sealed behind the one whose seal is `previous`."""
    behind = msgspec.structs.replace(_plain(forecast), previous=previous, seal="")
    return msgspec.structs.replace(behind, seal=sha256(canonical(behind)).hexdigest())


def is_sealed(forecast: Forecast) -> bool:
    """Whether the seal is there and fits."""
    return forecast.seal == sha256(canonical(forecast)).hexdigest()


def line(forecast: Forecast) -> bytes:
    """Return a line of a record, without its end: canonical bytes with the seal among them."""
    return msgspec.json.encode(_plain(forecast), order="sorted")


def read_line(data: bytes) -> Forecast:
    """Return the forecast of a line as it was sealed. Any byte changed raises CouncilError."""
    try:
        forecast = msgspec.json.decode(data, type=Forecast)
    except msgspec.MsgspecError as error:
        # msgspec wraps what a record's own check says; its first sentence is enough.
        message = str(error).removesuffix(" - at `$`")
        raise CouncilError(message) from None
    except (UnicodeDecodeError, RecursionError):
        message = "this is no JSON in UTF-8"
        raise CouncilError(message) from None
    if not forecast.seal:
        message = f"{forecast.issue}: no seal"
        raise CouncilError(message)
    if not is_sealed(forecast):
        message = f"{forecast.issue}: the seal does not fit; it was changed after {forecast.made}"
        raise CouncilError(message)
    if line(forecast) != data:
        message = f"{forecast.issue}: not written as it was sealed (keys sorted, no blanks)"
        raise CouncilError(message)
    return forecast


def _plain(forecast: Forecast) -> Forecast:
    """Return the forecast as it comes back from a file: 50 is 50.0."""
    return msgspec.convert(msgspec.to_builtins(forecast), type=Forecast)
