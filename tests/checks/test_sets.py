"""Rules over several telegrams."""

from datetime import timedelta

from records import APRIL_2008, addressee, group, identity, section, subject, telegram

from reftel.tables.diagnostics import diagnostics
from reftel.telegram import checks
from reftel.telegram.model import Telegram


def part(number: int, of: int = 2, **fields: object) -> Telegram:
    return telegram(identity=identity(section=section(number, of)), **{"dtg": group(), **fields})


def numbered(number: int, minutes: int, continuity: int) -> Telegram:
    return telegram(
        identity=identity(number),
        dtg=group(APRIL_2008 + timedelta(minutes=minutes)),
        addressees=(addressee(continuity=str(continuity)),),
    )


def messages(*telegrams: Telegram) -> list[list[str]]:
    return [[each.message for each in one] for one in checks.run_set(telegrams)]


def example(code: str) -> str:
    return next(row.example for row in diagnostics() if row.code == code)


def test_all_sections() -> None:
    assert messages(part(1), part(2)) == [[], []]


def test_sections_within_one_telegram() -> None:
    whole = telegram(identity=identity(), sections=(section(1, 2), section(2, 2)))
    assert messages(whole) == [[]]


def test_missing_section() -> None:
    assert messages(part(1)) == [[example("T408")]]
    assert example("T408") == "section 2 of 2 is missing; all 2 expected"


def test_section_twice_and_another_count() -> None:
    assert messages(part(1), part(1), part(2)) == [
        [],
        ["section 1 of 2 is there again; each once expected"],
        [],
    ]
    assert messages(part(1, of=1), part(2)) == [["section 1 says 1 sections; another says 2"], []]


def test_sections_share_group_and_subject() -> None:
    later = part(2, dtg=group(APRIL_2008 + timedelta(hours=1)), subject=subject("PORT FEES"))
    assert messages(part(1, subject=subject("FERRY TALKS")), later)[1] == [
        "date-time group says 042243Z; the first section's 042143Z",
        "subject reads PORT FEES; the first section's FERRY TALKS",
    ]


def test_clocks_rise() -> None:
    assert messages(numbered(302, 0, 4048), numbered(303, 5, 4049)) == [[], []]


def test_earlier_group() -> None:
    found = messages(numbered(302, 0, 4048), numbered(303, -5, 4049))
    assert found == [[], [example("T973")]]
    assert example("T973") == (
        "number 303 was sent 042138Z Apr 08, number 302 at 042143Z Apr 08: a later time expected"
    )


def test_lower_continuity_number() -> None:
    assert messages(numbered(303, 5, 4049), numbered(302, 0, 4050)) == [
        ["number 303 has continuity number 4049, number 302 has 4050: a higher one expected"],
        [],
    ]


def test_continuity_starts_again() -> None:
    assert messages(numbered(302, 0, 9999), numbered(303, 5, 1)) == [[], []]


def test_other_posts_and_unnamed_telegrams_do_not_mix() -> None:
    other = telegram(identity=identity(1, "LIMA"), dtg=group())
    assert messages(numbered(302, 0, 4048), other, telegram()) == [[], [], []]
