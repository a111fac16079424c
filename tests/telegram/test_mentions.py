"""Names in the text: what is found, with its place, and what is not taken for a name."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reftel import read
from reftel.telegram.mentions import LIKELY, Mention, mentions, surnames
from reftel.telegram.mentions.keys import keys_of, name_of
from reftel.telegram.model import Telegram

HEAD = """\
R 142115Z {month} {year}
FM AMEMBASSY {post}
TO SECSTATE WASHDC
BT
C O N F I D E N T I A L {post} 000112
TAGS: {tags}
SUBJECT: {subject}
"""


def telegram(
    *paragraphs: str,
    subject: str = "TALKS",
    post: str = "LA PAZ",
    year: str = "74",
    tags: str = "PREL",
) -> Telegram:
    head = HEAD.format(subject=subject, post=post, year=year, month="MAR", tags=tags)
    body = "\n\n".join(f"{number}. {text}" for number, text in enumerate(paragraphs, 1))
    return read(f"{head}\n{body}\n\nVALE\nBT\n")


def found(*paragraphs: str, kind: str = "", **options: str) -> list[tuple[str, str]]:
    """Return kind and key of what is likely, each once, without who signed."""
    made = [
        (each.kind, each.key)
        for each in mentions(telegram(*paragraphs, **options))
        if each.likelihood >= LIKELY and each.part != "signature"
    ]
    return [each for each in dict.fromkeys(made) if kind in ("", each[0])]


def keys(text: str, kind: str, **options: str) -> list[str]:
    return [key for _, key in found(text, kind=kind, **options)]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("THE SOVIET AND POLISH DELEGATES AGREED.", ["SU", "PL"]),
        ("THE U.S. POSITION IS KNOWN.", ["US"]),
        ("THE UNITED\n    STATES AGREED.", ["US"]),
        ("U S COMPANY BIDS", ["US"]),
        ("US-BOLIVIAN RELATIONS", ["US", "BO"]),
        ("BOLI-\nVIAN TIN", ["BO"]),
        ("BOLIVIA'S TIN", ["BO"]),
        ("ZAIRE AND BURMA ABSTAINED", ["CD", "MM"]),
        ("GDR REP SPOKE", ["DD"]),
        ("NORTH KOREA AND SOUTH YEMEN", ["KP", "YD"]),
        ("GOB WILL ASK", ["BO"]),
        ("GUINEA-BISSAU, EQUATORIAL GUINEA, PAPUA NEW GUINEA, GUINEA", ["GW", "GQ", "PG", "GN"]),
        ("DOMINICAN REPUBLIC", ["DO"]),
    ],
)
def test_states_are_named_in_many_ways(text: str, states: list[str]) -> None:
    assert keys(text, "state") == states


@pytest.mark.parametrize(
    "text",
    [
        "HE TOLD US THAT IT IS LATE.",
        "THEIR COMMITMENTS TO US.",
        "IT COST US$ 34,000, US $60 AND $US 15 MILLION.",
        "ONLY TO POLISH A LETTER OF INTENT",
        "HE FLEW TO MEXICO CITY BY AIR INDIA FROM NEW MEXICO.",
        "LATIN AMERICAN STATES",
        "A LETTER IN SPANISH",
        "THE GULF OF MEXICO AND THE INDIAN OCEAN",
        "THE GOVERNOR CAME FROM ATLANTA, GEORGIA",
    ],
)
def test_words_that_hold_a_name_of_a_state_may_name_none(text: str) -> None:
    assert keys(text, "state") == []


def test_us_in_a_text_of_small_letters_is_the_state() -> None:
    assert keys("The US delegation told us that it is late.", "state") == ["US"]
    assert keys("It told us that it is late.", "state") == []


def test_a_name_means_the_state_that_bore_it_in_the_year() -> None:
    text = "RUSSIAN AND CZECH OFFICIALS"
    assert keys(text, "state", year="74") == ["SU", "CS"]
    assert keys(text, "state", year="08") == ["RU", "CZ"]


def test_a_name_out_of_its_years_is_less_likely() -> None:
    (inside,) = _of("ZAIRE ABSTAINED", "state", "74")
    (outside,) = _of("ZAIRE ABSTAINED", "state", "08")
    assert (inside.likelihood, outside.likelihood) == (1.0, 0.5)


def _of(text: str, kind: str, year: str) -> list[Mention]:
    return [each for each in mentions(telegram(text, year=year)) if each.kind == kind]


def test_whose_government_is_meant_follows_from_sender_tags_or_text() -> None:
    def ground(**options: str) -> list[tuple[str, str]]:
        made = mentions(telegram(options.pop("text", "GOK OFFICIALS"), **options))
        return [(each.key, each.ground) for each in made if each.text == "GOK"]

    assert ground(post="KUWAIT") == [("KW", "sender's country")]
    assert ground(tags="PREL, KE", year="75") == [("KE", "tags")]
    assert ground(text="GOK OFFICIALS IN KENYA") == [("KE", "other states named")]
    assert ground() == []


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("THE UN SECURITY COUNCIL AND THE U.N. GENERAL ASSEMBLY", ["UNSC", "UNGA"]),
        ("P-5 AND P-3 EXPERTS; E-10 NOT", ["P5", "P3", "E10"]),
        ("IAEA, NATO AND THE NON-ALIGNED MOVEMENT", ["IAEA", "NATO", "NAM"]),
        ("THE 1540 COMMITTEE", ["1540"]),
        ("WHO CAME TO SHAPE THE SALT MINES?", []),
        ("Who came: Unesco, WHO and the Who.", ["UNESCO", "WHO"]),
    ],
)
def test_bodies_are_named_by_names_and_designators(text: str, bodies: list[str]) -> None:
    assert keys(text, "body") == bodies


def test_posts_are_named_by_kind_and_place_or_by_designator() -> None:
    assert keys("EMBASSY MOSCOW AND AMCONSUL SAO PAULO TOLD USUN", "post") == [
        "MOSCOW", "SAOPAULO", "USUNNEWYORK",
    ]  # fmt: skip
    assert keys("HE WENT TO MOSCOW; THE EMBASSY KNEW.", "post") == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("AMBASSADOR VLADIMIR DOLGOV SAID NO. DOLGOV LEFT.", ["vladimir dolgov"]),
        ("Amb. Wolff met DPR Constantin Dolgov on April 3.", ["wolff", "constantin dolgov"]),
        ("FONMIN PEMBERLEY AND DCM HOLT AGREED.", ["pemberley", "holt"]),
        ("THE SUBSECRETARY OF JUSTICE LEDEZMA AGREED.", ["ledezma"]),
        ("MINISTER OF INTERIOR, JUAN PEREDA ASBUN, AND LATER PEREDA.", ["juan pereda asbun"]),
        ("AMBASSADORS ORLOV AND QUIST WERE THERE.", ["orlov", "quist"]),
        ("BERNT CARLSSON, GENERAL SECRETARY OF THE LEAGUE, WROTE.", ["bernt carlsson"]),
        ("SECRETARY OF STATE HENRY A. KISSINGER SPOKE.", ["henry a kissinger"]),
        ("LEDEZMA REPLIED THAT IT WAS LATE.", ["ledezma"]),
        ("Minister García spoke; Garcia left.", ["garcia"]),
        ("Col. O'Neill and Gen. Smith-Jones came.", ["o'neill", "smith jones"]),
        ("CAPT. SANCHEZ' RETURN; SANCHEZ'S WORD.", ["sanchez"]),
    ],
)  # fmt: skip
def test_people_are_announced_and_return_by_their_surnames(text: str, people: list[str]) -> None:
    assert keys(text, "person") == people


@pytest.mark.parametrize(
    "text",
    [
        "THE AMBASSADOR ASKED THE MINISTER TO WAIT.",
        "THE MINISTRY SAID THAT THE EMBASSY HAD ASKED.",
        "HE MET THE DIRECTOR OF CIVIL AVIATION IN SAN JOSE.",
        "The Ambassador said that the Minister agreed. Embassy told Department so.",
        "THE PRESIDENT OF BOLIVIA SPOKE TO THE GENERAL ASSEMBLY.",
    ],
)
def test_offices_and_ordinary_words_are_no_people(text: str) -> None:
    assert keys(text, "person") == []


def test_a_surname_of_two_people_is_neither_of_them_for_certain() -> None:
    made = mentions(telegram("MR. JOHN HOLT AND MRS. MARY HOLT CAME.", "HOLT LEFT."))
    last = [each for each in made if each.paragraph == 1]
    assert [(each.key, each.likelihood < LIKELY) for each in last] == [("holt", True)]


def test_who_signed_is_apart_from_who_is_named() -> None:
    made = [each for each in mentions(telegram("MR. HOLT CAME.")) if each.kind == "person"]
    assert [(each.key, each.part, each.paragraph) for each in made] == [
        ("holt", "text", 0),
        ("vale", "signature", None),
    ]


def test_a_mention_stands_where_it_says() -> None:
    text = "AMBASSADOR VLADIMIR DOLGOV TOLD THE UNITED\n    STATES THAT NATO IS LATE."
    record = telegram(text, "DOLGOV LEFT FOR BURMA.", subject="NATO AND BURMA")
    made = mentions(record)
    assert len(made) == 8
    for each in made:
        assert " ".join(each.span.of(record.text).split()) == each.text
    assert [each.part for each in made[:2]] == ["subject", "subject"]


PARTS = """AMBASSADOR MINISTER OF FOR DOLGOV DOLGOV'S DE LA US U.S. UN P-5 , . ( ) A. SAID JOSE GOB
EMBASSY MOSCOW PEREDA PAZ Amb. Wolff said and the é ß -"""


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*PARTS.split(), "\n", "-\n"]), max_size=40).map(" ".join))
def test_any_text_is_taken_and_places_are_in_it(text: str) -> None:
    record = telegram(text, subject=text.replace("\n", " ") or "X")
    for each in mentions(record):
        assert 0 <= each.span.start < each.span.end <= len(record.text)
        assert 0 <= each.likelihood <= 1
        assert each.key


@pytest.mark.parametrize(
    "unit",
    ["AMBASSADOR ", "MR. A. B. C. ", "UNITED ", "JOSE ", "X'S ", "A. ", "MR. HOLT AND ", "GOB ",
     "SECURITY COUNCIL COMMITTEE ESTABLISHED ", "Mr. Holt, Quist, ", "MR. ABC{n} HOLT "],
)  # fmt: skip
def test_time_grows_with_the_text(unit: str) -> None:
    def seconds(count: int) -> float:
        record = telegram("".join(unit.replace("{n}", _letters(at)) for at in range(count)))
        best = 10.0
        for _ in range(3):
            began = time.process_time()  # of this process: others may be busy
            mentions(record)
            best = min(best, time.process_time() - began)
        return best

    seconds(10)
    # Eight times the text; where each word looked at all others it would be 64 times the time.
    assert seconds(8000) < 24 * max(seconds(1000), 0.001)


def _letters(number: int) -> str:
    return "".join(chr(ord("A") + int(digit)) for digit in str(number))


def test_surnames_are_all_words_that_are_no_given_names() -> None:
    assert surnames("juan pereda asbun") == ("pereda", "asbun")
    assert surnames("henry a kissinger") == ("kissinger",)
    assert surnames("jose") == ("jose",)


def test_words_of_a_question_become_keys() -> None:
    assert keys_of("state", "burma") == keys_of("state", "MM") == ("MM",)
    assert keys_of("state", "russia") == ("RU", "SU")
    assert keys_of("body", "p-5") == ("P5",)
    assert keys_of("body", "security council") == ("UNSC",)
    assert keys_of("post", "usun") == ("USUNNEWYORK",)
    assert keys_of("state", "Ruritania") == keys_of("post", "Ruritania") == ()
    assert name_of("state", "CD") == "Democratic Republic of the Congo"


def test_an_unread_text_names_nothing() -> None:
    assert mentions(read("no telegram")) == ()
