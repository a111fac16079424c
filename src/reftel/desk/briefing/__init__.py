"""The one-page brief on a negotiation, with a citation behind every sentence."""

from reftel.desk.briefing.making import brief
from reftel.desk.briefing.records import Brief, Row, Section, Sentence

__all__ = ["Brief", "Row", "Section", "Sentence", "brief"]
