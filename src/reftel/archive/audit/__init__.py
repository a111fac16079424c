"""Who saw, searched and released what: lines that are only added to, in a chain of hashes."""
