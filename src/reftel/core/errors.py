"""The few exceptions that a caller may catch."""


class ReftelError(Exception):
    """Whatever Reftel raises by its own decision."""


class RefusedError(ReftelError):
    """A file that holds no text to read; the message says why, and what would help."""
