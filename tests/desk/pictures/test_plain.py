"""Styles as attributes, also as earlier versions of matplotlib write them."""

from xml.etree import ElementTree as ET

from reftel.desk.pictures.plain import plain

SVG = "http://www.w3.org/2000/svg"
WRITTEN = f"""<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" width="1" height="1">
<metadata>of a day</metadata><defs><style type="text/css">*{{stroke: red}}</style></defs>
<!-- a comment -->
<defs><path id="shape" d="M0 0"/></defs>
<g id="text_1"><text style="font: italic 700 8.5px 'DejaVu Sans', sans-serif; text-anchor: end"
 transform="rotate(-0 1 2)">words</text></g>
<use xlink:href="#shape" style="fill: url(#shape); stroke: #000000; mix-blend-mode: normal"/>
</svg>"""


def test_each_declaration_becomes_an_attribute() -> None:
    root = ET.fromstring(plain(WRITTEN.encode(), "title", "words", "s"))
    text = root.find(f".//{{{SVG}}}text")
    assert text is not None
    assert text.attrib == {
        "font-style": "italic",
        "font-weight": "bold",
        "font-size": "8.5px",
        "text-anchor": "end",
    }
    use = root.find(f".//{{{SVG}}}use")
    assert use is not None
    assert use.get("fill") == "url(#s-shape)"
    assert use.get("{http://www.w3.org/1999/xlink}href") == "#s-shape"
    assert "mix-blend-mode" not in use.attrib


def test_what_says_nothing_goes() -> None:
    told = plain(WRITTEN.encode(), "title", "words", "s")
    for gone in ("metadata", "<style", "comment", "text_1", "rotate"):
        assert gone not in told
    assert 'id="s-shape"' in told
