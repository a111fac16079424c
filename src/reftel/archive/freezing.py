"""Result sets that are frozen: a paper cites their hash, and anyone can run them again.

A set is known by what the telegrams say, not by rows or ids of one archive, so it can be held
against another archive of the same telegrams.
"""

from collections.abc import Iterable
from hashlib import sha256

import msgspec

from reftel.archive.errors import ArchiveError
from reftel.telegram.model import Record

FORM = "reftel result set 1"


class Member(Record, frozen=True, kw_only=True):
    """A telegram of a set. figure: of the words of its subject and text, see `fingerprint`."""

    name: str
    figure: str


class ResultSet(Record, frozen=True, kw_only=True):
    """What a query found once. hash: SHA-256 of query and members, 64 hexadecimal figures."""

    form: str
    query: str
    hash: str
    members: tuple[Member, ...]


class Comparison(Record, frozen=True, kw_only=True):
    """A frozen set and what its query finds now.

    missing: no longer found. new: found since. changed: found, with other words.
    """

    hash: str
    now: str
    missing: tuple[str, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether the query finds what it found."""
        return self.hash == self.now


def frozen(query: str, members: Iterable[Member]) -> ResultSet:
    """Return the set of a query; its hash depends on nothing else."""
    ordered = tuple(sorted(members, key=lambda each: each.name))
    content = msgspec.json.encode([FORM, query, [(each.name, each.figure) for each in ordered]])
    return ResultSet(form=FORM, query=query, hash=sha256(content).hexdigest(), members=ordered)


def thawed(data: bytes) -> ResultSet:
    """Return the set that a file holds. Raises ArchiveError where it holds none, or another."""
    try:
        read = msgspec.json.decode(data, type=ResultSet)
    except msgspec.MsgspecError as error:
        message = f"no frozen result set: {error}"
        raise ArchiveError(message) from error
    if read.form != FORM:
        message = f"a result set of the form {read.form!r}; this version reads {FORM!r}"
        raise ArchiveError(message)
    if frozen(read.query, read.members) != read:
        message = "the result set is not the one of its hash: it was changed"
        raise ArchiveError(message)
    return read


def compared(before: ResultSet, now: ResultSet) -> Comparison:
    """Return what is otherwise now."""
    old = {each.name: each.figure for each in before.members}
    new = {each.name: each.figure for each in now.members}
    return Comparison(
        hash=before.hash,
        now=now.hash,
        missing=tuple(sorted(old.keys() - new.keys())),
        new=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(name for name in old.keys() & new.keys() if old[name] != new[name])),
    )
