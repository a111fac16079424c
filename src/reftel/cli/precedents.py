"""`reftel precedents`: a clause in earlier resolutions."""

import shutil
from collections.abc import Iterator, Sequence

import typer

from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.redline import MOST_COLUMNS, telegram
from reftel.cli.terminal import paint, safe, safe_path
from reftel.cli.words_shown import lines
from reftel.desk.redlining.corpus import Gathered, clause_words, gather
from reftel.dossier.drafts.precedents import Precedent
from reftel.dossier.drafts.words import Run

INDENT = 2


def run(
    clause: str, paths: Sequence[str], limit: int, reading: tuple[str, str], *, json: bool
) -> int:
    """Show what was found; return the exit code.

    reading: the folder of the archive and the reader's clearance.
    """
    words = clause_words(clause, lambda name: telegram(name, *reading))
    if not words:
        raise typer.BadParameter("give the words of a clause, or FILE#OP2")
    gathered = gather(paths)
    found = gathered.corpus.find(words, limit)
    if json:
        typer.echo(indented(found))
        return 0
    for line in shown(words, found, gathered):
        typer.echo(line)
    return 0


def shown(words: str, found: Sequence[Precedent], gathered: Gathered) -> Iterator[str]:
    """Yield the lines of the terminal."""
    columns = min(shutil.get_terminal_size().columns, MOST_COLUMNS)
    texts, clauses = counted(gathered.texts, "text"), counted(len(gathered.corpus), "clause")
    yield paint(f"{safe(words)[: columns - 2]}{'…' if len(words) > columns - 2 else ''}", "bold")
    said = f"{counted(len(found), 'precedent')} in {texts}, {clauses}"
    yield said if found else f"no precedent in {texts}, {clauses}"
    for each in found:
        yield ""
        likeness = "the same" if each.same else f"{each.score:.0%} the same words"
        yield f"{paint(f'{safe(each.source)} {each.name}', 'bold')}  {likeness}"
        runs = (Run("kept", each.words),) if each.same else each.runs
        yield from (f"{' ' * INDENT}{line}" for line in lines(runs, columns - INDENT))
    if gathered.passed_over and not gathered.texts:
        yield ""
        yield from (f"passed over: {safe_path(each)}" for each in gathered.passed_over)
