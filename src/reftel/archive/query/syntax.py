"""From the words of a query to its tree.

    query   = any { "OR" any }
    any     = negated { ["AND"] negated }
    negated = { "NOT" | "-" } near
    near    = atom [ "NEAR" [ "/" number ] atom ]
    atom    = word | '"' words '"' | field ":" value | field ":" "(" query ")" | "(" query ")"

AND, OR, NOT and NEAR are operators in capitals only. Reading takes one pass.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from reftel.archive.query.errors import QueryError
from reftel.archive.query.fields import FIELDS, PARTS, WILD, FieldValueError
from reftel.archive.query.tokens import Token, tokens
from reftel.archive.query.tree import (
    And,
    Everything,
    Exact,
    Near,
    Node,
    Not,
    Or,
    Wildcard,
    Within,
    Words,
)
from reftel.archive.words import Word, folded, words
from reftel.core.span import Span

LONGEST = 10_000  # characters
DEEPEST = 50  # parentheses in parentheses
DISTANCE = 10  # words between those of a NEAR without number
FARTHEST = 1_000
LEAST_LETTERS = 2  # of a wildcard: `a*` would be half of all words


def parse(query: str) -> Node:
    """Return the tree of a query; of one without words, Everything. Raises QueryError."""
    if len(query) > LONGEST:
        message = f"a query has at most {LONGEST:,} characters"
        raise QueryError(query, Span(LONGEST, LONGEST), message)
    return _Parser(query).parse()


class _Parser:
    """Reads tokens by recursive descent, one function for each rule of the grammar."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._tokens = list(tokens(query))
        self._at = 0
        self._depth = 0
        self._field: Token | None = None  # of `tag:(PREL OR PARM)`, while inside

    def parse(self) -> Node:
        """Return the tree."""
        if self._next.kind == "end":
            return Everything()
        node = self._or()
        if self._next.kind == ")":
            self._fail(self._next.span, "this parenthesis closes nothing")
        return node

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _takes(self, operator: str) -> bool:
        found = self._next.kind == "operator" and self._next.text == operator
        self._at += found
        return found

    def _or(self) -> Node:
        parts = [self._and()]
        while self._takes("OR"):
            parts.append(self._and())
        return _flat(Or, parts)

    def _and(self) -> Node:
        parts = [self._negated()]
        while True:
            if not self._takes("AND") and not self._goes_on():
                return _flat(And, parts)
            parts.append(self._negated())

    def _goes_on(self) -> bool:
        token = self._next
        return token.kind not in {"end", ")", "near"} and (token.kind, token.text) != (
            "operator",
            "OR",
        )

    def _negated(self) -> Node:
        token = self._next
        if token.kind == "not" or (token.kind, token.text) == ("operator", "NOT"):
            self._at += 1
            self._descend(token)
            inner = self._negated()
            self._depth -= 1
            return Not(inner=inner, span=_over(token.span, inner.span))
        return self._near()

    def _near(self) -> Node:
        first = self._atom()
        if self._next.kind != "near":
            return first
        token = self._take()
        second = self._atom()
        for each in (first, second):
            if not isinstance(each, Words) or each.wild:
                self._fail(each.span, "NEAR stands between two words or phrases")
        assert isinstance(first, Words)
        assert isinstance(second, Words)
        if self._next.kind == "near":
            self._fail(self._next.span, "NEAR takes two", "join two NEAR with AND")
        span = _over(first.span, second.span)
        return Near(first=first, second=second, distance=self._distance(token), span=span)

    def _distance(self, token: Token) -> int:
        digits = token.text.partition("/")[2]
        if not digits:
            return DISTANCE
        if not (digits.isascii() and digits.isdigit() and int(digits[:5]) <= FARTHEST):
            self._fail(token.span, f"NEAR takes a number up to {FARTHEST:,}", "NEAR/5")
        return int(digits)

    def _atom(self) -> Node:
        token = self._take()
        match token.kind:
            case "(":
                return self._group(token)
            case "field":
                return self._fielded(token)
            case "word" | "quoted":
                return self._value(token) if self._field else self._words(token)
            case _:
                return self._fail(token.span, _MISSING.get(token.kind, f"{token.text} needs words"))

    def _group(self, token: Token) -> Node:
        self._descend(token)
        if self._next.kind == ")":
            self._fail(_over(token.span, self._next.span), "there is nothing in the parentheses")
        node = self._or()
        if self._next.kind != ")":
            self._fail(token.span, "this parenthesis is not closed")
        self._at += 1
        self._depth -= 1
        return node

    def _fielded(self, token: Token) -> Node:
        if self._field:
            self._fail(token.span, f"a field inside of {self._field.text}:( )")
        self._known(token)
        value = self._next
        if value.kind not in {"word", "quoted", "("} or value.span.start != token.span.end:
            self._fail(token.span, f"{token.text}: has no value", _example(token.text))
        self._field = token
        node = self._atom()
        self._field = None
        return node

    def _known(self, token: Token) -> None:
        """Raise what is wrong with the name of a field."""
        if token.text in FIELDS or token.text in PARTS:
            return
        near = get_close_matches(token.text, [*FIELDS, *PARTS], 1)
        hint = (
            f'did you mean "{near[0]}:"?'
            if near
            else f"put it in quotation marks, or use {', '.join(FIELDS)}"
        )
        self._fail(token.span, f"no field is named {token.text!r}", hint)

    def _value(self, token: Token) -> Node:
        """Return what a value says in the field that is open."""
        assert self._field
        name, span = self._field.text, _over(self._field.span, token.span)
        if part := PARTS.get(name):
            inner = self._words(token)
            assert isinstance(inner, Words | Wildcard)
            return Within(part=part, inner=inner, span=span)
        try:
            node = FIELDS[name].read(token.text, span)
        except FieldValueError as error:
            return self._fail(token.span, str(error), error.suggestion)
        if isinstance(node, Exact) and not node.value.strip("*?"):
            return self._fail(token.span, f"{name}: has no value", _example(name))
        return node

    def _words(self, token: Token) -> Words | Wildcard:
        if WILD.isdisjoint(token.text):
            found = _compounds(words(token.text))
        elif token.kind == "word":
            return self._wildcard(token)
        else:
            found = [(each,) for each in _patterns(token.text)]
            if len(found) == 1:
                return self._wildcard(token)
        if not found:
            self._fail(token.span, f"{token.text!r} holds no word")
        is_wild = any(not WILD.isdisjoint(part) for each in found for part in each)
        return Words(words=tuple(found), wild=is_wild, span=token.span)

    def _wildcard(self, token: Token) -> Wildcard:
        pattern = "".join(each for each in folded(token.text) if each.isalnum() or each in WILD)
        if len(pattern) - sum(map(pattern.count, WILD)) < LEAST_LETTERS:
            message = f"a wildcard has at least {LEAST_LETTERS} letters or figures"
            self._fail(token.span, message)
        return Wildcard(
            pattern=pattern, joined=len(pattern) < len(folded(token.text)), span=token.span
        )

    def _descend(self, token: Token) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            self._fail(token.span, f"more than {DEEPEST} levels deep")

    def _fail(self, span: Span, message: str, suggestion: str = "") -> "Node":
        raise QueryError(self._query, span, message, suggestion)


_MISSING = {
    "end": "the query ends where words are expected",
    ")": "words are expected before this parenthesis",
}


def _compounds(found: Iterable[Word]) -> list[tuple[str, ...]]:
    """Return words with the parts of each compound together."""
    taken: list[tuple[str, ...]] = []
    for each in found:
        parts, length = [each.word], len(each.word)
        while length < len(each.joined):
            parts.append(taken.pop()[0])
            length += len(parts[-1])
        taken.append(tuple(reversed(parts)))
    return taken


def _patterns(text: str) -> list[str]:
    """Return the words and patterns of a phrase with wildcards, the parts of compounds apart."""
    kept = (each if each.isalnum() or each in WILD else " " for each in folded(text))
    return [each for each in "".join(kept).split() if each.strip("*?")]


def _flat(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    """Return one node of several; what is of the same kind inside is taken apart."""
    if len(parts) == 1:
        return parts[0]
    inside = [each.parts if isinstance(each, kind) else (each,) for each in parts]
    span = _over(parts[0].span, parts[-1].span)
    return kind(parts=tuple(part for some in inside for part in some), span=span)


def _over(first: Span, last: Span) -> Span:
    return Span(first.start, max(first.end, last.end))


def _example(field: str) -> str:
    return FIELDS[field].example if field in FIELDS else f'{field}:"two words"'
