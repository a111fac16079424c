"""The graph of references: neighbours, threads, what is missing, measures, pictures of it."""
