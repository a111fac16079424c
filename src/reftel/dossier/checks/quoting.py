"""Whether words stand in a paragraph: white space, quotation marks and case aside."""

import unicodedata

from rapidfuzz.fuzz import partial_ratio_alignment

ALIKE = 60  # of 100; what is less alike helps nobody to find the place
SIGNS = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}
    # What a copied page has and nobody sees: soft hyphens, joiners, marks of byte order.
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
LEFT_OUT = ("[...]", "(...)", "[…]", "…", "...")


def stands_in(quote: str, words: str) -> bool:
    """Whether a quotation stands in words; where it leaves something out, its pieces in order.

    None at all stands anywhere, one that leaves all out nowhere.
    """
    held = folded(words)
    pieces = _pieces(quote)
    at = 0
    for piece in pieces:
        found = held.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return bool(pieces) or not quote.strip()


def place(quote: str, words: str) -> tuple[int, int] | None:
    """Return where a quotation begins and ends in folded words; None where it does not stand."""
    held = folded(words)
    pieces = _pieces(quote)
    if not pieces or not stands_in(quote, words):
        return None
    begin = end = held.find(pieces[0])
    for piece in pieces:
        end = held.find(piece, end) + len(piece)
    return begin, end


def nearest(quote: str, words: str) -> str:
    """Return the words that are most like a quotation; "" where none are much like it."""
    held = " ".join(words.translate(SIGNS).split())
    found = partial_ratio_alignment(folded(quote), held.casefold(), score_cutoff=ALIKE)
    if found is None or len(held.casefold()) != len(held):
        return ""
    start = held.rfind(" ", 0, found.dest_start + 1) + 1
    end = held.find(" ", found.dest_end)
    return held[start : end if end >= 0 else len(held)]


def folded(words: str) -> str:
    """Return words as they are compared."""
    plain = unicodedata.normalize("NFC", words.translate(SIGNS))
    return " ".join(plain.casefold().split())


def _pieces(quote: str) -> list[str]:
    for sign in LEFT_OUT:
        quote = quote.replace(sign, "\0")
    return [piece for part in quote.split("\0") if (piece := folded(part))]
