"""`reftel graph`: what a telegram refers to and what refers to it."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import typer

from reftel.archive.archive import Archive
from reftel.archive.graph.pictures import graphml, pajek, svg, told_time
from reftel.archive.graph.walking import Direction, Graph, Node
from reftel.cli.output import indented
from reftel.cli.progress import counted
from reftel.cli.reader import session
from reftel.cli.terminal import paint, safe, safe_path

WRITERS = {"svg": svg, "graphml": graphml, "pajek": pajek}
SUBJECT_SIGNS = 48


class Asked(NamedTuple):
    """What is asked: how deep, which way, and the files to write, by form."""

    depth: int
    direction: Direction
    limit: int
    files: dict[str, str]


def run(name: str, folder: str, reader: str, asked: Asked, *, json: bool) -> int:
    """Show the tree, or write files; return the exit code."""
    with Archive(folder) as archive:
        graph = session(archive, reader).graph(
            name, depth=asked.depth, direction=asked.direction, limit=asked.limit
        )
    for form, path in asked.files.items():
        _write(path, WRITERS[form](graph))
    if json:
        typer.echo(indented(graph))
    elif asked.files:
        typer.echo(_tally(graph))
    else:
        for line in lines(graph):
            typer.echo(line)
    return 0


def lines(graph: Graph) -> Iterator[str]:
    """Yield the tree: what is referred to, then what refers; one met again is not opened again."""
    nodes = {each.name: each for each in graph.nodes}
    up: dict[str, list[str]] = defaultdict(list)
    down: dict[str, list[str]] = defaultdict(list)
    for link in graph.links:
        up[link.source].append(link.target)
        down[link.target].append(link.source)
    yield f"{_told(nodes[graph.name], bold=True)}"
    for title, branches, side in (("refers to", up, -1), ("referred to by", down, 1)):
        wanted = {
            name: [each for each in found if nodes[each].level * side > 0]
            for name, found in branches.items()
        }
        if wanted.get(graph.name):
            yield paint(title, "dim")
            yield from _branches(graph.name, wanted, nodes)
    yield _tally(graph)


def _branches(start: str, branches: dict[str, list[str]], nodes: dict[str, Node]) -> Iterator[str]:
    """Yield the lines below a telegram. Without recursion: a chain may be of any length."""
    seen = {start}
    waiting = [(each, "", at == 0) for at, each in enumerate(reversed(branches[start]))]
    while waiting:
        name, indent, is_last = waiting.pop()
        again = name in seen and bool(branches.get(name))
        mark = paint("  (above)", "dim") if again else ""
        yield f"{indent}{'└─ ' if is_last else '├─ '}{_told(nodes[name])}{mark}"
        if name not in seen:
            seen.add(name)
            below = f"{indent}{'   ' if is_last else '│  '}"
            found = reversed(branches.get(name, []))
            waiting += [(each, below, at == 0) for at, each in enumerate(found)]


def _told(node: Node, *, bold: bool = False) -> str:
    name = paint(safe(node.name), "bold") if bold else safe(node.name)
    time = told_time(node)
    if not node.held:
        return f"{name}  {paint('not held', 'warning')}{f'  {time}' if time else ''}"
    subject = safe(node.subject)
    short = subject if len(subject) <= SUBJECT_SIGNS else f"{subject[: SUBJECT_SIGNS - 1]}…"
    return "  ".join(filter(None, [name, time, short]))


def _tally(graph: Graph) -> str:
    absent = sum(not each.held for each in graph.nodes)
    parts = [counted(len(graph.nodes), "telegram"), counted(len(graph.links), "reference")]
    parts += [f"{absent:,} not held"] if absent else []
    parts += [f"{graph.left_out:,} left out (--limit)"] if graph.left_out else []
    return ", ".join(parts)


def _write(path: str, words: str) -> None:
    try:
        Path(path).write_text(words, "utf-8", newline="\n")
    except OSError as error:
        message = f"{safe_path(path)}: {(error.strerror or '').lower()}"
        raise typer.BadParameter(message) from None
