"""TOML with places.

tree-sitter says where everything stands and goes on behind a mistake, so that all of them are
told at once; the values themselves are read by the standard library.
"""

import tomllib
from collections.abc import Iterator
from functools import cache

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from reftel.core.span import Span
from reftel.dossier.files.places import Content, Fault, Line, Value

TABLES = frozenset({"table", "table_array_element"})
SIGNS = frozenset({"[", "]", "[[", "]]", "{", "}", ",", "=", ".", '"', "'", "comment"})


def read_toml(text: str) -> Content:
    """Return the tables of a file by their names; what stands above the first one has none."""
    return _Reading(text).content


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_toml.language()))


class _Reading:
    """One text on its way; offsets of the parser count bytes."""

    def __init__(self, text: str) -> None:
        self._data = text.encode()
        self._places = _characters(text) if len(self._data) != len(text) else None
        self._faults: list[Fault] = []
        self._root = Line(Span(0, len(text)))
        self._walk(_parser().parse(self._data).root_node)
        self.content = Content(dict(self._lines()), self._faults)

    def _lines(self) -> Iterator[tuple[str, list[Line]]]:
        top: dict[str, Value | Line | list[Line]] = {}
        for name, found in self._root.fields.items():
            if isinstance(found, Value):
                top[name] = found
            else:
                yield name, found if isinstance(found, list) else [found]
        if top:
            yield "", [Line(self._root.span, top)]

    def _walk(self, root: Node) -> None:
        if root.is_error:
            # Not even a beginning was understood; the pieces may still be.
            self._fault("D001", root)
        for node in root.children:
            if node.type == "pair":
                self._pair(node, self._root)
            elif node.type in TABLES:
                self._table(node)
            elif node.is_error or node.is_missing:
                self._fault("D001", node)

    def _table(self, node: Node) -> None:
        names = self._names(node)
        if not names:
            self._fault("D001", node)
            return
        line = self._opened(names, node)
        for child in node.children:
            if child.type == "pair":
                self._pair(child, line)
            elif child.is_error or child.is_missing:
                self._fault("D001", child)

    def _opened(self, names: list[str], node: Node) -> Line:
        """Return the table that a heading opens, in the last one of each array on the way."""
        parent = self._root
        for name in names[:-1]:
            parent = self._inner(parent, name, node)
        line = Line(self._span(node))
        name = names[-1]
        if node.type == "table":
            known = parent.fields.get(name)
            if known is not None:
                message = f"[{'.'.join(names)}] stands here twice"
                self._faults.append(Fault("D001", message, self._span(node).start))
                return line
            parent.fields[name] = line
            return line
        found = parent.fields.setdefault(name, [])
        if isinstance(found, list) and not (found and found[0].is_inline):
            found.append(line)
        else:
            message = f"[[{'.'.join(names)}]] and {name} = ... are one name for two things"
            self._faults.append(Fault("D001", message, self._span(node).start))
        return line

    def _inner(self, parent: Line, name: str, node: Node) -> Line:
        found = parent.fields.setdefault(name, Line(self._span(node)))
        if isinstance(found, list) and found:
            return found[-1]
        return found if isinstance(found, Line) else Line(self._span(node))

    def _pair(self, node: Node, line: Line) -> None:
        names = self._names(node)
        values = [child for child in node.children if child.type not in SIGNS]
        if not names or len(values) < 2 or node.has_error:
            self._fault("D001", next((each for each in node.children if each.is_error), node))
            return
        for name in names[:-1]:
            line = self._inner(line, name, node)
        if names[-1] in line.fields:
            message = f"{names[-1]} stands here twice"
            self._faults.append(Fault("D001", message, self._span(node).start))
            return
        if (value := self._value(values[-1])) is not None:
            line.fields[names[-1]] = value

    def _value(self, node: Node) -> Value | Line | list[Line] | None:
        inner = [child for child in node.children if child.type not in SIGNS]
        if node.type == "inline_table":
            line = Line(self._span(node), is_inline=True)
            for child in inner:
                self._pair(child, line)
            return line
        if node.type == "array" and inner and all(each.type == "inline_table" for each in inner):
            return [line for each in inner if isinstance(line := self._value(each), Line)]
        written = self._data[node.start_byte : node.end_byte].decode()
        try:
            return Value(tomllib.loads(f"value = {written}")["value"], self._span(node))
        except tomllib.TOMLDecodeError as error:
            message = f"{written.splitlines()[0]} is no value of TOML: {_reason(error)}"
            self._faults.append(Fault("D001", message, self._span(node).start))
            return None

    def _names(self, node: Node) -> list[str]:
        """Return the name of a pair or a table, in its parts."""
        for child in node.children:
            if child.type in {"bare_key", "quoted_key", "dotted_key"}:
                return [*self._parts(child)]
        return []

    def _parts(self, node: Node) -> Iterator[str]:
        if node.type == "dotted_key":
            for child in node.children:
                yield from self._parts(child)
        elif node.type == "bare_key":
            yield self._data[node.start_byte : node.end_byte].decode()
        elif node.type == "quoted_key":
            yield self._data[node.start_byte + 1 : node.end_byte - 1].decode()

    def _fault(self, code: str, node: Node) -> None:
        words = self._data[node.start_byte : node.end_byte].decode().strip().splitlines()
        message = f"not TOML: {words[0].strip()!s}" if words else "not TOML: something is missing"
        self._faults.append(Fault(code, message, self._span(node).start))

    def _span(self, node: Node) -> Span:
        if self._places is None:
            return Span(node.start_byte, node.end_byte)
        return Span(self._places[node.start_byte], self._places[node.end_byte])


def _characters(text: str) -> list[int]:
    """Return the character at each byte, and one more for the end."""
    found = [at for at, sign in enumerate(text) for _ in sign.encode()]
    return [*found, len(text)]


def _reason(error: tomllib.TOMLDecodeError) -> str:
    return str(error).partition(" (at ")[0].lower()
