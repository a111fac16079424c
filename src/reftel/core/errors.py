"""The few exceptions that a caller may catch."""


class ReftelError(Exception):
    """Whatever Reftel raises by its own decision."""
