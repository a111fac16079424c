"""The table of a whip count: what is read of it, and where a mistake is."""

from datetime import date
from pathlib import Path

import pytest

from reftel.council.bodies import body
from reftel.council.errors import CouncilError
from reftel.council.whip import Stand
from reftel.desk.whip_file import stands

COUNCIL = body("UNSC").on(date(2008, 4, 4))


def read(tmp_path: Path, text: str) -> tuple[Stand, ...]:
    path = tmp_path / "count.csv"
    path.write_text(text, encoding="utf-8")
    return stands(path, COUNCIL)


def test_a_table_with_all_columns(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        '# a comment\n\nprice,member,standing,evidence\n2.5,Russia,Lean No,"a, b; c"\n,US,yes\n',
    )
    assert found == (
        Stand(member="Russia", standing="lean no", evidence=("a, b", "c"), price=2.5),
        Stand(member="US", standing="yes"),
    )


def test_two_columns_are_enough(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeffmember,standing\nUS,yes\n") == (
        Stand(member="US", standing="yes"),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty; the first line names the columns"),
        ("member,vote\nUS,yes\n", "line 1: columns are member, vote"),
        ("member\nUS\n", "line 1: columns are member"),
        ("member,standing\nUS,perhaps\n", 'line 2: standing "perhaps" is none of yes, lean yes'),
        ("# c\nmember,standing\nUS,yes\nUSA,no\n", "line 4: USA stands there twice"),
        ("member,standing\nGermany,yes\n", "line 2: Germany does not sit in UNSC"),
        ("member,standing,price\nUS,yes,dear\n", 'line 2: price "dear" is no number'),
        ("member,standing,price\nUS,yes,-1\n", "line 2: price -1 is negative"),
        ("member,standing,price\nUS,yes,nan\n", "line 2: price nan is negative"),
        ("member,standing\nUS,yes,1\n", "line 2: 3 cells, 2 columns"),
        ('member,standing\n"US,yes\n', "count.csv: "),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CouncilError, match=told):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CouncilError, match="cannot be read"):
        stands(tmp_path / "gone.csv", COUNCIL)
