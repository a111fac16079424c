"""References: every form, its traps, and how sure the year is."""

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark import benchmark
from reftel.telegram.read import read_telegram
from reftel.telegram.references import Own, parsed

MAY = Own(datetime(1976, 5, 20, 12, tzinfo=UTC), "LINDEN", 900)


measure, made = benchmark("references"), benchmark("generator.references")


def named(text: str, own: Own = MAY) -> list[str]:
    """Return letter, kind and target of each, as far as it has them."""
    return [f"{each.letter} {each.target or each.kind}".strip() for each in parsed(text, own)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("STATE 1234 MAY 5, 1975", ["75STATE1234"]),
        ("ABIDJAN 1234", ["76ABIDJAN1234"]),
        ("BOGOTA 12, JAKARTA 345 AND KAMPALA 67", ["76BOGOTA12", "76JAKARTA345", "76KAMPALA67"]),
        ("MANAGUA 88; DACCA 99", ["76MANAGUA88", "76DHAKA99"]),
        ("BOGOTA A-12", ["BOGOTA A-12"]),
        ("STATE 1201, 1202 AND 1203", ["76STATE1201", "76STATE1202", "76STATE1203"]),
        ("LIMA 5049-75, MINSK 00789/74", ["75LIMA5049", "74MINSK789"]),
        ("LIMA 07-81", ["76LIMA7"]),
        ("STATE 1O4522; LAGOS 3L22", ["76STATE104522", "76LAGOS3122"]),
        ("PARIS 2211 OF 10/15/1975; BONN 7", ["75PARIS2211", "76BONN7"]),
        ("BRIDGETOWN 6433 BRIDGETOWN 6514", ["76BRIDGETOWN6433", "76BRIDGETOWN6514"]),
        ("PARIS 711/281544Z APR 76", ["76PARIS711"]),
        ("STATE 18773/TOSEC 190105", ["76STATE18773"]),
        ("75MEXICO5911; PANAMA00388; STATE-711", ["75MEXICO5911", "76PANAMA388", "76STATE711"]),
        ("(NOTAL) PARIS 1311; PARA 3 OF STATE 16312", ["76PARIS1311", "76STATE16312"]),
        ("22 CFR 41.31", ["regulation"]),
        ("SECDEF 162245Z OCT 08", ["dtg"]),
        ("A. STATE 1, B. SMITH/JONES E-MAIL OF 03/25/08", ["A 76STATE1", "B e-mail"]),
        ("A) 11 STATE 121442 B) 2010 TIP REPORT", ["A 11STATE121442", "B other"]),
        ("B) 10 BOGOTÁ 12; 10 SÃO PAULO 7", ["B 10BOGOTA12", "B 10SAOPAULO7"]),
        ("N’DJAMENA 175", ["76NDJAMENA175"]),
        ("12 FAM 540", ["regulation"]),
        ("EMBTEL 612 AND DEPTEL 97", ["76LINDEN612", "76STATE97"]),
        ("LINDEN 950", ["75LINDEN950"]),
        ("MANAGUA 32, 2001 PRAGUE 345", ["76MANAGUA32", "01PRAGUE345"]),
        ("A. LIMA 12, MAY 5, 1975 B. LIMA 13", ["A 75LIMA12", "B 76LIMA13"]),
        ("SANTIAG 4779", ["76SANTIAGO4779"]),
        ("N/A", []),
    ],
)
def test_traps(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize("printed", ["PARIS 12 988", "LIMA 1234 THROUGH 1236", "BONN 4,388"])
def test_figures_that_nothing_reads_are_told(printed: str) -> None:
    text = HEAD + LIST.format(subject="TALK", list=f"REF: {printed}", text="\n1. TALK.")
    telegram = read_telegram(text)
    codes = {each.code for each in telegram.diagnostics}
    assert "T019" in codes or len(telegram.references) > 1


def test_years_in_the_text_are_no_telegrams() -> None:
    text = "\n1. IN GENEVA 1949. IN HELSINKI 1975, THEY MET (VIENNA 1961). SEE LIMA 1975 (NOTAL)."
    telegram = read_telegram(HEAD + LIST.format(subject="TALK", list="", text=text))
    assert [each.targets for each in telegram.citations] == [("76LIMA1975",)]


def test_the_other_end_is_meant_by_your_telegram() -> None:
    own = MAY._replace(other="STATE")
    assert named("YOUR 3244", own) == ["76STATE3244"]
    assert named("URTEL 3244", own) == ["76STATE3244"]


def test_a_year_is_as_sure_as_its_series() -> None:
    """Over the days of January, a high number passes from the year before to the own year."""
    found = [
        parsed("LIMA 2000", Own(datetime(1976, 1, day, tzinfo=UTC), "LINDEN", 20))[0]
        for day in range(2, 32)
    ]
    years = [each.year for each in found]
    assert years == sorted(years)
    assert (years[0], years[-1]) == (1975, 1976)
    doubted = [each for each in found if each.others]
    assert doubted
    assert all(each.confidence <= 0.9 for each in doubted)
    assert all({each.target, *each.others} >= {"75LIMA2000", "76LIMA2000"} for each in doubted)


def test_a_stated_year_is_certain_and_none_is_guessed_without_a_date() -> None:
    stated, bare = parsed("75 LIMA 9", MAY)[0], parsed("LIMA 9")[0]
    assert (stated.year_ground, stated.confidence) == ("stated", 1.0)
    assert (bare.year, bare.year_ground, bare.target) == (0, "none", "LIMA9")


def test_generated_references_are_found_and_canonical() -> None:
    """The aims of the measure itself, on telegrams that nobody looked at."""
    report = measure.generated(400, 5)
    assert set(report.forms) == set(made.FORMS)
    assert report.whole.precision >= 0.995
    assert report.whole.recall >= 0.99
    assert report.silent == 0


def test_every_form_by_itself() -> None:
    """A string that holds one entry is read as it stands in a list; its span is all of it."""
    for form in made.FORMS:
        chance = Random(form)
        for _ in range(20):
            own = made._own(chance)
            text, meant = made.FORMS[form](chance, own)
            read = parsed(text, Own(own.sent, own.post.mrn, own.number))
            assert [each.kind for each in read] == [each.kind for each in meant], text
            assert all(each.span.of(text).split() == each.text.split() for each in read)


@given(st.text(alphabet="ABRZ STAE LIMO0123456789().,;:&/-#\n'Á’", max_size=120))
def test_any_text_is_read_and_spans_lie_in_it(text: str) -> None:
    for each in parsed(text, MAY):
        assert 0 <= each.span.start < each.span.end <= len(text)
        assert each.span.of(text).split() == each.text.split()


LIST = "E.O. 11652: N/A\nTAGS: PREL\nSUBJECT: {subject}\n\n{list}\n{text}\nVALE\n"
HEAD = "R 201200Z MAY 76\nFM AMEMBASSY LINDEN\nTO SECSTATE WASHDC\n\nUNCLAS LINDEN 900\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "\n1. THE MINISTER AGREED.",
        "1. THE MINISTER AGREED.",
        "THE MINISTER SAID IN 1974 THAT HE AGREED WITH ALL OF US.",
        "SUMMARY: THE MINISTER AGREED. END SUMMARY.",
        "\nLIMA 500 IS THE ADDRESS OF THE MINISTRY.",
    ],
)
def test_a_list_ends_where_prose_begins(text: str) -> None:
    listed = "REF: A. STATE 1201, 1202\n     B. LIMA 12"
    telegram = read_telegram(HEAD + LIST.format(subject="TALK", list=listed, text=text))
    assert [each.target for each in telegram.references] == [
        *("76STATE1201", "76STATE1202", "76LIMA12"),
    ]
    assert text.rsplit(maxsplit=1)[-1] in telegram.paragraphs[-1].text


@pytest.mark.parametrize("subject", ["REFUGEES", "REFERENDUM ON THE HARBOR", "REFORM", "SREF 12"])
def test_words_that_begin_like_ref_start_no_list(subject: str) -> None:
    telegram = read_telegram(HEAD + LIST.format(subject=subject, list="", text="1. TALK."))
    assert telegram.references == ()


def test_the_text_leads_to_telegrams_and_their_paragraphs() -> None:
    listed = "REF: A. STATE 1201, B. 75 LIMA 12, C. LINDEN 700"
    text = (
        "\n1. AS REFTEL A SAID, PARA 3 OF REF B. REFS A-C, PARAS 2-4, AGREE.\n\n"
        "2. SEE QUITO 345, AND BOGOTA 678. THERE WERE IN LIMA 500 MEN. (CARACAS 77)"
    )
    telegram = read_telegram(HEAD + LIST.format(subject="TALK", list=listed, text=text))
    assert [(each.kind, each.targets, each.paragraphs) for each in telegram.citations] == [
        ("reference", ("76STATE1201",), ()),
        ("reference", ("75LIMA12",), (3,)),
        ("reference", ("76STATE1201", "75LIMA12", "76LINDEN700"), (2, 3, 4)),
        ("telegram", ("76QUITO345",), ()),
        ("telegram", ("76BOGOTA678",), ()),
        ("telegram", ("76CARACAS77",), ()),
    ]


@pytest.mark.parametrize(
    ("cited", "station"), [("DACCA 1234", "DACCA"), ("LENINGRAD 55", "LENING")]
)
def test_a_reference_and_the_telegram_itself_meet(cited: str, station: str) -> None:
    text = HEAD.replace("LINDEN", station) + LIST.format(subject="TALK", list="", text="1. TALK.")
    own = read_telegram(text).identity
    assert own is not None
    assert own.post == parsed(cited)[0].post
