"""Drafts and resolutions: read into clauses, aligned, compared word by word, looked up."""
