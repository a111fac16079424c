"""Dossiers beside the telegrams that they cite: kept, labelled, read, joined with what is found."""
