"""Spans, offsets, diagnostics, citations and errors; standard library only."""
