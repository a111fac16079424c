"""Who may read what: labels, how markings give them, and a telegram as a reader may see it."""
