"""What is wrong with a query, and where."""

from reftel.core.errors import ReftelError
from reftel.core.span import Span

SHOWN = 60  # characters of the query around the place


class QueryError(ReftelError):
    """A query that cannot be understood; says where, and what may be meant."""

    def __init__(self, query: str, span: Span, message: str, suggestion: str = "") -> None:
        """Take the query, the place in it, what is wrong, and what may be meant instead."""
        self.query, self.span = query, span
        self.message, self.suggestion = message, suggestion
        super().__init__(message)

    def __str__(self) -> str:
        hint = f": {self.suggestion}" if self.suggestion else ""
        start = max(0, self.span.start - SHOWN)
        line = self.query[start : self.span.end + SHOWN].replace("\n", " ").replace("\t", " ")
        carets = "^" * max(1, self.span.end - self.span.start)
        return f"{self.message}{hint}\n  {line}\n  {' ' * (self.span.start - start)}{carets}"
