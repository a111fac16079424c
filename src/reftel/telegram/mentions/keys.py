"""From the words of a question to the key of a mention, and from a key to a name to read."""

from difflib import get_close_matches
from functools import cache

from reftel.tables import load
from reftel.telegram.mentions.mention import MentionKind
from reftel.telegram.mentions.people import folded
from reftel.telegram.posts import canonical, is_known, known, squeezed


def keys_of(kind: MentionKind, words: str) -> tuple[str, ...]:
    """Return the keys that words may mean; () where the tables do not know them.

    A state by its ISO code or any of its names, a body by its code, names and designators, a post
    by any spelling. A name that two states bore in different years has two.
    """
    if kind == "person":
        return (folded(words),)
    if kind == "post":
        return (canonical(words),) if is_known(words) else ()
    return _by_words()[kind].get(squeezed(words), ())


def name_of(kind: MentionKind, key: str) -> str:
    """Return the name of a state, a body or a post, of a person his own in capitals."""
    if kind == "person":
        return key.upper()
    if kind == "post":
        row = known(key)
        return row.name if row else key
    return _names()[kind].get(key, key)


def nearest(kind: MentionKind, words: str) -> str:
    """Return the name of the state or body whose spelling is the nearest; "" where none is near."""
    names = {squeezed(name): name for name in _names().get(kind, {}).values()}
    near = get_close_matches(squeezed(words), names, 1, 0.75)
    return names[near[0]] if near else ""


@cache
def _by_words() -> dict[str, dict[str, tuple[str, ...]]]:
    states: dict[str, tuple[str, ...]] = {row.code: (row.code,) for row in load.states()}
    for row in load.states():
        for words in (row.name, *row.names, *row.adjectives):
            keys = states.get(squeezed(words), ())
            # A code of two letters is that state, whatever else is written so.
            if keys != (squeezed(words),) and row.code not in keys:
                states[squeezed(words)] = (*keys, row.code)
    bodies = {
        squeezed(words): (row.code,)
        for row in reversed(load.bodies())
        for words in (row.name, *row.names, *row.designators, row.code)
    }
    return {"state": states, "body": bodies}


@cache
def _names() -> dict[str, dict[str, str]]:
    states: dict[str, str] = {}
    # Of a state with several rows the first name that it still bears.
    for row in sorted(load.states(), key=lambda row: row.until is not None):
        states.setdefault(row.code, row.name)
    return {"state": states, "body": {row.code: row.name for row in load.bodies()}}
