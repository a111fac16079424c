"""The example telegrams agree with one another and with the values written for them.

No parser is used here: the few facts are read by plain string work, so that a fault in the
reader cannot hide a fault in the examples.
"""

import csv
import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
GOLD: list[dict[str, Any]] = [
    json.loads(line) for line in (EXAMPLES / "gold.jsonl").read_text().splitlines()
]
LINE = [gold for gold in GOLD if gold["file"].startswith("line/")]
FCO = [gold for gold in GOLD if gold["file"].startswith("fco/")]
CABLEGRAMS = [gold for gold in GOLD if gold["file"].startswith("cablegram/")]
ARCHIVES = [gold for gold in GOLD if gold["file"].startswith("archives/")]
SENT = {gold["mrn"]: gold["dtg"] for gold in GOLD}
WORDS = {"O": "IMMEDIATE", "P": "PRIORITY", "R": ""}
LONGEST_LINE = 69  # ACP 127: at most 69 characters a line


def name_of(gold: dict[str, Any]) -> str:
    return gold["file"]


def lines_of(gold: dict[str, Any]) -> list[str]:
    # Only "\n" ends a line: splitlines() would also break at the form feeds of the archives.
    return (EXAMPLES / gold["file"]).read_text().split("\n")


def post_and_number(mrn: str) -> tuple[str, int]:
    """Split a canonical number: "08QUILLON214" is ("08QUILLON", 214)."""
    series = mrn[:2] + mrn[2:].rstrip("0123456789")
    return series, int(mrn.removeprefix(series))


def test_every_file_has_its_values_and_every_value_its_file() -> None:
    files = {str(path.relative_to(EXAMPLES)) for path in EXAMPLES.glob("*/*.txt")}
    assert {gold["file"] for gold in GOLD} == files
    assert len(GOLD) == len(files)


def test_the_faulty_telegrams_are_few() -> None:
    faulty = [gold["file"] for gold in GOLD if gold["faults"]]
    assert 4 <= len(faulty) < len(GOLD) / 2


@pytest.mark.parametrize("gold", LINE, ids=name_of)
def test_julian_day_and_serial_agree(gold: dict[str, Any]) -> None:
    sent = datetime.fromisoformat(gold["dtg"])
    routing = [line for line in lines_of(gold) if line.startswith("DE R")]
    assert routing
    for line in routing:
        _, _, serial, filed = line.split()
        assert int(serial[1:5]) == post_and_number(gold["mrn"])[1] % 10_000
        right_day = filed[:3] == f"{sent.timetuple().tm_yday:03d}"
        assert right_day != ("wrong Julian day" in gold["faults"])


@pytest.mark.parametrize("gold", LINE, ids=name_of)
def test_precedences_agree(gold: dict[str, Any]) -> None:
    """The digraph doubles the highest letter; each letter stands against an addressee."""
    lines = lines_of(gold)
    digraph = next(line for line in lines if line[:3] in {"OO ", "PP ", "RR "})
    assert digraph[:2] == gold["precedences"][0] * 2
    start = next(number for number, line in enumerate(lines) if line.startswith("TO "))
    addressees = lines[start : start + len(gold["action"]) + len(gold["info"])]
    names = [*gold["action"], *gold["info"]]
    found: set[str] = set()
    for line, name in zip(addressees, names, strict=True):
        assert name in line
        rest = line.split(name)[1].split()
        found.add(next((letter for letter in "OP" if WORDS[letter] in rest), "R"))
    assert sorted(found, key="OPR".index) == gold["precedences"]


@pytest.mark.parametrize("gold", LINE, ids=name_of)
def test_clean_line_messages_keep_to_the_line_length(gold: dict[str, Any]) -> None:
    if not gold["faults"]:
        assert max(map(len, lines_of(gold))) <= LONGEST_LINE


@pytest.mark.parametrize("gold", ARCHIVES, ids=name_of)
def test_office_copies_add_up(gold: dict[str, Any]) -> None:
    """`ACTION IO-13 ... /060 W`: the figure after the slash is the sum of the offices."""
    text = "\n".join(lines_of(gold))
    heads = [head.split("-" * 18)[0] for head in text.split("\nFM ")[:-1]]
    assert heads
    for head in heads:
        start = max(head.rfind("\nACTION "), head.rfind("\nORIGIN "))
        words = head[start:].split("\nDRAFTED BY")[0].split()
        stated = next(int(word[1:]) for word in words if word.startswith("/"))
        assert stated == sum(int(word.rsplit("-", 1)[1]) for word in words if "-" in word)


@pytest.mark.parametrize("gold", ARCHIVES, ids=name_of)
def test_attributes_agree_with_the_text(gold: dict[str, Any]) -> None:
    lines = lines_of(gold)
    sent = datetime.fromisoformat(gold["dtg"])
    year, number = sent.year, post_and_number(gold["mrn"])[1]
    attributes = dict(line.split(": ", 1) for line in lines if ": " in line)
    assert attributes["Document Number"] == Path(gold["file"]).stem
    assert int(attributes["Document Number"][4:].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == number
    assert attributes["Document Number"].startswith(str(year))
    assert attributes["Draft Date"].upper() == f"{sent:%d %b %Y}".upper()
    assert attributes["Subject"] == gold["subject"]
    assert attributes["Original Classification"] == gold["classification"]


@pytest.mark.parametrize("gold", FCO, ids=name_of)
def test_british_headings_agree(gold: dict[str, Any]) -> None:
    """FM and TO name the pair of the number; each precedence stands on the line of its posts."""
    lines = lines_of(gold)
    lines = lines[: lines.index("")]
    number = str(post_and_number(gold["mrn"])[1])
    (numbered,) = [line for line in lines if line.startswith(("TELNO ", "TELEGRAM NUMBER "))]
    assert number in numbered.split()
    (sender,) = [line for line in lines if line.startswith("FM ")]
    assert sender.split()[1] == gold["from"]
    time = f"{datetime.fromisoformat(gold['dtg']):%d%H%MZ %b %y}".upper()
    assert any(time in line for line in lines)
    words = [line.split()[1] for line in lines if line.startswith(("TO ", "INFO "))]
    printed = list(dict.fromkeys(word[0] for word in words if word != "SAVING"))
    assert [letter.replace("I", "O") for letter in printed] == gold["precedences"]


@pytest.mark.parametrize("gold", CABLEGRAMS, ids=name_of)
def test_cablegram_headings_agree(gold: dict[str, Any]) -> None:
    """The number has the letters of its place; dateline and level are those of the values."""
    text = "\n".join(lines_of(gold)[:5])
    sent = datetime.fromisoformat(gold["dtg"])
    assert f"O.{gold['mrn'].partition('.')[2]} {gold['classification']} " in text
    assert f"{gold['from']}, {sent.day} {sent:%B %Y}, {sent:%H%M}Z" in text
    assert f"CABLEGRAM TO {gold['action'][0]}" in text


@pytest.mark.parametrize("gold", GOLD, ids=name_of)
def test_references_are_older_and_exist(gold: dict[str, Any]) -> None:
    """A reference points to an older telegram of the set, or is listed as absent from it."""
    for reference in gold["references"]:
        target = reference["target"]
        if reference["kind"] != "telegram":
            continue
        if target in gold["absent"]:
            assert target not in SENT
            continue
        assert SENT[target] < gold["dtg"], f"{gold['file']}: {target} is not older"


def test_numbers_rise_with_time_at_each_post() -> None:
    series: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for mrn, dtg in SENT.items():
        post, number = post_and_number(mrn)
        series[post][number] = dtg
    for numbers in series.values():
        times = [numbers[number] for number in sorted(numbers)]
        assert times == sorted(times)


def test_fictional_posts_are_listed() -> None:
    with (EXAMPLES / "posts.csv").open(newline="") as file:
        posts = {row["mrn"] for row in csv.DictReader(file)}
    for gold in GOLD:
        # CALDESSA-FCO of a pair; CALDESSA.CB of a post whose numbers have letters.
        series = post_and_number(gold["mrn"])[0][2:].partition(".")[0]
        assert set(series.split("-")) <= posts | {"STATE", "FCO"}
