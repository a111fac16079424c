"""A reference leads to what is held, and doubt stays doubt."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from reftel.desk.batch import read_many
from reftel.desk.gathering import joined
from reftel.desk.resolving import Held, Holdings, resolve
from reftel.telegram.read import read_telegram

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = (
    "R {sent}\nFM AMEMBASSY LINDEN\nTO SECSTATE WASHDC\n\nUNCLAS LINDEN 900\n\n"
    "E.O. 11652: N/A\nTAGS: PREL\nSUBJECT: TALK\n\nREF: {reference}\n\n1. TALK.\nVALE\n"
)
APRIL = datetime(1975, 4, 2, tzinfo=UTC)
Found = tuple[str, list[str]]


def found(
    reference: str, telegrams: Mapping[str, Sequence[Held]], sent: str = "101200Z MAY 75"
) -> Found:
    """Return the status of the one reference, and the candidates with the places of each."""
    telegram = read_telegram(TEXT.format(sent=sent, reference=reference))
    (one,) = resolve(telegram, lambda name: telegrams.get(name, ()))
    return one.status, [f"{e.target} {' '.join(e.places)}".strip() for e in one.candidates]


def test_what_is_held_is_found_and_the_rest_is_told() -> None:
    there = {"75STATE1201": [Held("a.txt", APRIL, "1")]}
    assert found("STATE 1201", there) == ("held", ["75STATE1201 a.txt"])
    assert found("STATE 1202", there) == ("not held", ["75STATE1202"])
    assert found("VALE/HARPER TELCON OF MAY 5", there) == ("not a telegram", [])


def test_copies_of_one_telegram_are_one_and_two_telegrams_of_one_number_are_two() -> None:
    copies = {"75STATE1201": [Held("a.txt", APRIL, "1"), Held("b.txt", APRIL, "1")]}
    assert found("STATE 1201", copies) == ("held", ["75STATE1201 a.txt b.txt"])
    two = {"75STATE1201": [Held("a.txt", APRIL, "1"), Held("b.txt", APRIL, "2")]}
    assert found("STATE 1201", two) == ("several", ["75STATE1201 a.txt b.txt"])


def test_what_was_sent_later_is_not_meant() -> None:
    june = datetime(1975, 6, 1, tzinfo=UTC)
    there = {"75STATE1201": [Held("a.txt", june, "1"), Held("b.txt", None, "2")]}
    assert found("STATE 1201", there) == ("held", ["75STATE1201 b.txt"])


def test_a_year_in_doubt_leaves_both_and_what_is_held_comes_first() -> None:
    early = "061200Z JAN 75"
    assert found("LIMA 800", {}, early) == ("several", ["75LIMA800", "74LIMA800"])
    older = {"74LIMA800": [Held("old.txt", datetime(1974, 3, 9, tzinfo=UTC), "1")]}
    assert found("LIMA 800", older, early) == ("several", ["74LIMA800 old.txt", "75LIMA800"])


def test_airgrams_and_groups_are_looked_up_too() -> None:
    there = {
        "LINDEN A-12": [Held("a.txt", None, "1")],
        "081320Z MAY 75": [
            Held("g.txt", None, "2", frozenset({"SECDEF"})),
            Held("h.txt", None, "3", frozenset({"LIMA"})),
        ],
    }
    assert found("A-12", there) == ("held", ["LINDEN A-12 a.txt"])
    assert found("SECDEF 081320Z MAY 75", there) == ("held", ["081320Z MAY 75 g.txt"])
    assert found("DIA 081320Z MAY 75", there)[0] == "several"


def test_the_shipped_examples_resolve_among_themselves() -> None:
    read = [
        (each.path, each.telegram)
        for each in joined(read_many([str(EXAMPLES / "line"), str(EXAMPLES / "archives")]))
        if each.telegram
    ]
    holdings = Holdings(read)
    resolutions = [each for _, telegram in read for each in resolve(telegram, holdings)]
    statuses = Counter(each.status for each in resolutions if each.reference.kind == "telegram")
    assert set(statuses) == {"held", "not held"}
    assert statuses["held"] > statuses["not held"]
