"""The text of a draft that a telegram encloses: between BEGIN TEXT and END TEXT."""

import re

BEGIN = re.compile(r"\bBEGIN (?:OF )?TEXT\b[^\n:.]{0,60}[:.]?", re.IGNORECASE)
END = re.compile(r"\bEND (?:OF )?TEXT\b", re.IGNORECASE)


def inside(text: str) -> str:
    """Return what stands between the two lines; all of it where the first is not there."""
    begin = BEGIN.search(text)
    start = begin.end() if begin else 0
    end = END.search(text, start)
    return text[start : end.start() if end else len(text)]
