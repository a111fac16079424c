from hypothesis import given
from hypothesis import strategies as st

from reftel.core.span import Span
from reftel.desk.places import Place, Places

TEXTS = st.text(alphabet=["a", "\n", "\r", "\t", "é"], max_size=40)


def test_lines_and_columns_count_from_one() -> None:
    places = Places("FM X\r\nTO YY\rINFO Z\n")
    assert places.place(Span(6, 8)) == Place(2, 1, 2, 3)
    assert places.place(Span(12, 16)) == Place(3, 1, 3, 5)
    assert places.place(Span(0, 9)) == Place(1, 1, 2, 4)
    assert [places.line(number) for number in (1, 2, 3, 4)] == ["FM X", "TO YY", "INFO Z", ""]


def test_an_empty_span_has_no_width() -> None:
    assert Places("FM X").place(Span(3, 3)) == Place(1, 4, 1, 4)


def test_a_place_beyond_the_text_is_its_end() -> None:
    assert Places("FM").place(Span(9, 12)) == Place(1, 3, 1, 4)
    assert Places("").place(Span(0, 0)) == Place(1, 1, 1, 1)


@given(TEXTS, st.data())
def test_the_place_leads_back_to_the_character(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    places = Places(text)
    place = places.place(Span(start, start))
    line = places.line(place.line)
    at = place.column - 1
    assert at > len(line) - 1 or line[at] == text[start]
