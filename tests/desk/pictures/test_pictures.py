"""What holds for every picture: no label covers another, bytes are the same, readers are served."""

import io
import os
import subprocess
import sys
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from desk.pictures.drawn import LONG, pictures
from reftel.desk.pictures import png, svg
from reftel.desk.pictures.describing import description
from reftel.desk.pictures.palette import AREAS, COLOURS, OF_ANSWER
from reftel.desk.pictures.placing import Box
from reftel.desk.pictures.records import (
    ANSWERS,
    AnyPicture,
    Axis,
    Bar,
    Calibration,
    Count,
    Dot,
    Dots,
    Estimate,
    Mark,
    Panel,
    Path,
    PictureError,
    Placed,
    Point,
    Region,
    Scale,
    Seat,
    Tornado,
    Trajectory,
    Winset,
)
from reftel.desk.pictures.sheet import measured, number, wrapped
from reftel.desk.pictures.writing import clean

PICTURES = pictures()
SVG = "{http://www.w3.org/2000/svg}"
EACH = pytest.mark.parametrize("name", PICTURES)


@EACH
def test_no_label_covers_another_or_leaves_the_page(name: str) -> None:
    check_labels(PICTURES[name])


NAMES = st.text(st.sampled_from("abcdefgh MW-"), min_size=1, max_size=60)
SHARES = st.floats(0, 1, allow_nan=False)


# Four pictures an example: to shrink a failing one would take minutes.
@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(st.tuples(NAMES, SHARES, SHARES), max_size=30), NAMES)
def test_no_label_covers_another_whoever_stands_wherever(
    told: list[tuple[str, float, float]], title: str
) -> None:
    marks = tuple(Mark(name=name, at=at) for name, at, _ in told[:6])
    actors = tuple(Placed(name=name, at=at, weight=weight) for name, at, weight in told)
    paths = tuple(Path(name=name, positions=(at, end)) for name, at, end in told)
    seats = tuple(
        Seat(name=name, answer=ANSWERS[int(at * 5)], may_veto=end > 0.8) for name, at, end in told
    )
    bars = tuple(
        Bar(name=name, low=at, high=end, low_words=name, high_words=title) for name, at, end in told
    )
    for picture in (
        Scale(title=title, low=0, high=1, unit=title, marks=marks, actors=actors, note=title),
        Trajectory(title=title, low=0, high=1, unit=title, marks=marks, paths=paths),
        Count(title=title, seats=seats, needed=len(seats) // 2 + 1),
        Tornado(title=title, base=0.5, bars=bars, unit=title),
    ):
        check_labels(picture)


def check_labels(picture: AnyPicture) -> None:
    root = ET.fromstring(svg(picture))
    _, _, width, height = (float(each) for each in root.get("viewBox", "").split())
    page = Box(0, 0, width, height)
    labels = [(each.text or "", box_of(each)) for each in root.iter(f"{SVG}text")]
    for words, box in labels:
        assert page.holds(box), f"{words!r} leaves the page"
    for (first, one), (second, two) in combinations(labels, 2):
        assert not one.overlaps(two), f"{first!r} covers {second!r}"


@EACH
def test_the_svg_is_plain_and_told_in_words(name: str) -> None:
    picture = PICTURES[name]
    root = ET.fromstring(svg(picture))
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == (picture.title or None)
    assert root[1].text == description(picture)
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    for element in root.iter():
        assert element.tag not in {f"{SVG}style", f"{SVG}script", f"{SVG}metadata", f"{SVG}image"}
        assert "style" not in element.attrib
        assert not any(each.startswith("on") for each in element.attrib)


@EACH
def test_text_stays_text(name: str) -> None:
    root = ET.fromstring(svg(PICTURES[name]))
    words = " ".join("".join(each.itertext()) for each in root.iter(f"{SVG}text"))
    for word in PICTURES[name].title.split():
        assert word in words
    for each in root.iter(f"{SVG}text"):
        assert each.get("font-size", "").endswith("px")


@EACH
def test_whatever_is_referred_to_is_there(name: str) -> None:
    root = ET.fromstring(svg(PICTURES[name]))
    there = {each.get("id") for each in root.iter() if each.get("id")}
    for element in root.iter():
        for key, value in element.attrib.items():
            if key.endswith("href"):
                assert value.removeprefix("#") in there
            if value.startswith("url(#"):
                assert value[5:-1] in there


def test_pictures_on_one_page_share_no_ids() -> None:
    seen: set[str] = set()
    for picture in PICTURES.values():
        mine = [each.get("id", "") for each in ET.fromstring(svg(picture)).iter() if each.get("id")]
        assert len(mine) == len(set(mine))
        assert not seen & set(mine)
        seen |= set(mine)


@EACH
def test_the_png_opens_and_is_told_in_words(name: str) -> None:
    picture = PICTURES[name]
    with Image.open(io.BytesIO(png(picture, 60))) as image:
        image.load()
        assert image.width <= 6.5 * 60
        assert image.info["Description"] == description(picture)
        assert "Software" not in image.info
        # Something is drawn: not all is white.
        assert image.convert("L").getextrema()[0] < 128  # pyright: ignore


@EACH
def test_the_same_picture_gives_the_same_bytes(name: str) -> None:
    assert svg(PICTURES[name]) == svg(pictures()[name])
    assert png(PICTURES[name], 50) == png(pictures()[name], 50)


def test_another_process_gives_the_same_bytes() -> None:
    """Nothing hangs on the order of sets, on the hash of words or on what was drawn before."""
    code = (
        "import sys, hashlib; from desk.pictures.drawn import pictures;"
        "from reftel.desk.pictures import svg, png; p = pictures();"
        "names = ['scale of eleven', 'winset of eleven', 'count of eleven', 'calibration'];"
        "print([hashlib.sha256(svg(p[n]).encode() + png(p[n], 50)).hexdigest() for n in names])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_pictures_are_not_imported_before_one_is_drawn() -> None:
    code = (
        "import sys; import reftel.desk.pictures, reftel.desk.pictures.records;"
        "sys.exit('matplotlib' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
    )


HOSTILE = st.text(max_size=40) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "]]>&amp;\"'",
        "$x^2_$ \\frac",
        "a\x00b\x1b[31m\x85\ufffe",
        "\ud800 alone",
        "العربية \u200f 中文 🕊",
        "line\nbreak\ttab\u2028",
        "W" * 300,
        " ",
        "",
    ]
)


@settings(max_examples=40, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_any_words_can_be_drawn(title: str, name: str, unit: str) -> None:
    for picture in (
        Scale(
            title=title,
            low=0,
            high=1,
            unit=unit,
            marks=(Mark(name=name, at=0.5),),
            actors=(Placed(name=name, at=1),),
            absent=(name,),
        ),
        Count(title=title, seats=(Seat(name=name, answer="no", code=unit[:2]),), note=unit),
    ):
        root = ET.fromstring(svg(picture))
        assert (root[0].text or "") == clean(title)


def test_a_script_in_a_name_stays_words() -> None:
    drawn_ = svg(Count(title="<script>x</script>", seats=()))
    assert "<script>" not in drawn_
    assert "&lt;script&gt;" in drawn_


@settings(max_examples=60)
@given(
    st.text(st.characters(codec="ascii", exclude_categories=("Cc",)), max_size=80),
    st.floats(0.3, 3),
)
def test_wrapped_lines_fit_and_lose_no_letter(words: str, width: float) -> None:
    lines = wrapped(words, width)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(measured(each) <= width or len(each) == 1 for each in lines)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0, "0"),
        (60.0, "60"),
        (67.34, "67.3"),
        (0.123, "0.12"),
        (-5.25, "-5.2"),
        (123456, "1.235e+05"),
    ],
)
def test_numbers_are_told_with_three_figures(value: float, told: str) -> None:
    assert number(value) == told


def test_letters_on_seats_can_be_read() -> None:
    """Contrast of letters and fill at least 4.5 to 1 (WCAG 2.2, 1.4.3), in grey as in colour."""
    for look in OF_ANSWER.values():
        light, dark = sorted([luminance(look.fill), luminance(look.letters)], reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_no_two_answers_look_alike_in_grey() -> None:
    for one, two in combinations(OF_ANSWER.values(), 2):
        apart = abs(luminance(one.fill) - luminance(two.fill)) > 0.1
        assert one.shape != two.shape or apart


def test_areas_differ_in_pattern_and_lines_in_shape() -> None:
    assert len({hatch for _, hatch, _ in AREAS}) == len(AREAS)
    assert len(set(COLOURS)) == len(COLOURS)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Scale(title="t", low=1, high=0), "t: low 1 is not below high 0"),
        (lambda: scale(Placed(name="a", at=2)), "t: a: 2 is not on the scale"),
        (lambda: scale(Placed(name="a", at=float("nan"))), "t: a: nan is not on the scale"),
        (lambda: scale(Placed(name="a", at=1, low=0)), "t: a: of its span one end is missing"),
        (lambda: scale(Placed(name="a", at=1, weight=-1)), "t: a: weight -1 is under 0"),
        (lambda: Scale(title="t", low=0, high=1, shares=(-1.0,)), "a share of runs is under 0"),
        (
            lambda: Scale(title="t", low=0, high=1, estimates=(Estimate(name="m", low=0, high=9),)),
            "t: m: 9 is not on the scale",
        ),
        (lambda: winset(Point(name="p", x=2, y=0)), "t: p: 2 is not on the scale of x"),
        (lambda: winset(regions=(Region(name="r"),) * 5), "5 areas; four"),
        (lambda: winset(regions=(Region(name="r", cells=((True,), ())),)), "rows of cells differ"),
        (
            lambda: winset(regions=(Region(name="r", polygons=(((0, float("inf")),),)),)),
            "r: a corner is no number",
        ),
        (lambda: Tornado(title="t", base=float("nan"), bars=()), "t: the base or a bar"),
        (
            lambda: Trajectory(title="t", low=0, high=1, paths=(Path(name="p", positions=(0, 2)),)),
            "t: p, round 1: 2 is not on the scale",
        ),
        (
            lambda: Trajectory(title="t", low=0, high=1, paths=(), marks=(Mark(name="m", at=2),)),
            "t: m: 2 is not on the scale",
        ),
        (lambda: Calibration(title="t", panels=()), "t: 0 panels"),
        (lambda: calibration(*[Dots(name="d", dots=())] * 7), "7 models; six"),
        (
            lambda: calibration(
                Dots(name="d", dots=(Dot(said=2, came=0, low=0, high=0, cases=1),))
            ),
            "d: a share is not from 0 to 1",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_its_place(make: object, told: str) -> None:
    with pytest.raises(PictureError, match=told):
        make()  # pyright: ignore


@pytest.mark.parametrize("dots", [0, 29, 1201])
def test_dots_that_cannot_be_drawn_are_refused(dots: int) -> None:
    with pytest.raises(ValueError, match=f"{dots} dots an inch"):
        png(PICTURES["count of none"], dots)


def test_the_description_says_what_is_seen() -> None:
    told = description(PICTURES["count of fifteen"])
    assert told.startswith("15 members, 9 votes needed. Yes 9: France (may veto); ")
    assert "No 1: Russian Federation (may veto)." in told
    scale_told = description(PICTURES["scale of eleven"])
    assert "Weighted mean 67.3, from 52 to 84" in scale_told
    assert "Position exchange gives none" in scale_told
    assert "at 40 Dravonne (weight 1), Sundaval (weight 0.45), Lombarra (weight 0.1)" in scale_told
    assert LONG in description(PICTURES["tornado"])


def box_of(text: ET.Element) -> Box:
    """Return where the letters of a text stand, in points: from capitals down to descenders."""
    size = float(text.get("font-size", "").removesuffix("px"))
    words = "".join(text.itertext())
    length = measured(words, size, text.get("font-weight", "normal")) * 72
    turned = text.get("transform", "")
    x, y = float(text.get("x", 0)), float(text.get("y", 0))
    if turned.startswith("translate("):
        x, y = (float(each) for each in turned[10 : turned.index(")")].split())
    start = {"middle": -length / 2, "end": -length}.get(text.get("text-anchor", ""), 0.0)
    high, low = 0.73 * size, 0.21 * size
    if "rotate(-90" in turned:
        return Box(x - high, y - start - length, x + low, y - start)
    return Box(x + start, y - high, x + start + length, y + low)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def scale(*actors: Placed) -> Scale:
    return Scale(title="t", low=0, high=1, actors=actors)


def winset(*points: Point, regions: tuple[Region, ...] = ()) -> Winset:
    x, y = (Axis(name=name, low=0, high=1) for name in "xy")
    return Winset(title="t", x=x, y=y, points=points, regions=regions)


def calibration(*series: Dots) -> Calibration:
    panel = Panel(title="p", series=series, said="said", came="came")
    return Calibration(title="t", panels=(panel,))
