"""Telegrams by the hundred thousand for the archive's benchmarks, made fast.

Lengths, frequencies of words, references and markings are like those of real telegrams: lengths
are lognormal with a mean of 345 words (measured on 200,000 telegrams of 2003-10), words follow
Zipf's law over 60,000, references reach back 6 days in the median. Seeded: the same everywhere.
"""

import json
import sys
from bisect import bisect
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

POSTS = (
    "STATE", "PARIS", "LONDON", "MOSCOW", "CAIRO", "TOKYO", "ANKARA", "NEWDELHI", "ROME", "MADRID",
    "LIMA", "BOGOTA", "NAIROBI", "JAKARTA", "MANILA", "SEOUL", "BEIJING", "VIENNA", "BERN", "OSLO",
)  # fmt: skip
NAMES = {"STATE": "SECSTATE WASHDC", "NEWDELHI": "AMEMBASSY NEW DELHI"}
TAGS = ("PREL", "PGOV", "PARM", "ECON", "ETRD", "UNSC", "PHUM", "MARR", "KNNP", "EAID", "RS", "FR")
LEVELS = ("UNCLAS", "C O N F I D E N T I A L", "S E C R E T")
SHARES = (0.45, 0.45, 0.10)
MARKS = {"UNCLAS": ("U",), LEVELS[1]: ("C", "C", "C", "SBU", "U"), LEVELS[2]: ("S", "S", "C", "U")}
CAPTIONS = ("NODIS", "EXDIS", "LIMDIS", "ROGER CHANNEL", "STADIS", "NOFORN", "EYES ONLY")
VOCABULARY = 60_000
ZIPF = 1.05
SYLLABLES = (
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va",
    "we", "xi", "yo", "za", "tra", "ple", "gri", "sto", "nor", "ment", "sion", "ter",
)  # fmt: skip
EPOCH = datetime(2003, 1, 1, tzinfo=UTC)


class Vocabulary:
    """Words by rank, drawn as real texts use them."""

    def __init__(self, chance: Random) -> None:
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            made["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4)))] = None
        self.words = list(made)
        self._sums = list(accumulate((rank + 2.7) ** -ZIPF for rank in range(1, VOCABULARY + 1)))

    def draw(self, chance: Random, count: int) -> list[str]:
        """Return so many words."""
        top = self._sums[-1]
        return [self.words[bisect(self._sums, chance.random() * top)] for _ in range(count)]


def telegrams(count: int, labels: int = 1, seed: int = 0) -> Iterator[str]:
    """Yield so many telegrams. labels: 1, all unclassified; 5, by level; 40, with captions."""
    chance = Random(f"bulk {seed}")
    vocabulary = Vocabulary(chance)
    numbers: dict[tuple[str, int], int] = {}
    recent: list[str] = []
    step = timedelta(days=365 * 8) / count
    for index in range(count):
        sent = EPOCH + index * step
        post = chance.choice(POSTS)
        number = numbers[post, sent.year] = numbers.get((post, sent.year), 0) + 1
        yield _telegram(chance, vocabulary, (post, number, sent), recent, labels)
        recent.append(f"{sent:%y} {post} {number}")
        if len(recent) > 2_000:
            del recent[:1_000]


def _telegram(
    chance: Random,
    vocabulary: Vocabulary,
    own: tuple[str, int, datetime],
    recent: list[str],
    labels: int,
) -> str:
    post, number, sent = own
    level = LEVELS[0] if labels == 1 else chance.choices(LEVELS, SHARES)[0]
    words = vocabulary.draw(chance, max(20, min(4_000, int(chance.lognormvariate(5.5, 0.83)))))
    others = chance.sample([each for each in POSTS if each != post], 3)
    lines = [
        f"R {sent:%d%H%M}Z {sent:%b %y}".upper(),
        f"FM {_name(post)}",
        f"TO {_name(others[0])} {chance.randint(1, 9_999):04}",
        f"INFO {_name(others[1])}",
        _name(others[2]),
        "BT",
        f"{level} {post} {number:06}",
        "",
    ]
    if labels > 5 and level != LEVELS[0]:
        lines += ["/".join(chance.sample(CAPTIONS, chance.choice((0, 0, 1, 1, 2)))), ""]
    lines += [
        "E.O. 12958: N/A" if level == LEVELS[0] else f"E.O. 12958: DECL: {sent:%m/%d}/2018",
        f"TAGS: {', '.join(chance.sample(TAGS, 3))}",
        f"SUBJECT: {' '.join(words[:8]).upper()}",
        "",
    ]
    lines += _references(chance, recent)
    for at, start in enumerate(range(8, len(words), 60), 1):
        mark = chance.choice(MARKS[level])
        lines += [f"{at}. ({mark}) {_sentences(words[start : start + 60])}", ""]
    return "\n".join([*lines, "SMITH", "BT", f"#{number % 10_000:04}", "NNNN", ""])


def _references(chance: Random, recent: list[str]) -> list[str]:
    count = min(chance.choices((0, 1, 2, 3, 4), (35, 30, 20, 10, 5))[0], len(recent))
    if not count:
        return []
    cited = [
        recent[-1 - min(int(chance.expovariate(1 / 150)), len(recent) - 1)] for _ in "x" * count
    ]
    return (
        [f"REF: {cited[0]}", ""]
        if count == 1
        else [
            f"{'REF: ' if not at else '     '}{chr(65 + at)}. {each}"
            for at, each in enumerate(cited)
        ]
        + [""]
    )


def _sentences(words: list[str]) -> str:
    lines: list[str] = []
    line = ""
    for at, word in enumerate(words):
        shown = word.capitalize() if at % 15 == 0 else word
        shown += "." if at % 15 == 14 else ""
        if len(line) + len(shown) > 64:
            lines.append(line)
            line = ""
        line = f"{line} {shown}".strip()
    return "\n".join([*lines, line])


def _name(post: str) -> str:
    return NAMES.get(post, f"AMEMBASSY {post}")


def write(path: Path, count: int, labels: int = 1) -> int:
    """Write telegrams as JSON lines with the column `text`; return their bytes of text."""
    size = 0
    with path.open("w", encoding="utf-8") as file:
        for text in telegrams(count, labels):
            size += len(text)
            file.write(json.dumps({"text": text}) + "\n")
    return size


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2]), int((sys.argv[3:] or ["1"])[0])))
