"""Citations: exact words for every layout, and what other programs make of them."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import bibtexparser
import pytest
import rispy  # pyright: ignore[reportMissingTypeStubs]
from hypothesis import given
from hypothesis import strategies as st

from reftel import read, read_all
from reftel.cli.app import CitationStyle
from reftel.desk.citing import (
    STYLES,
    Holding,
    NoCitationError,
    Printing,
    Style,
    Work,
    cite,
    describe,
    formatted,
)
from reftel.telegram.model import Book, Telegram

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SHARED = Path(os.environ.get("REFTEL_SHARED", ROOT.parent / "shared")) / "telegrams"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the real telegrams are not here")
SEEN = date(2024, 5, 1)

NARA = {
    "line/08QUILLON0214.txt": (
        "Embassy Quillon to Department of State, Telegram 214, “41 COMMITTEE: QUILLON WANTS A"
        " TECHNICAL ROLLOVER,” March 6, 2008, 08QUILLON214"
    ),
    "line/08CALDESSA0268-1of2.txt": (
        "Mission Caldessa to Department of State, Telegram 268, section 1 of 2, “41 COMMITTEE:"
        " REVISED DRAFT UNDER SILENCE UNTIL APRIL 24,” April 18, 2008, 08CALDESSA268"
    ),
    "archives/1974CALDES00412.txt": (
        "Mission Caldessa to Department of State, Telegram 412, “COUNCIL DEBATES LOSS OF THE"
        " MELUSINE,” May 17, 1974, 1974CALDES00412, film D740137-0144, Central Foreign Policy"
        " Files, 1973-79/Electronic Telegrams, RG 59: General Records of the Department of State,"
        " U.S. National Archives"
    ),
    "archives/1976STATE098127.txt": (
        "Department of State to Mission Caldessa, Embassy Quillon, and Embassy Port Essik,"
        " Telegram 98127, “INSTRUCTIONS ON RESOLUTION TO ESTABLISH CARGO COMMITTEE,”"
        " April 22, 1976, 1976STATE098127, film D760113-0885, Central Foreign Policy Files,"
        " 1973-79/Electronic Telegrams, RG 59: General Records of the Department of State,"
        " U.S. National Archives"
    ),
    "smart/11CALDESSA0412-released.txt": (
        "Mission Caldessa to Department of State, Telegram 412, “41 Committee: Dravonne Offers"
        " Three Years Again,” April 12, 2011, 11CALDESSA412, U.S. Department of State, Case No."
        " F-2016-07731, Doc No. C06180412, released May 31, 2017"
    ),
    "smart/11STATE30118.txt": (
        "Department of State to Embassy Quillon and Embassy Taverre, Telegram 30118, “41"
        " Committee: Seeking Five Years This Time,” March 28, 2011, 11STATE30118"
    ),
    "fco/76CALDESSA-FCO214.txt": (
        "Caldessa to Foreign and Commonwealth Office, Telegram 214, “HAZARDOUS CARGOES:"
        " RESOLUTION 41,” May 28, 1976"
    ),
    "cablegram/76CALDESSA.CB1204.txt": (
        "Caldessa to Hvestad, Cablegram O.CB1204, “Committee on hazardous cargoes: election of the"
        " Chairman,” June 14, 1976, YNA: E412, 76/3/1, ii, Document 61"
    ),
    "cablegram/79HVESTAD.HV2310.txt": (
        "Hvestad to Caldessa, Cablegram O.HV2310, “Renewal of the 41 Committee,” May 21, 1979"
    ),
}
CHICAGO = {
    "line/08QUILLON0214.txt": (
        "Embassy Quillon to Department of State, telegram 214, “41 COMMITTEE: QUILLON WANTS A"
        " TECHNICAL ROLLOVER,” March 6, 2008, para. 3, 08QUILLON214, accessed May 1, 2024."
    ),
    "archives/1974CALDES00412.txt": (
        "Mission Caldessa to Department of State, telegram 412, “COUNCIL DEBATES LOSS OF THE"
        " MELUSINE,” May 17, 1974, para. 3, 1974CALDES00412, film D740137-0144, Electronic"
        " Telegrams, Central Foreign Policy Files, 1973–79, General Records of the Department of"
        " State, RG 59, U.S. National Archives, accessed May 1, 2024."
    ),
    "smart/11CALDESSA0412-released.txt": (
        "Mission Caldessa to Department of State, telegram 412, “41 Committee: Dravonne Offers"
        " Three Years Again,” April 12, 2011, para. 3, 11CALDESSA412, U.S. Department of State,"
        " Case No. F-2016-07731, Doc No. C06180412, released May 31, 2017, accessed May 1, 2024."
    ),
    "fco/76FCO-CALDESSA131.txt": (
        "Foreign and Commonwealth Office to Caldessa, telegram 131, “HAZARDOUS CARGOES: DRAFT"
        " RESOLUTION,” May 24, 1976, para. 3, accessed May 1, 2024."
    ),
    "cablegram/76CALDESSA.CB1204.txt": (
        "Caldessa to Hvestad, cablegram O.CB1204, “Committee on hazardous cargoes: election of the"
        " Chairman,” June 14, 1976, para. 3, YNA: E412, 76/3/1, ii, Document 61, accessed"
        " May 1, 2024."
    ),
}
RELEASED_BIBTEX = """\
@misc{11CALDESSA412-para3,
  author = {{Mission Caldessa}},
  title = {{41 Committee: Dravonne Offers Three Years Again}},
  howpublished = {Telegram 412 to Department of State},
  year = {2011},
  month = apr,
  day = {12},
  note = {para. 3, 11CALDESSA412, U.S. Department of State, Case No. F-2016-07731, \
Doc No. C06180412, released May 31, 2017},
}"""
CABLEGRAM_BIBTEX = """\
@misc{76CALDESSA.CB1204,
  author = {{Caldessa}},
  title = {{Committee on hazardous cargoes: election of the Chairman}},
  howpublished = {Cablegram O.CB1204 to Hvestad},
  year = {1976},
  month = jun,
  day = {14},
  note = {Document 61, YNA: E412, 76/3/1, ii},
}"""
ARCHIVES_RIS = """\
TY  - PCOMM
ID  - 76STATE98127
AU  - Department of State
A2  - Mission Caldessa
A2  - Embassy Quillon
A2  - Embassy Port Essik
TI  - INSTRUCTIONS ON RESOLUTION TO ESTABLISH CARGO COMMITTEE
PY  - 1976
DA  - 1976/04/22/
M3  - Telegram
M1  - 98127
AN  - 1976STATE098127
CN  - film D760113-0885
DB  - U.S. National Archives
AV  - Central Foreign Policy Files, 1973-79, Electronic Telegrams, RG 59, General Records of the \
Department of State
Y2  - 2024/05/01/
ER  - """
FCO_CSL = {
    "id": "76CALDESSA-FCO214-para2",
    "type": "personal_communication",
    "title": "HAZARDOUS CARGOES: RESOLUTION 41",
    "recipient": [{"literal": "Foreign and Commonwealth Office"}],
    "issued": {"date-parts": [[1976, 5, 28]]},
    "author": [{"literal": "Caldessa"}],
    "genre": "Telegram",
    "number": "214",
    "note": "para. 2",
    "locator": "2",
    "custom": {"label": "paragraph"},
}
# The variables of CSL 1.0.2 that an item may have, as far as they are used, and their shape.
CSL_NAMES = {"author", "editor", "recipient"}
CSL_DATES = {"issued", "accessed", "original-date"}
CSL_WORDS = {
    *("id", "type", "title", "genre", "number", "archive", "archive_collection", "volume", "URL"),
    *("archive_location", "call-number", "authority", "note", "locator", "container-title"),
    *("collection-title", "chapter-number", "publisher", "publisher-place"),
}
FRUS = Work(
    key="72TEHRAN6127",
    kind="Telegram",
    number="6127",
    sender="Embassy in Iran",
    recipients=("Department of State",),
    date=date(1972, 10, 10),
    year=1972,
    holding=Holding(archive="National Archives", location="RG 59, Central Files, SOC 11-5 IRAN"),
    printing=Printing(
        book=Book(series="Foreign Relations of the United States", number="Volume E–4"),
        document="222",
        sender="the Embassy in Iran",
        recipients="the Department of State",
    ),
)
HARD = Work(
    key="09LINDEN12",
    kind="Telegram",
    number="12",
    sender="Zürich & Söhne {100%}",
    recipients=("A*B_C", "D", "E", "F"),
    subject='\\input{x} $5 #1 50% A&B ~ ^ <T> | “Q” "R" Ærø @ TY  - JOUR',
    date=date(2009, 3, 2),
    year=2009,
    accessed=SEEN,
)


def bibtex_entries(text: str) -> list[dict[str, str]]:
    """Return the fields of each entry; fails where a block is none, or a key comes twice."""
    library: Any = bibtexparser.parse_string(text)  # pyright: ignore
    assert not library.failed_blocks
    return [{each.key: each.value for each in entry.fields} for entry in library.entries]


def ris_records(text: str) -> list[dict[str, Any]]:
    return rispy.loads(text)  # pyright: ignore


def example(path: str) -> Telegram:
    return read(EXAMPLES / path)


@pytest.mark.parametrize("path", NARA)
def test_the_national_archives_form(path: str) -> None:
    assert cite(example(path)) == NARA[path]


@pytest.mark.parametrize("path", CHICAGO)
def test_a_paragraph_in_a_full_note(path: str) -> None:
    assert cite(example(path), "chicago", 3, SEEN) == CHICAGO[path]


def test_bibtex() -> None:
    released = example("smart/11CALDESSA0412-released.txt")
    assert cite(released, "bibtex", 3) == RELEASED_BIBTEX
    assert cite(example("cablegram/76CALDESSA.CB1204.txt"), "bibtex") == CABLEGRAM_BIBTEX


def test_ris() -> None:
    assert cite(example("archives/1976STATE098127.txt"), "ris", accessed=SEEN) == ARCHIVES_RIS


def test_csl_json() -> None:
    assert json.loads(cite(example("fco/76CALDESSA-FCO214.txt"), "csl-json", 2)) == [FCO_CSL]


def test_the_day_of_access_is_the_users_or_none() -> None:
    telegram = example("archives/1974CALDES00412.txt")
    assert cite(telegram, accessed=SEEN) == f"{cite(telegram)} (accessed May 1, 2024)"
    for style in STYLES:
        assert "access" not in cite(telegram, style)
        assert "access" in cite(telegram, style, accessed=SEEN) or style == "ris"


def test_a_paragraph_that_is_not_there_is_refused_with_those_that_are() -> None:
    told = "08QUILLON214 has no paragraph 9; it has 1 to 6"
    with pytest.raises(NoCitationError, match=told):
        cite(example("line/08QUILLON0214.txt"), paragraph=9)


def test_paragraphs_with_gaps_and_without_numbers() -> None:
    head = "R 021200Z MAR 09\nFM AMEMBASSY QUILLON\nTO SECSTATE WASHDC\n\nUNCLAS QUILLON 12\n\n"
    rest = "E.O. 12958: N/A\nTAGS: PREL\nSUBJECT: TALK\n\n"
    gaps = read(f"{head}{rest}1. ONE.\n\n2. TWO.\n\n4. FOUR.\n")
    with pytest.raises(NoCitationError, match="no paragraph 3; it has 1 to 2, 4"):
        cite(gaps, paragraph=3)
    with pytest.raises(NoCitationError, match="none of its paragraphs has a number"):
        cite(read(f"{head}{rest}TALK.\n"), paragraph=1)


def test_no_classification_and_no_portion_mark() -> None:
    for style in STYLES:
        told = cite(example("line/08TAVERRE0402.txt"), style, 1)
        assert "(C)" not in told
        assert "CONFIDENTIAL" not in told


def test_what_names_nothing_is_not_cited() -> None:
    with pytest.raises(NoCitationError, match="no sender, number or subject"):
        cite(read("These are words about ferries and no more.\n"))


def test_a_date_of_the_archives_stands_in_brackets() -> None:
    text = (EXAMPLES / "archives/1974CALDES00412.txt").read_text(encoding="utf-8")
    telegram = read(text.replace("P R 171840Z MAY 74\n", ""))
    assert "“COUNCIL DEBATES LOSS OF THE MELUSINE,” [May 17, 1974], 1974" in cite(telegram)
    assert "  year = {[1974]},\n  month = may,\n" in cite(telegram, "bibtex")
    record = cite(telegram, "ris")
    assert "\nPY" not in record
    assert "N1  - date [May 17, 1974]" in record
    assert json.loads(cite(telegram, "csl-json"))[0]["issued"]["circa"] is True


def test_what_is_not_known_is_left_out() -> None:
    bare = Work(key="LINDEN12-0a1b2c3d", kind="Telegram", number="12", sender="Embassy Linden")
    assert formatted([bare], "nara") == "Embassy Linden, Telegram 12"
    assert formatted([bare], "chicago") == "Embassy Linden, telegram 12."
    assert "year" not in formatted([bare], "bibtex")
    assert "None" not in "".join(formatted([bare], style) for style in STYLES)


def test_a_number_without_its_year_gives_a_key_of_the_words() -> None:
    text = (
        "FM AMEMBASSY QUILLON\nTO SECSTATE WASHDC\n\nUNCLAS QUILLON 12\n\nSUBJECT: {}\n\n1. GO.\n"
    )
    first, again, other = (describe(read(text.format(each))).key for each in ("A", "A", "B"))
    assert first == again != other
    assert first.startswith("QUILLON12-")


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("TALK", "“TALK,” May"),
        ("TALK.", "“TALK,” May"),
        ("TALK WITH U.S.", "“TALK WITH U.S.,” May"),
        ("WHY?", "“WHY?,” May"),
        ('"EARLY" TALK', "“‘EARLY’ TALK,” May"),
    ],
)
def test_subjects_in_quotation_marks(subject: str, told: str) -> None:
    day = date(1974, 5, 17)
    work = Work(key="1", kind="Telegram", sender="Linden", subject=subject, date=day)
    assert told in formatted([work], "nara")
    assert told in formatted([work], "chicago")


def test_a_subject_at_the_end_keeps_no_comma() -> None:
    work = Work(key="1", kind="Telegram", sender="Linden", subject="TALK")
    assert formatted([work], "nara") == "Linden, Telegram, “TALK”"
    assert formatted([work], "chicago") == "Linden, telegram, “TALK.”"
    asked = Work(key="1", kind="Telegram", sender="Linden", subject="WHY?")
    assert formatted([asked], "chicago") == "Linden, telegram, “WHY?”"


def test_a_misread_post_is_called_by_its_name() -> None:
    text = (EXAMPLES / "fco/76CALDESSA-FCO214.txt").read_text(encoding="utf-8")
    told = cite(read(text.replace("PRIORITY FCO", "PRIORITY FC0")))
    assert told == NARA["fco/76CALDESSA-FCO214.txt"]


@pytest.mark.parametrize(
    ("volume", "told"),
    [
        ("frus1969-76ve04", "1969–1976, Volume E–4"),
        ("frus1948v05p2", "1948, Volume V, Part 2"),
        ("frus1964-68v34", "1964–1968, Volume XXXIV"),
        ("frus1969-76v40", "1969–1976, Volume XL"),
        ("frus1861", "frus1861"),
    ],
)
def test_a_document_by_itself_names_its_volume_by_the_id(volume: str, told: str) -> None:
    text = (ROOT / "tests/golden/881-frus-opening-in-one-paragraph.xml").read_text()
    page = f'<TEI><text><body><idno type="frus">{volume}</idno>{text}</body></text></TEI>'
    citation = cite(next(read_all(page.encode())))
    assert f"printed in Foreign Relations of the United States, {told}, Document " in citation


def test_an_edition_without_title() -> None:
    assert formatted([FRUS], "nara") == (
        "Embassy in Iran to Department of State, Telegram 6127, October 10, 1972, RG 59, Central"
        " Files, SOC 11-5 IRAN, National Archives, printed in Foreign Relations of the United"
        " States, Volume E–4, Document 222"
    )
    assert formatted([FRUS], "chicago") == (
        "Telegram 6127 from the Embassy in Iran to the Department of State, October 10, 1972,"
        " Foreign Relations of the United States, vol. E–4, doc. 222."
    )


def test_keys_are_unique_and_the_first_keeps_the_number() -> None:
    one = Work(key="11LINDEN5", kind="Telegram", holding=Holding(document="C05780489"))
    other = Work(key="11LINDEN5", kind="Telegram", holding=Holding(document="C05780500"))
    found = json.loads(formatted([one, other, other, one], "csl-json"))
    assert [each["id"] for each in found] == [
        *("11LINDEN5", "11LINDEN5-C05780500", "11LINDEN5-2", "11LINDEN5-C05780489"),
    ]


def test_bibtex_escapes_what_latex_would_obey() -> None:
    (fields,) = bibtex_entries(formatted([HARD], "bibtex"))
    assert fields["title"] == (
        r"{\textbackslash{}input\{x\} \$5 \#1 50\% A\&B \textasciitilde{} \textasciicircum{} "
        r"\textless{}T\textgreater{} \textbar{} “Q” "
        r'"R" Ærø @ TY  - JOUR}'
    )
    assert fields["author"] == r"{Zürich \& Söhne \{100\%\}}"
    assert fields["howpublished"] == r"Telegram 12 to A*B\_C and 3 others"


def test_ris_keeps_a_value_in_its_line() -> None:
    (record,) = ris_records(formatted([HARD], "ris"))
    assert record["type_of_reference"] == "PCOMM"
    assert record["title"] == HARD.subject
    assert record["secondary_authors"] == ["AB_C", "D", "E", "F"]


WORDS = st.text(max_size=40)


@given(WORDS, WORDS, st.none() | st.integers(1, 99))
def test_any_words_can_be_read_again(sender: str, subject: str, paragraph: int | None) -> None:
    """Whatever a telegram says, each style is one entry that its parsers take."""
    head = "R 021200Z MAR 09\nFM AMEMBASSY QUILLON\nTO {}\n\nUNCLAS QUILLON 12\n\nSUBJECT: {}\n\n"
    text = head.format(" ".join(sender.split()), " ".join(subject.split()))
    telegram = read(f"{text}1. TALK.\n")
    try:
        work = describe(telegram, paragraph)
    except NoCitationError:
        return
    assert len(bibtex_entries(formatted([work, work], "bibtex"))) == 2
    assert len(ris_records(formatted([work, work], "ris"))) == 2
    for style in ("nara", "chicago"):
        assert len(formatted([work], style).splitlines()) == 1
    check_item(json.loads(formatted([work], "csl-json"))[0])


def check_item(item: dict[str, Any]) -> None:
    for name, value in item.items():
        assert value, name
        if name in CSL_NAMES:
            assert all({"literal"} == set(each) or "family" in each for each in value)
        elif name in CSL_DATES:
            assert set(value) <= {"date-parts", "circa"}
            assert 1 <= len(value["date-parts"][0]) <= 3
        elif name == "custom":
            assert value == {"label": "paragraph"}
        else:
            assert name in CSL_WORDS
            assert isinstance(value, str)
    assert item["type"] in {"personal_communication", "chapter"}


def test_the_styles_of_the_command_are_those_of_the_function() -> None:
    assert tuple(CitationStyle) == STYLES == get_args(Style)


def real() -> Iterator[Telegram]:
    for folder in ("nara/txt", "smart", "frus", "seed", "released"):
        yield from read_all(SHARED / folder)


@needs_shared
def test_every_real_telegram_is_cited_and_read_again() -> None:
    works = [describe(each) for each in real()]
    assert len(works) > 300
    assert len(bibtex_entries(formatted(works, "bibtex"))) == len(works)
    assert len(ris_records(formatted(works, "ris"))) == len(works)
    items = json.loads(formatted(works, "csl-json"))
    assert len({each["id"] for each in items}) == len(works)
    for each in items:
        check_item(each)


@needs_shared
@pytest.mark.parametrize(
    ("path", "told"),
    [
        (
            "nara/txt/1974LAPAZ00060.txt",
            "Embassy La Paz to Department of Commerce, Telegram 60, “WTDR - TURIN MOTORS LTDA,”"
            " January 4, 1974, 1974LAPAZ00060, Central Foreign Policy Files, 1973-79/Electronic"
            " Telegrams, RG 59: General Records of the Department of State, U.S. National Archives",
        ),
        (
            "smart/C05780489.txt",
            "Embassy Port-au-Prince to Department of State, Telegram 504, “AMBASSADOR MEETS WITH"
            " PRESIDENT-ELECT MARTELLY,” April 7, 2011, 11PORTAUPRINCE504, U.S. Department of"
            " State, Case No. F-2014-20439, Doc No. C05780489, released September 30, 2015",
        ),
        (
            "seed/08USUNNEWYORK303.txt",
            "US Mission to the United Nations to Department of State, Telegram 303, “1540: RUSSIANS"
            " SHOW NO FLEXIBILITY ON RESOLUTION,” April 4, 2008, 08USUNNEWYORK303",
        ),
    ],
)
def test_real_telegrams(path: str, told: str) -> None:
    assert cite(read(SHARED / path)) == told


@needs_shared
def test_a_telegram_in_a_volume() -> None:
    volume = read_all(SHARED / "frus" / "frus1969-76ve04.xml")
    telegram = next(each for each in volume if each.edition and each.edition.document == "d222")
    assert cite(telegram, "chicago", 3) == (
        "Telegram 6127 from the Embassy in Iran to the Department of State, October 10, 1972,"
        " Foreign Relations of the United States, 1969–1976, vol. E–4, Documents on Iran and Iraq,"
        " 1969–1972, ed. Monica Belmonte (Washington: United States Government Printing Office,"
        " 2006), doc. 222, para. 3,"
        " https://history.state.gov/historicaldocuments/frus1969-76ve04/d222."
    )
    assert cite(telegram, "bibtex").splitlines() == [
        "@incollection{72TEHRAN6127,",
        "  author = {{Embassy in Iran}},",
        "  title = {{Telegram 6127 from the Embassy in Iran to the Department of State,"
        " October 10, 1972}},",
        "  booktitle = {{Documents on Iran and Iraq, 1969–1972}},",
        "  editor = {Monica Belmonte},",
        "  series = {Foreign Relations of the United States, 1969–1976},",
        "  volume = {E–4},",
        "  publisher = {{United States Government Printing Office}},",
        "  address = {Washington},",
        "  year = {2006},",
        "  note = {Document 222, RG 59, Central Files 1970-73, SOC 11-5 IRAN, National Archives},",
        "  url = {https://history.state.gov/historicaldocuments/frus1969-76ve04/d222},",
        "}",
    ]
    (record,) = ris_records(cite(telegram, "ris"))
    assert record["type_of_reference"] == "CHAP"
    assert record["secondary_authors"] == ["Belmonte, Monica"]
    assert record["urls"] == ["https://history.state.gov/historicaldocuments/frus1969-76ve04/d222"]
