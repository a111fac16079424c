"""Who got copies: the list below a British telegram."""

import re
from collections.abc import Sequence

from reftel.core.span import Span
from reftel.telegram.closing import is_signature
from reftel.telegram.lines import Lines
from reftel.telegram.model import Distribution, Office, Text

HEAD = re.compile(
    r"\s{0,20}\[?(?:(?:[A-Z/&() -]{1,40}\s)?DISTRIBUTION(?:\sLIST)?|(?:[A-Z/]{1,20}\s)?DISTN|"
    r"ADVANCE\sCOP(?:Y|IES)|COPIES\sTO|REPEATED\sAS\sREQUESTED)\b[^.a-z]{0,40}\]?\.?$"
)
# These head a list below the signature only; recalled.
BELOW_NAME = re.compile(
    r"\s{0,20}(?:LIMITED|STANDARD|FILES|FCO/WHITEHALL|WHITEHALL)\b[^.a-z]{0,60}$"
)
CLOSES = frozenset("XYZ")  # of these letters is the mark that closes the text: YYYY
COLUMN = re.compile(r"\S{1,80}(?:\s{1,2}\S{1,80}){0,40}")


def distribution(
    lines: Lines, content: Sequence[int], marks: Sequence[Text]
) -> tuple[int, Distribution | None]:
    """Return how many lines are text, and the list below it, which is claimed.

    It begins with a title, or at the mark that closes the text.
    """
    closed = next((each.span.start for each in marks if set(each.text) <= CLOSES), None)
    above = ""
    for at, index in enumerate(content):
        text = lines.texts[index]
        behind = closed is not None and lines.starts[index] > closed
        named = is_signature(above) and BELOW_NAME.match(text)
        if at and text and (behind or HEAD.match(text) or named):
            return at, _list(lines, [other for other in content[at:] if lines.texts[other]])
        above = text or above
    return len(content), None


def _list(lines: Lines, indices: Sequence[int]) -> Distribution:
    for index in indices:
        lines.claim(index, "distribution")
    offices = tuple(
        Office(symbol=match[0].strip("[]."), copies=None, span=lines.span(index, *match.span()))
        for index in indices
        for match in COLUMN.finditer(lines.texts[index])
    )
    first, last = lines.words(indices[0]).span, lines.words(indices[-1]).span
    return Distribution(role="DISTRIBUTION", offices=offices, span=Span(first.start, last.end))
