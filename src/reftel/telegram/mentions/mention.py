"""What is found: one place at which a telegram names a person, a state, a post or a body."""

from typing import Literal

from reftel.telegram.mentions.vocabulary import vocabulary
from reftel.telegram.model import Located

MentionKind = Literal["person", "state", "post", "body"]
Part = Literal["subject", "text", "signature", "officer"]
Ground = Literal[
    "table",
    "title",
    "apposition",
    "given name",
    "verb of saying",
    "initials",
    "row of names",
    "possessive",
    "full name",
    "repeated surname",
    "sender's country",
    "tags",
    "other states named",
    "edition",
    "signature",
    "officer",
]
LIKELY = 0.5
"""From this likelihood on a mention counts: in the index and on pages of facts."""


class Mention(Located, frozen=True, kw_only=True):
    """A name in a telegram.

    key: the same for all forms of one name in a telegram: ISO code of a state, code of a body,
    post as in a number, of a person the fullest name that the telegram prints, in lower case
    without accents. text: as printed, in one line. part: where it stands; paragraph: its index,
    None outside the text. likelihood: 0 to 1, that the named is meant. ground: what that rests
    on. id: of a person in the list of an edition, "p_MAH1", else "".
    """

    kind: MentionKind
    key: str
    text: str
    part: Part
    paragraph: int | None = None
    likelihood: float
    ground: Ground
    id: str = ""


def surnames(key: str) -> tuple[str, ...]:
    """Return the words of a person's key by which he may be called alone.

    Of "juan pereda asbun" these are "pereda" and "asbun": Spanish names have two surnames.
    """
    words = [word for word in key.split() if len(word) > 1]
    given = vocabulary().given
    last = words[-1:]
    found = [word for word in words if word.upper() not in given and len(word) > 2]
    return tuple(dict.fromkeys(found or last))
