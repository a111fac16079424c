"""Long telegrams, grown from the short ones of `examples/line` by what makes real ones long."""

import math
import re
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path

HEAD = """VZCZCQCA{serial:04d}
PP RUEHC RUCNLCC
DE RUEHQD #0187/{section:02d} 0722246
ZNY CCCCC ZZH
P 122240Z MAR 08
FM USMISSION CALDESSA
TO RUEHC/SECSTATE WASHDC PRIORITY 2041
INFO RUCNLCC/LITTORAL COUNCIL COLLECTIVE PRIORITY
BT
C O N F I D E N T I A L SECTION {section:02d} OF {of:02d} CALDESSA 000187

SIPDIS

E.O. 12958: DECL: 03/12/2018
TAGS: EWWT, PHSA, PREL, AORC
SUBJECT: (C) THE NARROWS: ALL STATEMENTS OF THE DEBATE

REF: A. STATE 21874
     B. QUILLON 214

"""
TAIL = "BT\n#0187/{section:02d}\n\nNNNN\n\n\n"
NUMBERED = re.compile(r"^\d{1,2}\. (?=\()", re.MULTILINE)
IN_A_SECTION = 11
MOST = 990  # paragraphs: their numbers have three digits at most, and go on from section to section


def paragraphs(folder: Path) -> list[str]:
    """Return the marked, numbered paragraphs of the examples, without their numbers."""
    found: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        for part in text.replace("\r\n", "\n").split("\n\n"):
            if match := NUMBERED.match(part):
                found.append(part[match.end() :].strip())
    if not found:
        raise ValueError(f"{folder} holds no telegram with numbered paragraphs")
    return found


def telegram(size: int, folder: Path) -> str:
    """Return a telegram of about that many characters.

    Paragraphs are numbered through all sections, each of which has its own heading; where 990
    paragraphs do not suffice, each is made of several of the examples'.
    """
    stock = paragraphs(folder)
    mean = sum(map(len, stock)) / len(stock) + 6
    joined = max(1, math.ceil(size / (MOST * mean)))
    count = max(1, round(size / (joined * mean)))
    of = math.ceil(count / IN_A_SECTION)
    words = cycle(stock)
    parts: list[str] = []
    for section in range(1, of + 1):
        first = (section - 1) * IN_A_SECTION + 1
        parts.append(HEAD.format(serial=911 + section, section=section, of=of))
        parts += _section(words, range(first, min(first + IN_A_SECTION, count + 1)), joined)
        parts.append(("" if section < of else "ARDMORE\n") + TAIL.format(section=section))
    return "".join(parts)


def _section(words: Iterator[str], numbers: Iterable[int], joined: int) -> Iterator[str]:
    for number in numbers:
        first, *others = islice(words, joined)
        # The mark stands once, at the head of the paragraph.
        bare = [re.sub(r"^\([A-Z/]+\)\s", "", each) for each in others]
        yield f"{number}. " + "\n".join([first, *bare]) + "\n\n"
