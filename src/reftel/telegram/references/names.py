"""Under which names telegrams are looked up: canonical numbers, date-time groups, airgrams."""

from reftel.telegram.model import Reference, Telegram
from reftel.telegram.posts import mrn

# What may be looked up: telegrams by number, airgrams, messages by their date-time group.
LOOKED_UP = frozenset({"telegram", "airgram", "dtg"})
YEARS_BACK = 3  # in which a number whose year nothing tells is looked for


def meant(reference: Reference, telegram: Telegram) -> list[tuple[str, float]]:
    """Return the names that a reference of a telegram may mean, each with its likelihood, 0 to 1.

    None for e-mails, calls, memoranda, and words that name nothing.
    """
    if reference.kind not in LOOKED_UP:
        return []
    if reference.kind == "dtg":
        return [(reference.dtg, 1.0)] if reference.dtg else []
    if reference.kind == "airgram" and not reference.post and telegram.identity:
        # `A-12` without post is the own post's.
        return [(f"{telegram.identity.post} {reference.target}", 1.0)]
    if reference.kind == "telegram" and not reference.year:
        last = telegram.sent.year if telegram.sent else 0
        years = range(last, last - YEARS_BACK, -1) if last else ()
        share = 1 / YEARS_BACK
        named = [(mrn(year, reference.post, reference.number), share) for year in years]
        return named or [(reference.target, 1.0)]
    rest = max(0.0, 1 - reference.confidence) / max(1, len(reference.others))
    sure = reference.confidence or 1.0
    return [(reference.target, sure), *((each, round(rest, 2)) for each in reference.others)]


def own_names(telegram: Telegram) -> set[str]:
    """Return the names under which a telegram itself may be looked up, see `one_name`."""
    own, group = telegram.identity, telegram.dtg
    names = {one_name(own.mrn)} if own and own.number else set[str]()
    if group and group.time:
        names.add(one_name(f"{group.time:%d%H%MZ %b %y}"))
    return names


def one_name(name: str) -> str:
    """Return a name in the form in which it is looked up: capitals without blanks."""
    return "".join(name.split()).upper()
