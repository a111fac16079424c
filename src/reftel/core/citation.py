"""Where a claim stands, in a form that a person writes: `08USUNNEWYORK303#2`."""

from dataclasses import dataclass
from typing import Literal

CitationTo = Literal["telegram", "text", "outside"]
TEXT = "text:"
OUTSIDE = "see:"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place of a telegram, of a text of a dossier, or of a source outside.

    to: which of the three. name: the telegram's number, the text's id, or the source in words.
    place: `2` paragraph 2, `@3` the third paragraph, `subject`, `ref`; of a text its clause,
    `OP2`; "" all of it.
    """

    to: CitationTo
    name: str
    place: str = ""

    def __str__(self) -> str:
        lead = {"telegram": "", "text": TEXT, "outside": OUTSIDE}[self.to]
        return f"{lead}{self.name}#{self.place}" if self.place else f"{lead}{self.name}"


def parse_citation(words: str) -> Citation | None:
    """Return the citation that words write; None where they write none."""
    words = words.strip()
    if words.startswith(OUTSIDE):
        source = words.removeprefix(OUTSIDE).strip()
        return Citation("outside", source) if source else None
    to: CitationTo = "text" if words.startswith(TEXT) else "telegram"
    name, _, place = words.removeprefix(TEXT).partition("#")
    name, place = name.strip(), place.strip().lstrip("¶").strip()
    if not name or any(sign.isspace() for sign in name + place):
        return None
    return Citation(to, name, place)
