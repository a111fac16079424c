"""Reftel turns diplomatic telegrams into evidence."""
