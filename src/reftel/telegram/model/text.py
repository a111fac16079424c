"""The text: paragraphs, named blocks, words that point to references."""

from typing import Literal

from reftel.telegram.hyphens import in_one_line
from reftel.telegram.model.base import Level, Located, Text
from reftel.telegram.model.text_head import PortionMark

LevelGround = Literal["printed", "entire text", "classification line", "none"]
PassageKind = Literal[
    "summary",
    "comment",
    "action request",
    "quoted text",
    "background",
    "talking points",
    "non-paper",
    "bio note",
    "unclassified",
    "other",
]
CitationKind = Literal["reference", "reftel", "septel", "telegram"]


class Paragraph(Located, frozen=True, kw_only=True):
    """A paragraph of the text, page furniture taken out.

    number: None where none is printed. mark: printed on it; level: of the mark, else inherited
    from a mark on the entire text, else from the classification line, as `level_ground` says.
    heading: on its own line above, or None. text: without number and mark, line breaks kept.
    """

    number: int | None
    text: str
    mark: PortionMark | None = None
    level: Level | None = None
    level_ground: LevelGround = "none"
    entire_text: bool = False
    heading: Text | None = None

    @property
    def flowed(self) -> str:
        """The text in one line; a word divided at a line's end is joined again.

        Whether a hyphen belongs to the word is judged by the other words of the paragraph.
        """
        return in_one_line(self.text)


class Passage(Located, frozen=True, kw_only=True):
    """A named block of the text, up to its closing words.

    Where nothing closes it, it ends with its paragraph.
    first, last: indices into Telegram.paragraphs. closed: whether END … is printed.
    """

    kind: PassageKind
    title: str
    first: int
    last: int
    closed: bool


class Citation(Located, frozen=True, kw_only=True):
    """Words in the text that point to other telegrams: `refs B-C` is letters B and C.

    letters: empty for a bare `reftel` or `septel`, and for a telegram that the text names itself.
    targets: canonical numbers of the telegrams that are meant; of a bare `reftel` where the list
    has several, all that it may be. paragraphs: numbers of those that are pointed at, `reftel para
    3`. paragraph: index into Telegram.paragraphs.
    """

    kind: CitationKind
    letters: tuple[str, ...]
    targets: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    paragraph: int
