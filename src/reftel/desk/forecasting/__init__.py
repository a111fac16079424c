"""Dossier and council joined: what is cited becomes numbers, and they keep their citations."""
