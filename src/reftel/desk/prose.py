"""The lines of a paragraph as prose again, without spoiling its lists and tables."""

import re

# Telegrams break prose near 69 columns; a line this long was broken by its width.
FULL = 45
COLUMNS_OF_A_TABLE = re.compile(r"\S {3,}\S|\t")
ITEM = re.compile(r"(?:[-*•]|--|\([A-Za-z0-9]{1,3}\)|[A-Za-z0-9]{1,2}[.)])\s")
RULE = re.compile(r"[-=_* ]{4,}\Z")
CLOSES = (".", ":", ";", "?", "!", '"', ")")


def reflow(text: str) -> list[str]:
    """Return the text with one entry for each run of prose, item or line of a table.

    A word that was divided at the end of a line is joined again. A blank line parts two runs,
    unless it stands inside a sentence, as where a page ended.
    """
    runs: list[str] = []
    previous = ""
    prose = gap = False
    for line in text.split("\n"):
        bare = line.strip()
        if not bare:
            gap = True
            continue
        laid_out = bool(COLUMNS_OF_A_TABLE.search(bare) or RULE.match(bare))
        parted = gap and previous.endswith(CLOSES)
        prose = bool(previous) and not (laid_out or parted) and _goes_on(previous, bare, prose)
        if prose:
            runs[-1] = _joined(runs[-1], bare)
        else:
            runs.append(line.rstrip() if laid_out else bare)
        previous = "" if laid_out else bare
        gap = False
    return runs


def _goes_on(previous: str, line: str, prose: bool) -> bool:
    """Whether a line goes on with the run of the one before.

    A short line ends a run, unless it is a word that a copy left over from the line before:
    `... SPECIALIZED FIRMS FROM COUNTRIES` / `WHICH` / `ARE MEMBERS OF ...`.
    """
    if ITEM.match(line):
        return False
    if len(previous) >= FULL:
        return True
    return prose and not previous.endswith(CLOSES)


def _joined(run: str, line: str) -> str:
    if not (run.endswith("-") and run[-2:-1].isalnum()):
        return f"{run} {line}"
    divided = run[-2].isalpha() and line[:1].isalpha()
    return run[:-1] + line if divided else run + line
