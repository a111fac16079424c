"""The map of a negotiation: who wants what, who told whom, what stands in which draft."""
