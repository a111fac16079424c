"""Colours, patterns and shapes: told apart by colour-blind readers and in black and white.

Colours: Okabe and Ito 2008, Color Universal Design. Nothing is told by colour alone.
"""

from typing import NamedTuple

from reftel.desk.pictures.records import Answer, Kind

BLACK, GREY, PALE, RULE = "#000000", "#555555", "#d9d9d9", "#b3b3b3"
BLUE, SKY, VERMILLION, ORANGE = "#0072b2", "#56b4e9", "#d55e00", "#e69f00"
GREEN, PURPLE, YELLOW = "#009e73", "#cc79a7", "#f0e442"
LIGHT_BLUE, LIGHT_ORANGE = "#cfe6f5", "#fbe3c0"

# Lines and dots of several models or actors: colour, dashes and shape change together.
COLOURS = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, GREY)
SHAPES = ("o", "s", "^", "D", "v", "P", "X")
DASHES = ("-", (0, (5, 1.5)), (0, (1.2, 1.2)), (0, (5, 1.5, 1.2, 1.5)))


class Look(NamedTuple):
    """How something is drawn: shape, fill, edge, and the colour of letters upon it."""

    shape: str
    fill: str
    edge: str
    letters: str = BLACK
    size: float = 1.0  # so that all shapes look equally large


# Circles are for it, squares against it, hexagons abstain, diamonds are unknown; firm is dark,
# leaning is light.
OF_ANSWER: dict[Answer, Look] = {
    "yes": Look("o", BLUE, BLUE, "#ffffff"),
    "leans yes": Look("o", LIGHT_BLUE, BLUE),
    "unknown": Look("D", "#ffffff", GREY, BLACK, 0.82),
    "abstains": Look("h", PALE, GREY),
    "leans no": Look("s", LIGHT_ORANGE, VERMILLION, BLACK, 0.9),
    "no": Look("s", "#a34700", "#a34700", "#ffffff", 0.9),
}
OF_KIND: dict[Kind, Look] = {
    "member": Look("o", "#ffffff", BLACK),
    "veto": Look("o", BLACK, BLACK),
    "reference": Look("X", VERMILLION, BLACK),
    "draft": Look("s", YELLOW, BLACK),
    "forecast": Look("D", BLUE, BLACK),
}
KIND_WORDS: dict[Kind, str] = {
    "member": "member",
    "veto": "member with a veto",
    "reference": "what holds without a decision",
    "draft": "draft",
    "forecast": "forecast",
}
# Areas: fill and pattern.
AREAS = (
    (LIGHT_BLUE, "", BLUE),
    ("none", "////", VERMILLION),
    ("none", "....", GREEN),
    ("none", "\\\\\\\\", PURPLE),
)
