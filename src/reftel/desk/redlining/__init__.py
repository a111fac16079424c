"""Redlines of drafts: read from files and telegrams, told, as a page and as a Word file."""
