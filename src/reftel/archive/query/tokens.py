"""The signs of a query: words, quotations, fields, operators, parentheses, each with its place."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from reftel.archive.query.errors import QueryError
from reftel.core.span import Span

QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
ENDS = frozenset("()") | frozenset(QUOTES) | frozenset(QUOTES.values())
OPERATORS = frozenset({"AND", "OR", "NOT"})

Kind = Literal["word", "quoted", "field", "operator", "near", "not", "(", ")", "end"]


class Token(NamedTuple):
    """A token; text: of a word, a quotation without its marks, or a field without its colon."""

    kind: Kind
    text: str
    span: Span


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, one of the kind "end" last. Raises QueryError."""
    at = 0
    while at < len(query):
        sign = query[at]
        if sign.isspace():
            at += 1
        elif sign in "()":
            yield Token("(" if sign == "(" else ")", sign, Span(at, at + 1))
            at += 1
        elif sign in QUOTES:
            end = query.find(QUOTES[sign], at + 1)
            if end < 0:
                message = "this quotation is not closed"
                raise QueryError(query, Span(at, at + 1), message)
            yield Token("quoted", query[at + 1 : end], Span(at, end + 1))
            at = end + 1
        elif sign == "-" and at + 1 < len(query) and not query[at + 1].isspace():
            yield Token("not", sign, Span(at, at + 1))
            at += 1
        else:
            token = _bare(query, at)
            yield token
            at = token.span.end
    yield Token("end", "", Span(len(query), len(query)))


def _bare(query: str, start: int) -> Token:
    """Return what begins there without a mark: an operator, a field with its colon, a word."""
    end = start + 1
    while end < len(query) and not query[end].isspace() and query[end] not in ENDS:
        if query[end] == ":" and _is_name(query[start:end]):
            return Token("field", query[start:end].lower(), Span(start, end + 1))
        end += 1
    text = query[start:end]
    span = Span(start, end)
    if text in OPERATORS:
        return Token("operator", text, span)
    if text == "NEAR" or text.startswith("NEAR/"):
        return Token("near", text, span)
    return Token("word", text, span)


def _is_name(text: str) -> bool:
    return len(text) > 1 and all(each.isalpha() or each == "-" for each in text)
