"""matplotlib's SVG made plain: attributes for styles, words for readers who do not see.

matplotlib writes `style="fill: #000000"`. A page whose Content-Security-Policy forbids styles shows
such an SVG black when it stands within the page. As attributes the same values always count.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
# Verdana has the widths of DejaVu Sans; other fonts are narrower, so that nothing overlaps.
FONTS = "DejaVu Sans, Verdana, Geneva, sans-serif"
# What matplotlib says for all in a style sheet, and what is left out where it is the default.
COMMON = {"stroke-linejoin": "round", "stroke-linecap": "butt", "font-family": FONTS}
DROPPED = {"font-family", "mix-blend-mode"}


def plain(written: bytes, title: str, description: str, salt: str) -> str:
    """Return the SVG with attributes only. salt: what its ids begin with.

    Comments, date and program's name go; the same picture gives the same text.
    """
    root = ET.fromstring(written)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in {f"{{{SVG}}}metadata", f"{{{SVG}}}style"}:
                parent.remove(child)
    for element in root.iter():
        for name, value in _declarations(element.attrib.pop("style", "")):
            element.set(name, value)
        if element.get("transform", "").startswith("rotate(-0 "):
            del element.attrib["transform"]  # text that is not turned
    _rename(root, salt)
    _drop_empty(root)
    root.attrib.update(COMMON)
    _tell(root, title, description, salt)
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for each in style.split(";"):
        name, _, value = (part.strip() for part in each.partition(":"))
        if name == "font":
            yield from _font(value)
        elif name and name not in DROPPED:
            yield name, value


def _font(value: str) -> Iterator[tuple[str, str]]:
    """Yield what a shorthand holds: `italic 700 8.5px 'DejaVu Sans', sans-serif`."""
    for word in value.split(",", maxsplit=1)[0].split("'", maxsplit=1)[0].split():
        if word in {"italic", "oblique"}:
            yield "font-style", word
        elif word.endswith("px"):
            yield "font-size", word
        elif word in {"bold", "700"}:
            yield "font-weight", "bold"


def _rename(root: ET.Element, salt: str) -> None:
    """Keep the ids that are referred to, each with the salt before it; the others go."""
    meant: set[str] = set()
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == XLINK and value.startswith("#"):
                element.set(name, f"#{salt}-{value[1:]}")
                meant.add(value[1:])
            elif value.startswith("url(#") and value.endswith(")"):
                element.set(name, f"url(#{salt}-{value[5:-1]})")
                meant.add(value[5:-1])
    for element in root.iter():
        identity = element.attrib.pop("id", "")
        if identity in meant:
            element.set("id", f"{salt}-{identity}")


def _drop_empty(root: ET.Element) -> None:
    """Take away groups that only held ids: those with one child or none and nothing to say."""
    for parent in list(root.iter()):
        children = list(parent)
        for at, child in enumerate(children):
            inner = child
            while inner.tag == f"{{{SVG}}}g" and not inner.attrib and len(inner) == 1:
                inner = inner[0]
            children[at] = inner
        kept = [each for each in children if each.tag != f"{{{SVG}}}g" or len(each)]
        parent[:] = kept


def _tell(root: ET.Element, title: str, description: str, salt: str) -> None:
    """Put the content in words first, where programs that read aloud look for it."""
    root.set("role", "img")
    root.set("aria-labelledby", f"{salt}-title {salt}-desc")
    told = [("title", title), ("desc", description)]
    for at, (name, words) in enumerate(told):
        element = ET.Element(f"{{{SVG}}}{name}", {"id": f"{salt}-{name}"})
        element.text = words
        root.insert(at, element)
