"""The key words of a British heading: patterns of `re.VERBOSE`, in capitals."""

NUMBER_WORD = r"TEL(?:EGRAM)?\.?\s{0,3}(?:N[O0](?:\b|(?=\d))\.?|NUMBER)"
# `DESKBY 041500Z`, `DESKBY FCO 041500Z`, `FCO DESKBY 041500Z`: until then it must be on a desk.
DESKBY = r"(?:[A-Z]{2,12}[ ])?DESK\s?BY(?:\s[A-Z]{2,12}(?:\s[A-Z]{2,12})?)?"
