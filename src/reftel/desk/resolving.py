"""Which telegram a reference means, among those that are held, and how sure that is.

Where one is held is a look-up passed in: a folder, an archive, anything that knows numbers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from reftel.telegram.model import Record, Reference, Telegram
from reftel.telegram.posts import squeezed
from reftel.telegram.references.names import LOOKED_UP, meant, one_name, own_names
from reftel.telegram.versions import fingerprint

Status = Literal["held", "several", "not held", "not a telegram"]
# A telegram may be referred to before its own time where it was drafted first and sent later.
LATER = timedelta(days=1)
UNNAMED_SENDER = 0.3  # of a message of the same minute, from somebody else
SURE = 0.5  # likelier than all others together


class Held(NamedTuple):
    """A telegram that is held: where, when it was sent as far as known, and its fingerprint.

    Two of one number and fingerprint are copies of one telegram. sender: names of who sent it,
    blanks and signs taken out.
    """

    place: str
    sent: datetime | None
    fingerprint: str
    sender: frozenset[str] = frozenset()


LookUp = Callable[[str], Sequence[Held]]


class Candidate(Record, frozen=True, kw_only=True):
    """A telegram that a reference may mean.

    likelihood: 0 to 1, by its number alone. places: where copies are held, none where it is not.
    telegrams: how many different ones bear the number there; some numbers were given twice.
    """

    target: str
    likelihood: float
    places: tuple[str, ...] = ()
    telegrams: int = 0


class Resolution(Record, frozen=True, kw_only=True):
    """A reference and what it may mean, what is held first, then the likeliest.

    status: held where one telegram is, and no other may be meant as well; several where the doubt
    stays; not a telegram for e-mails, calls, memoranda, and words that name nothing.
    """

    reference: Reference
    status: Status
    candidates: tuple[Candidate, ...] = ()


def resolve(telegram: Telegram, held: LookUp) -> tuple[Resolution, ...]:
    """Return what each reference of a telegram means."""
    return tuple(resolved(each, telegram, held) for each in telegram.references)


def resolved(reference: Reference, telegram: Telegram, held: LookUp) -> Resolution:
    """Return what one reference of a telegram means.

    What was sent after the telegram is not meant; what is held is likelier than what is not.
    """
    if reference.kind not in LOOKED_UP:
        return Resolution(reference=reference, status="not a telegram")
    found = [_candidate(reference, each, telegram, held) for each in meant(reference, telegram)]
    candidates = tuple(sorted(found, key=lambda each: (not each.places, -each.likelihood)))
    return Resolution(reference=reference, status=_status(candidates), candidates=candidates)


def _candidate(
    reference: Reference, named: tuple[str, float], telegram: Telegram, held: LookUp
) -> Candidate:
    target, likelihood = named
    there = [
        each
        for each in held(target)
        if not (each.sent and telegram.sent and each.sent > telegram.sent + LATER)
    ]
    if reference.kind == "dtg":
        # A minute has many messages: the one meant names its sender as the reference does.
        words = squeezed(reference.text)
        meant = [each for each in there if any(name in words for name in each.sender)]
        there, likelihood = (meant, likelihood) if meant else (there, UNNAMED_SENDER)
    return Candidate(
        target=target,
        likelihood=likelihood,
        places=tuple(dict.fromkeys(each.place for each in there)),
        telegrams=len({each.fingerprint for each in there}),
    )


def _status(candidates: Sequence[Candidate]) -> Status:
    there = [each for each in candidates if each.places]
    if not there:
        return "several" if len(candidates) > 1 else "not held"
    first = there[0]
    is_alone = len(there) == 1 and first.telegrams == 1
    # One that is held and unlikely may be held by chance: the likely one is not known.
    return "held" if is_alone and first.likelihood >= SURE else "several"


class Holdings:
    """The telegrams of a set, by number and by date-time group: the look-up of files at hand."""

    def __init__(self, telegrams: Iterable[tuple[str, Telegram]]) -> None:
        """Take telegrams, each with its place."""
        self._held: dict[str, list[Held]] = defaultdict(list)
        for place, telegram in telegrams:
            one = Held(place, telegram.sent, fingerprint(telegram), _senders(telegram))
            for name in own_names(telegram):
                self._held[name].append(one)

    def __call__(self, name: str) -> Sequence[Held]:
        """Return what is held under a canonical number or a date-time group."""
        return self._held.get(one_name(name), ())


def _senders(telegram: Telegram) -> frozenset[str]:
    own = telegram.originator
    return frozenset(filter(None, [own.post, squeezed(own.name)])) if own else frozenset()
