"""What a release prints over a copy: in every form it is told from the words of the telegram."""

from pathlib import Path

import pytest

from reftel.telegram import exemptions
from reftel.telegram.read import read_telegram

SOUND = (Path(__file__).parents[1] / "golden/861-smart.txt").read_text(encoding="utf-8")
BANNER = "UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05780489"
DATED = f"{BANNER} Date: 09/30/2015"
COMMITTEE = """STATE DEPT. - PRODUCED TO HOUSE SELECT FERRY COMM. U.S. Department of State
SUBJECT TO AGREEMENT ON SENSITIVE INFORMATION & REDACTIONS. NO FOIA WAIVER. Case No. F-2014-20439
Doc No. C05780489
Date: 09/30/2015
STATE-SCB0045000"""


@pytest.mark.parametrize(
    "banner",
    [
        f"      {DATED}",
        f"C05780489 {DATED}",
        f"| {DATED}",
        DATED.replace(" of ", "of").replace("Case No", "CaseNo"),
        BANNER.replace(" U.S", "\nU.S").replace(" Case", "\nCase").replace(" Doc", "\nDoc")
        + "\nDate: 09/30/2015",
        BANNER.replace(" Doc", "\nDoc") + " Date: 09/30/2015",
        f"UNCLASSIFIED\n{COMMITTEE}",
        f"{DATED}\n{COMMITTEE.partition(' U.S.')[0]}",
    ],
)
def test_a_banner_is_furniture_wherever_it_stands(banner: str) -> None:
    text = SOUND
    for above in ("TAGS: ", "Subject:", "End Summary", "2. (U)", "Cleared By", "Info: "):
        text = text.replace(above, f"{banner}\n{above}")
    telegram, sound = read_telegram(f"{banner}\n\n{text}{banner}\n"), read_telegram(SOUND)
    release = telegram.release
    assert release is not None
    assert (release.case, release.document) == ("F-2014-20439", "C05780489")
    assert (release.level, str(release.date)) == ("UNCLASSIFIED", "2015-09-30")
    assert telegram.unread == ()
    for name in ("identity", "dtg", "subject"):
        read, said = getattr(telegram, name), getattr(sound, name)
        assert read.span.of(telegram.text) == said.span.of(sound.text)
    assert [each.text for each in telegram.paragraphs] == [each.text for each in sound.paragraphs]
    assert [each.name for each in telegram.officers] == [each.name for each in sound.officers]
    assert [each.name for each in telegram.addressees] == [each.name for each in sound.addressees]


@pytest.mark.parametrize(
    ("stamp", "decision", "told"),
    [
        ("RELEASE IN\n   FULL", "RELEASE IN FULL", ()),
        ("RELEASE IN PART\nB6", "RELEASE IN PART", ("B6",)),
        ("RELEASE IN PART BS,B6", "RELEASE IN PART", ("B5", "B6")),
        ("RELEASED IN PART 1.4(8), B1", "RELEASED IN PART", ("1.4(B)", "B1")),
        ("DENIED IN FULL", "DENIED IN FULL", ()),
        ("Released in Full", "RELEASED IN FULL", ()),
    ],
)
def test_stamps(stamp: str, decision: str, told: tuple[str, ...]) -> None:
    release = read_telegram(f"{stamp}\n\n{SOUND}").release
    assert release is not None
    assert (release.decision, release.exemptions) == (decision, told)


@pytest.mark.parametrize(
    "words",
    ["released in Quillon", "released in part", "RELEASED IN PART BY", "Denied in full", "RELEASE"],
)
def test_words_like_a_stamp_are_words(words: str) -> None:
    telegram = read_telegram(
        f"{DATED}\n{SOUND.replace('2. (U) The', f'2. (U) The{chr(10)}{words}')}"
    )
    assert telegram.stamps == ()
    assert words in telegram.paragraphs[1].text


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("B5  2. (U) Second", "2. (U) Second"),
        ("the name of        B6     the source", "the name of        the source"),
        ("He met the        B6     President twice", "He met the        President twice"),
        ("was told          B5 DP", "was told"),
        ("was told          BS", "was told"),
        ("was told          1.4(D), B1", "was told"),
        ("B5  (SBU) He said so", "(SBU) He said so"),
    ],
)  # fmt: skip
def test_codes_are_taken_from_among_words(line: str, left: str) -> None:
    kept = line
    for start, end in reversed(exemptions.places(line)):
        kept = kept[:start] + kept[end:]
    assert kept.rstrip() == left


@pytest.mark.parametrize(
    "line",
    [
        "(U) Visas of class B1 and B2", "B1 visas rose", "B1    Business",
        "B1    business visitors",
        "2. (U) Paragraph B6.",
        "Class        B1       B2     B3 x", "Lima      B1     1234", "section 1.4(B) of the order",
        "Roe, Blake, BS", "NR  2 members", "not heard        NR     of him", "(B)  Second point",
        "B-52    flew", "B1/B2    visas", "12B6     and more",
    ],
)  # fmt: skip
def test_ordinary_words_are_left(line: str) -> None:
    assert exemptions.places(line) == []
