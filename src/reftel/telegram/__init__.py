"""From the text of a telegram to its typed record; no I/O."""
