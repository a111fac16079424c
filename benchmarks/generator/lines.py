"""Lines of a teletype: 69 characters, broken between words."""

import re

WIDTH = 69  # ACP 127: the longest line that every station can print


def wrapped(text: str, indent: str = "", width: int = WIDTH) -> list[str]:
    """Return the lines of one paragraph; lines after the first begin with the indent."""
    found = _wide(width - len(indent)).findall(text)
    return [found[0], *(indent + line for line in found[1:])] if found else [""]


_PATTERNS: dict[int, re.Pattern[str]] = {}


def _wide(width: int) -> re.Pattern[str]:
    if width not in _PATTERNS:
        _PATTERNS[width] = re.compile(rf"\S.{{0,{width - 1}}}(?=\s|$)")
    return _PATTERNS[width]


def spaced(level: str) -> str:
    """Return the level as the classification line has it: `S E C R E T`, but `UNCLAS`."""
    if level == "UNCLASSIFIED":
        return "UNCLAS"
    return level if level == "LIMITED OFFICIAL USE" else "  ".join(map(" ".join, level.split()))
