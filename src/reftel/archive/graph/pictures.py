"""A neighbourhood as a picture or for other programs: SVG, GraphML, Pajek; the same bytes always.

The SVG holds no script and no style, so it is shown under the strictest Content-Security-Policy.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from reftel.archive.graph import formats
from reftel.archive.graph.formats import Kind, Network, Tie, Vertex, words
from reftel.archive.graph.walking import Graph, Link, Node

COLUMN, ROW, WIDTH, HEIGHT, MARGIN = 220, 54, 180, 38, 20  # pixels
SUBJECT_SIGNS = 26  # of the subject in a box; all of it is in the box's title
LAST = datetime.max.replace(tzinfo=UTC)
KEYS: dict[str, Kind] = {
    "held": "boolean",
    "sent": "string",
    "sender": "string",
    "subject": "string",
}
LINK_KEYS: dict[str, Kind] = {"likelihood": "double", "letter": "string"}


def svg(graph: Graph) -> str:
    """Return a picture: a column for each level, down the page in time."""
    nodes = sorted(graph.nodes, key=lambda each: (_time(each) or LAST, each.name))
    columns = {level: at for at, level in enumerate(sorted({each.level for each in nodes}))}
    places = {
        each.name: (MARGIN + columns[each.level] * COLUMN, MARGIN + row * ROW)
        for row, each in enumerate(nodes)
    }
    width = 2 * MARGIN + COLUMN * (len(columns) - 1) + WIDTH
    height = 2 * MARGIN + ROW * len(nodes)
    absent = sum(not each.held for each in nodes)
    left_out = f" {graph.left_out} more are left out." if graph.left_out else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-labelledby="title desc" font-family="sans-serif"'
        ' font-size="12">',
        f'<title id="title">References around {words(graph.name)}</title>',
        f'<desc id="desc">{len(nodes)} telegrams, {absent} of them not held (dashed), and'
        f" {len(graph.links)} references; what is referred to stands left of what refers to it,"
        f" the earlier higher up.{left_out}</desc>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7"'
        ' markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#555555"/></marker></defs>',
        *(_line(each, places) for each in graph.links),
        *(line for each in nodes for line in _box(each, places[each.name], graph.name)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def graphml(graph: Graph) -> str:
    """Return the graph as GraphML."""
    return formats.graphml(_network(graph))


def pajek(graph: Graph) -> str:
    """Return the graph as a Pajek network; arcs weigh as likely as they are."""
    return formats.pajek(_network(graph))


def told_time(node: Node) -> str:
    """Return when a telegram was sent, or the days between which it was; "" where unknown."""
    if node.sent:
        return f"{node.sent:%Y-%m-%d}"
    if node.dated is None:
        return ""
    if node.dated.contradictory:
        return "bounds cross"
    return f"{node.dated.earliest.time:%Y-%m-%d} … {node.dated.latest.time:%Y-%m-%d}"


def _time(node: Node) -> datetime | None:
    return node.sent or (node.dated and (node.dated.estimate or node.dated.latest.time))


def _line(link: Link, places: dict[str, tuple[int, int]]) -> str:
    """Return the line of a reference, from the source to the target; the less likely, the paler."""
    (x1, y1), (x2, y2) = places[link.source], places[link.target]
    start, end = (x1, x2 + WIDTH) if x1 > x2 else (x1 + WIDTH, x2) if x1 < x2 else (x1, x2)
    return (
        f'<line x1="{start}" y1="{y1 + HEIGHT // 2}" x2="{end}" y2="{y2 + HEIGHT // 2}"'
        f' stroke="#555555" stroke-opacity="{max(0.2, link.likelihood):.2f}"'
        ' marker-end="url(#tip)"/>'
    )


def _box(node: Node, place: tuple[int, int], asked: str) -> Iterator[str]:
    x, y = place
    fill = "#fff3c4" if node.name == asked else "#ffffff"
    dashes = "" if node.held else ' stroke-dasharray="4 3"'
    state = "" if node.held else " (not held)"
    second = node.subject or told_time(node)
    short = second if len(second) <= SUBJECT_SIGNS else f"{second[: SUBJECT_SIGNS - 1]}…"
    date = f"{node.sent:%Y-%m-%d}" if node.sent else ""
    yield "<g>"
    yield f"<title>{words(' '.join([node.name + state, told_time(node), node.subject]))}</title>"
    yield (
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="4" fill="{fill}"'
        f' stroke="#222222"{dashes}/>'
    )
    yield f'<text x="{x + 6}" y="{y + 15}" fill="#111111">{words(node.name)}</text>'
    yield (
        f'<text x="{x + WIDTH - 6}" y="{y + 15}" fill="#444444" font-size="10"'
        f' text-anchor="end">{date}</text>'
    )
    yield (f'<text x="{x + 6}" y="{y + 31}" fill="#444444" font-size="10">{words(short)}</text>')
    yield "</g>"


def _network(graph: Graph) -> Network:
    return Network(
        name=graph.name,
        vertices=[
            Vertex(
                each.name,
                each.name,
                {
                    "held": each.held,
                    "sent": each.sent.isoformat() if each.sent else "",
                    "sender": each.sender,
                    "subject": each.subject,
                },
            )
            for each in graph.nodes
        ],
        ties=[
            Tie(
                each.source,
                each.target,
                each.likelihood,
                {"likelihood": each.likelihood, "letter": each.letter},
            )
            for each in graph.links
        ],
        vertex_keys=KEYS,
        tie_keys=LINK_KEYS,
    )
