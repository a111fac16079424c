"""Telegrams are written as exactly as they are read, and what a layout does not hold is told."""

import os
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmark import benchmark
from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram
from reftel.telegram.writing import Target, write
from reftel.telegram.writing.lines import WIDTH, wrapped
from reftel.telegram.writing.said import OF_THE_COPY, said

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("REFTEL_SHARED", ROOT.parent / "shared")) / "telegrams"
TARGETS = get_args(Target)
READABLE = tuple(each for each in TARGETS if each != "plain")
# What a release or an archive put there: no layout writes it.
OF_A_RELEASE = {"release", "e-mails", "redactions", "stamps"}
# What each layout has no place for.
NOT_HELD = {
    "line": {"dateline", "officers", "distribution", "relay counter", "attributes"},
    "archives": {"dateline", "officers", "transmission lines", "attributes"},
    "smart": {
        *("section", "operating signals", "notes"),
        *("addressees", "routing", "transmission lines", "distribution", "relay counter"),
        *("executive order", "precedence", "attributes", "officers"),
    },
    "markdown": {
        *("dateline", "officers", "distribution", "relay counter", "attributes"),
        "transmission lines",
    },
    "tei": {
        "section",
        *("dateline", "officers", "distribution", "relay counter", "attributes"),
        "transmission lines",
    },
}
# NIACT IMMEDIATE is an addressee's: the letters of a date-time group have O for both.
for _each in NOT_HELD.values():
    _each.add("precedence")
SEEDS = st.integers(0, 10**6)
LAYOUTS = st.sampled_from(["line", "archives", "smart"])


generator = benchmark("generator")


@settings(max_examples=60, deadline=None)
@given(SEEDS, LAYOUTS)
def test_what_is_written_in_its_own_layout_is_read_back(seed: int, layout: str) -> None:
    telegram = read_telegram(generator.generate(seed, layout).text)
    written = write(telegram, layout)  # pyright: ignore[reportArgumentType]
    assert set(written.lost) <= OF_A_RELEASE
    kept_fields = {
        name: value for name, value in said(telegram).items() if name not in OF_A_RELEASE
    }
    assert said(read_telegram(written)).items() >= kept_fields.items()


@settings(max_examples=120, deadline=None)
@given(SEEDS, LAYOUTS, st.sampled_from(READABLE))
def test_no_layout_loses_what_it_can_hold(seed: int, layout: str, target: Target) -> None:
    telegram = read_telegram(generator.generate(seed, layout).text)
    assert set(write(telegram, target).lost) <= NOT_HELD[target] | OF_A_RELEASE


@settings(max_examples=120, deadline=None)
@given(SEEDS, LAYOUTS, st.sampled_from(READABLE))
def test_writing_twice_changes_nothing(seed: int, layout: str, target: Target) -> None:
    first = write(read_telegram(generator.generate(seed, layout).text), target)
    assert write(read_telegram(first), target) == first


@settings(max_examples=40, deadline=None)
@given(SEEDS, LAYOUTS)
def test_a_line_message_is_no_wider_than_a_teleprinter(seed: int, layout: str) -> None:
    written = write(read_telegram(generator.generate(seed, layout).text), "line")
    head, _, text = written.partition("E.O. ")
    assert head
    assert all(len(line) <= WIDTH for line in text.split("\n"))


def test_what_a_layout_does_not_hold_is_told() -> None:
    telegram = read_telegram((ROOT / "examples/line/08QUILLON0214.txt").read_text())
    assert write(telegram, "line").lost == ()
    assert write(telegram, "archives").lost == ("transmission lines",)
    assert "routing" in write(telegram, "smart").lost
    assert telegram.to_text(dialect="smart") == write(telegram, "smart")


def test_plain_text_names_what_it_does_not_print() -> None:
    telegram = read_telegram((ROOT / "examples/archives/1974CALDES00412.txt").read_text())
    lost = write(telegram, "plain").lost
    assert set(lost) == {
        *("distribution", "relay counter", "executive order", "stamps", "attributes")
    }


def _field(telegram: Telegram, name: str) -> object:
    default = {
        field.name: field.default if field.default is not msgspec.NODEFAULT else None
        for field in msgspec.structs.fields(Telegram)
    }
    return default[name]


def test_no_field_of_the_record_is_overlooked() -> None:
    """Whatever a telegram has, but for what is of its copy, is among what it says."""
    paths = [*ROOT.glob("examples/*/*.txt"), *ROOT.glob("tests/golden/*.txt")]
    paths += ROOT.glob("tests/golden/*.xml")
    telegrams = [read_telegram(path.read_bytes()) for path in sorted(paths)]
    for name in Telegram.__struct_fields__:
        if name in OF_THE_COPY:
            continue
        have = [each for each in telegrams if getattr(each, name) and each.dialect != "unknown"]
        assert have, name
        without = [replace(each, **{name: _field(each, name)}) for each in have]
        assert any(said(one) != said(two) for one, two in zip(have, without, strict=True)), name


def test_what_is_not_known_is_not_made_up() -> None:
    text = "R 201200Z MAY 76\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\n\nLIMA 900\n\nTAGS: PFOR\n"
    telegram = read_telegram(text + "SUBJECT: TALK\n\n1. THE MINISTER AGREED.\nVALE\n")
    assert telegram.classification is None
    for target in READABLE:
        written = write(telegram, target)
        assert "UNCLAS" not in written
        assert "classification" not in written.added
    assert write(telegram, "smart").added == ("dateline", "attributes")


def test_a_flash_and_a_year_in_doubt_stay_what_they_are() -> None:
    text = "Z 071200Z JAN 75\nFM AMEMBASSY LINDEN\nTO SECSTATE WASHDC FLASH\n\nUNCLAS LINDEN 40\n\n"
    rest = "E.O. 11652: N/A\nTAGS: PFOR, PE\nSUBJECT: TALK\n\nREF: LIMA 800\n\n1. TALK.\nVALE\n"
    telegram = read_telegram(text + rest)
    assert telegram.references[0].others
    for target in READABLE:
        again = read_telegram(write(telegram, target))
        assert again.references[0].others == telegram.references[0].others
        assert again.sent == telegram.sent


def test_a_section_alone_says_so_in_every_layout_that_can() -> None:
    path = ROOT / "examples/line/08CALDESSA0268-1of2.txt"
    telegram = read_telegram(path.read_bytes())
    for target in ("line", "archives", "markdown"):
        assert "SECTION 01 OF 02" in write(telegram, target)
    for target in ("smart", "tei"):
        assert "section" in write(telegram, target).lost


def test_a_long_message_goes_in_sections_and_is_one_again() -> None:
    paragraphs = "\n\n".join(
        f"{number}. THE MINISTER AGREED WITH US, AND SO ON AND ON." for number in range(1, 121)
    )
    text = (
        "R 201200Z MAY 76\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\n\nUNCLAS LIMA 900\n\n"
        f"E.O. 11652: N/A\nTAGS: PFOR, PE\nSUBJECT: TALK\n\n{paragraphs}\nVALE\n"
    )
    telegram = read_telegram(text)
    written = write(telegram, "line")
    assert written.count("SECTION 0") == 3
    assert written.lost == ()
    assert len(read_telegram(written).paragraphs) == 120


@pytest.mark.parametrize("target", TARGETS)
def test_every_example_is_written_in_every_layout(target: Target) -> None:
    for path in sorted((ROOT / "examples").glob("*/*.txt")):
        telegram = read_telegram(path.read_bytes())
        written = write(telegram, target)
        assert telegram.subject is None or telegram.subject.text.split()[0] in written
        words = [word for each in telegram.paragraphs for word in each.flowed.split()[:1]]
        assert all(word in written for word in words)


def test_tei_is_well_formed_and_signs_are_escaped() -> None:
    text = (ROOT / "examples/line/08QUILLON0214.txt").read_text()
    telegram = read_telegram(text.replace("SUMMARY: DCM", "SUMMARY: <DCM> & *_#co ~x~ [a](b)"))
    for target in ("tei", "markdown"):
        again = read_telegram(write(telegram, target)).paragraphs[0].text
        assert again.startswith("SUMMARY: <DCM> & *_#co ~x~ [a](b) delivered")
    root = ElementTree.fromstring(write(telegram, "tei"))
    assert root.tag.endswith("TEI")


def test_what_is_no_telegram_and_what_is_no_layout_are_refused() -> None:
    with pytest.raises(ValueError, match="no telegram"):
        write(read_telegram("nothing"))
    with pytest.raises(ValueError, match="no layout 'cable'"):
        write(read_telegram("nothing"), "cable")  # pyright: ignore[reportArgumentType]


@given(st.text(alphabet="ABC 12.-(:", max_size=400), st.integers(20, WIDTH))
def test_wrapping_keeps_the_words_and_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width=width)
    assert " ".join(lines).split() == text.split()


@pytest.mark.skipif(not SHARED.exists(), reason="the real telegrams are not here")
@pytest.mark.parametrize("target", READABLE)
def test_real_telegrams_keep_what_the_layout_can_hold(target: Target) -> None:
    """All but a few: words of tables that only their columns part, telegrams that are quoted."""
    paths = [*sorted((SHARED / "nara/txt").glob("*.txt")), *sorted((SHARED / "seed").glob("*.txt"))]
    lost = [
        set(write(read_telegram(path.read_bytes()), target).lost) - NOT_HELD[target] - OF_A_RELEASE
        for path in paths
    ]
    assert len(paths) == 148
    # TEI runs blanks together: 30 of these have tables, whose columns it does not keep.
    assert sum(map(bool, lost)) <= (40 if target == "tei" else 20)
