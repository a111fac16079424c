"""The files of a dossier: text with the place of every value, read, bound to records, changed."""
