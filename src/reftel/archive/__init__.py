"""Keeps telegrams in one folder: store, search, links, and who may read what."""
