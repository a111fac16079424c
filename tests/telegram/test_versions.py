"""How two telegrams relate, on an example and what becomes of it."""

from pathlib import Path

from reftel.telegram.read import read_telegram
from reftel.telegram.versions import differences, fingerprint, relation

WORDS = (Path(__file__).parents[2] / "examples/line/08QUILLON0214.txt").read_text()
OTHER = (Path(__file__).parents[2] / "examples/line/08TAVERRE0402.txt").read_text()
FIRST = read_telegram(WORDS)
RENUMBERED = WORDS.replace("000214", "000219").replace("#0214", "#0219")


def test_another_copy_is_the_same() -> None:
    copy = read_telegram(WORDS.replace("\n", "\r\n").replace("SUBJECT: ", "SUBJECT:  "))
    assert relation(FIRST, copy) == "same"
    assert fingerprint(FIRST) == fingerprint(copy)
    assert differences(FIRST, copy) == ()


def test_a_word_changed_is_a_correction_and_is_shown() -> None:
    changed = read_telegram(WORDS.replace("rollover", "renewal"))
    assert relation(FIRST, changed) == "corrected"
    found = differences(FIRST, changed)
    assert found
    assert all("rollover" in each.first and "renewal" in each.second for each in found)


def test_half_a_telegram_is_a_part() -> None:
    cut = read_telegram(WORDS[: WORDS.index("\n3. ")])
    assert relation(FIRST, cut) == relation(cut, FIRST) == "part"


def test_the_same_words_under_another_number_are_a_near_copy() -> None:
    assert relation(FIRST, read_telegram(RENUMBERED)) == "near copy"
    assert relation(FIRST, read_telegram(RENUMBERED.replace("rollover", "renewal"))) == "near copy"


def test_another_telegram_is_unrelated() -> None:
    assert relation(FIRST, read_telegram(OTHER)) == "unrelated"


def test_another_text_under_one_number_is_said() -> None:
    head = WORDS[: WORDS.index("\n1. ")]
    other = read_telegram(f"{head}\n1. (C) The barge sailed at noon, and nobody saw it go.\nVALE\n")
    assert relation(FIRST, other) == "other text"
