"""Senders and recipients in words."""

import pytest

from reftel import read
from reftel.desk.citing import describe
from reftel.desk.citing.naming import clean

TEXT = "R 021200Z MAR 79\nFM {}\nTO SECSTATE WASHDC\n\nUNCLAS QUILLON 12\n\nE.O. 12065: N/A\n"


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("AMEMBASSY LA PAZ", "Embassy La Paz"),
        ("AMEMDASSY LA PAZ", "Embassy La Paz"),
        ("AMCONSUL JERUSALEM", "Consulate Jerusalem"),
        ("USINT HAVANA", "Interests Section Havana"),
        ("USMISSION USUN NEW YORK", "US Mission to the United Nations"),
        ("USMISSION CALDESSA", "Mission Caldessa"),
        ("SECDEF WASHDC", "Secretary of Defense"),
        ("QUILLON", "Quillon"),
        ("HARBOUR BOARD LINDEN", "HARBOUR BOARD LINDEN"),
    ],
)
def test_the_address_says_what_a_post_was(printed: str, told: str) -> None:
    assert describe(read(TEXT.format(printed))).sender == told


def test_without_a_sender_the_number_names_the_post() -> None:
    text = TEXT.format("X").replace("FM X\n", "")
    assert describe(read(text)).sender == "Quillon"


def test_characters_that_print_nothing_are_left_out() -> None:
    assert clean("Zürich\u202e\x1b[31m\n \u200bTalk\x07") == "Zürich[31m Talk"
