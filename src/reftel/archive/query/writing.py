"""A query in its one written form, of which the same tree is read."""

from datetime import timedelta

from reftel.archive.access.labels import HIGHEST, level_letter
from reftel.archive.query.fields import HELD_AS, PARTS
from reftel.archive.query.tokens import ENDS
from reftel.archive.query.tree import (
    And,
    Dates,
    Everything,
    Exact,
    Level,
    Near,
    Node,
    Not,
    Or,
    Wildcard,
    Within,
    Words,
)


def written(node: Node) -> str:  # noqa: PLR0911 - one for each kind of node
    """Return the query that a tree says, in one form: `parse` makes the same tree of it."""
    match node:
        case And():
            return " ".join(_inside(each, Or) for each in node.parts)
        case Or():
            return " OR ".join(map(written, node.parts))
        case Not():
            return f"NOT {_inside(node.inner, And, Or)}"
        case Near():
            return f"{written(node.first)} NEAR/{node.distance} {written(node.second)}"
        case Within():
            part = next(name for name, part in PARTS.items() if part == node.part)
            return f"{part}:{written(node.inner)}"
        case Words():
            run = " ".join("-".join(each) for each in node.words)
            return f'"{run}"' if len(node.words) > 1 else run
        case Wildcard():
            return f"{node.pattern[:1]}-{node.pattern[1:]}" if node.joined else node.pattern
        case Everything():
            return ""
        case Exact() | Level() | Dates():
            return _field_written(node)


def _inside(node: Node, *weaker: type[And | Or]) -> str:
    return f"({written(node)})" if isinstance(node, weaker) else written(node)


def _field_written(node: Exact | Level | Dates) -> str:
    match node:
        case Exact():
            name, value = HELD_AS.get(node.name, node.name), node.value
            if name == "para":
                value = value.replace(" ", "-")
            is_plain = ENDS.isdisjoint(value) and " " not in value
            return f"{name}:{value}" if is_plain else f'{name}:"{value}"'
        case Level(least=least, most=most) if least == most:
            return f"class:{level_letter(least)}"
        case Level():
            is_floor = node.most == HIGHEST
            return f"class:{'>=' if is_floor else '<='}{level_letter(node.least or node.most)}"
        case Dates():
            last = node.before - timedelta(days=1) if node.before else ""
            return f"date:{node.since or ''}..{last}"
