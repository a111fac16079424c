"""References: the REF block and the words that name other telegrams, made canonical.

`labels` finds the letters, `items` divides an entry and tells where the list ends, `words` has
what a reference is made of, `meaning` says what each names, `years` of which year. `cited` finds
what the text points to.
"""

from reftel.telegram.references.cited import citations
from reftel.telegram.references.items import goes_on, runs_over
from reftel.telegram.references.labels import letter_at
from reftel.telegram.references.meaning import Own, parsed, read
from reftel.telegram.references.words import begins, folded

__all__ = [
    "Own", "begins", "citations", "folded", "goes_on", "letter_at", "parsed", "read", "runs_over",
]  # fmt: skip
