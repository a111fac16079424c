"""People, states, posts and bodies that a telegram names, with their places."""

from reftel.telegram.mentions.finding import Named, mentions, named_in
from reftel.telegram.mentions.mention import LIKELY, Mention, MentionKind, surnames

__all__ = ["LIKELY", "Mention", "MentionKind", "Named", "mentions", "named_in", "surnames"]
