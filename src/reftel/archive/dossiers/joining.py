"""Dossiers in searches: the field `dossier:`, the facet, names like one that is misspelt.

No index holds what dossiers cite: it is looked up when it is asked for, among the lines that the
reader may see, so that a dossier can change and no index with it.
"""

from collections import Counter
from collections.abc import Sequence
from fnmatch import fnmatchcase

from reftel.archive.query.fields import CITING
from reftel.archive.search.planning import Plan, among
from reftel.archive.search.searching import Counted, Searching
from reftel.archive.search.spelling import near_words
from reftel.archive.sights import Sights

MOST = 20  # dossiers in a facet


class Joining:
    """The dossiers of one reader beside his index."""

    def __init__(self, sights: Sights, searching: Searching) -> None:
        self._sights = sights
        self._searching = searching

    def keys(self, value: str) -> Sequence[int]:
        """Return the rows of the telegrams that the dossiers of a value cite.

        value: `41-committee-2008`, `41*`, `41-committee-2008/statements`.
        """
        name, _, kind = value.partition("/")
        kinds = (CITING[kind],) if kind else ()
        names = [each for each in self._names() if fnmatchcase(each.casefold(), name)]
        return sorted({key for each in names for _, key in self._sights.cited_in(each, kinds)})

    def facet(self, plan: Plan) -> list[Counted]:
        """Return the dossiers with the number of telegrams found that they cite, the most first."""
        pairs = self._sights.cited_in()
        if not pairs:
            return []
        keys = sorted({key for _, key in pairs})
        these = self._searching.run(among(plan, keys), "oldest", 0, len(keys)).found
        found = {each.key for each in these}
        counts = Counter(dossier for dossier, key in pairs if key in found)
        ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        return ranked[:MOST]

    def near(self, value: str) -> tuple[str, ...]:
        """Return values like one of a dossier that is not there; none where it is."""
        name, slash, kind = value.partition("/")
        names = [each.casefold() for each in self._names()]
        if any(fnmatchcase(each, name) for each in names):
            return ()
        found = near_words(name, lambda start: [(n, 1) for n in names if n.startswith(start)])
        return tuple(f"{each}{slash}{kind}" for each in found)

    def _names(self) -> list[str]:
        return [*dict.fromkeys(name for name, _, _ in self._sights.dossiers())]
