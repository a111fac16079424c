"""What is negotiated: points of contention, each with a scale."""

from reftel.dossier.records.base import Entry, Filled, Key
from reftel.telegram.model import Record


class Mark(Record, frozen=True, kw_only=True):
    """A named place on a scale: `two years` at 40."""

    at: float
    name: Filled


class ReferencePoint(Record, frozen=True, kw_only=True):
    """What happens on this provision where no text is adopted, and where that comes from.

    There may be several (lapse, rollover): which one holds decides what can pass. The first is
    the one that is meant where none is named.
    """

    name: Filled
    at: float
    because: str = ""
    cite: str = ""
    quote: str = ""


class Provision(Entry, frozen=True, kw_only=True):
    """One point of contention on a scale from `low` to `high`, with marks that give it sense.

    Without marks the scale runs from `against` (low) to `for` (high).
    """

    id: Key
    name: Filled
    question: str = ""
    low: float = 0
    high: float = 100
    marks: tuple[Mark, ...] = ()
    references: tuple[ReferencePoint, ...] = ()
