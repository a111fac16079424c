"""Mandates of bodies: since when, for how long, with which reports."""

from reftel.dossier.records.base import Claim, Day, Filled, Key


class Mandate(Claim, frozen=True, kw_only=True):
    """One term of a mandate.

    body: whose. basis: the text that sets it. months: its length, None where it has none. expiry:
    its last day. renews: the id of the term before. reports: `2011-01-31 review` and the like.
    """

    id: Key
    body: Filled
    basis: str = ""
    adopted: Day = ""
    months: int | None = None
    expiry: Day = ""
    renews: str = ""
    reports: tuple[str, ...] = ()
