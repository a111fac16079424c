"""A brief as Markdown: CommonMark, with a table as GitHub has it."""

from collections.abc import Iterable, Iterator

from reftel.desk.briefing.frame import dateline, left_out
from reftel.desk.briefing.records import Brief, Section, Sentence
from reftel.desk.briefing.wording import shown

SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|~&$!^="})
# A line that begins so would become a list or a heading; a brief's lines begin with words mostly.
STARTS = ("-", "+", ".", ")")


def markdown(brief: Brief) -> str:
    """Return the brief; every sign of a sentence that Markdown would obey is escaped."""
    return "\n\n".join(_blocks(brief)) + "\n"


def _blocks(brief: Brief) -> Iterator[str]:
    yield f"**{_plain(brief.marking)}**"
    yield f"# {_plain(brief.title)}"
    yield f"*{_plain(dateline(brief))}*"
    for part in brief.sections:
        yield f"## {_plain(part.title)}"
        if part.rows:
            yield _table(part)
        if part.sentences:
            yield "\n".join(f"- {_sentence(each)}" for each in part.sentences)
    if brief.left_out:
        yield f"*{_plain(left_out(brief))}*"
    yield f"**{_plain(brief.marking)}**"


def _table(part: Section) -> str:
    lines = [_line(map(_plain, part.columns)), _line("---" for _ in part.columns)]
    for row in part.rows:
        cells = ("<br>".join(map(_sentence, cell)) for cell in row.cells)
        first = "<br>".join((f"**{_plain(row.name)}**", *map(_sentence, row.below)))
        lines.append(_line((first, *cells)))
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _sentence(sentence: Sentence) -> str:
    lead = f"**{_plain(sentence.lead)}:** " if sentence.lead else ""
    return f"{lead}{_plain(sentence.words)} {_cites(sentence)}"


def _cites(sentence: Sentence) -> str:
    return f"\\[{_plain('; '.join(shown(sentence.citations)))}\\]"


def _plain(words: str) -> str:
    escaped = words.translate(SIGNS)
    first, dot, _ = escaped.partition(".")
    if escaped.startswith(STARTS):
        return f"\\{escaped}"
    # `2008. What` would begin a numbered list.
    return f"{first}\\{escaped[len(first) :]}" if dot and first.isdigit() else escaped
