"""Drafts from files and telegrams."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document

from reftel.desk.reading import read
from reftel.desk.redlining.corpus import clause_words, gather
from reftel.desk.redlining.opening import DraftNotOpenedError, open_draft
from reftel.desk.redlining.word import Reviser, word_file
from reftel.dossier.drafts.redline import redline

LINE = Path(__file__).parents[3] / "examples" / "line"
FIRST, LAST = LINE / "08CALDESSA0187.txt", LINE / "08CALDESSA0331.txt"
PLAIN = "The Council,\n\nRecalling its rule,\n\n1. Decides to meet.\n"


def names(source: str) -> list[str]:
    return [each.name for each in open_draft(source).clauses if each.is_clause]


def test_a_telegram_with_one_text_needs_no_paragraph() -> None:
    assert names(str(FIRST)) == names(f"{FIRST}#5")
    assert open_draft(str(FIRST)).title == "08CALDESSA187 para 5"
    assert open_draft(f"{LAST}#4").title == "Resolution 231 (2008), 08CALDESSA331 para 4"


def test_a_plain_text(tmp_path: Path) -> None:
    file = tmp_path / "draft #2.txt"
    file.write_text(PLAIN, "utf-8")
    assert names(str(file)) == ["PP1", "OP1"]


def test_official_numbers_inside_a_telegram(tmp_path: Path) -> None:
    words = FIRST.read_text("utf-8")
    for number in range(1, 8):
        words = words.replace(f"OP{number}. ", f"{number}. ").replace(f"PP{number}. ", "")
    file = tmp_path / "telegram.txt"
    file.write_text(words, "utf-8")
    draft = open_draft(str(file))
    assert [each.label for each in draft.operative] == [f"{number}." for number in range(1, 8)]
    assert len(draft.preambular) == 3


def test_a_word_file_as_accepted(tmp_path: Path) -> None:
    first, last = open_draft(str(FIRST)), open_draft(str(LAST))
    step = redline([first, last]).steps[0]
    file = tmp_path / "redline.docx"
    file.write_bytes(word_file(step, first, last, Reviser("A", datetime(2008, 4, 1, tzinfo=UTC))))
    found = open_draft(str(file))
    assert [each.line for each in found.clauses] == [each.line for each in last.clauses]


def test_a_telegram_of_an_archive() -> None:
    draft = open_draft("08CALDESSA187#5", lambda _: read(FIRST))
    assert len(draft.operative) == 7


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("no/such.txt", "no/such.txt: no such file"),
        ("no-such.txt#5", "no-such.txt: no such file"),
        (str(LINE), "is a folder"),
        (f"{FIRST}#9", "no paragraph 9; it has 1, 2, 3, 4, 5, 6, 7"),
        (f"{FIRST}#1", "no clause was found"),
        (str(LINE / "08QUILLON0214.txt"), "a telegram without BEGIN TEXT"),
        ("08CALDESSA187", "no such file"),
    ],
)
def test_what_cannot_be_opened(source: str, said: str) -> None:
    with pytest.raises(DraftNotOpenedError) as error:
        open_draft(source)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"Dear all, see you on Monday.", "no clause was found"),
        ("a.txt", b"", "no clause was found"),
        ("a.docx", b"PK\x03\x04rubbish", "no Word file that can be read"),
        ("a.pdf", b"%PDF-1.4 rubbish", "PDF"),
    ],
)
def test_files_without_a_draft(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(DraftNotOpenedError) as error:
        open_draft(str(file))
    assert str(file) in str(error.value)
    assert said in str(error.value)


def test_an_empty_word_file(tmp_path: Path) -> None:
    written = io.BytesIO()
    Document().save(written)
    file = tmp_path / "a.docx"
    file.write_bytes(written.getvalue())
    with pytest.raises(DraftNotOpenedError, match="no clause was found"):
        open_draft(str(file))


def test_two_texts_are_a_question(tmp_path: Path) -> None:
    words = FIRST.read_text("utf-8")
    start, end = words.index("BEGIN TEXT"), words.index("6. (C)")
    words = words.replace("4. (C) Sundaval", f"4. (C) {words[start:end]}\n\nSundaval", 1)
    file = tmp_path / "two.txt"
    file.write_text(words, "utf-8")
    with pytest.raises(DraftNotOpenedError, match="2 texts"):
        open_draft(str(file))


def test_gathering(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAIN, "utf-8")
    (tmp_path / "letter.txt").write_text("Dear all.", "utf-8")
    (tmp_path / "b.jsonl").write_text(
        '{"res_no": 7, "year": 1946, "text": "Decides to meet."}\n', "utf-8"
    )
    found = gather([str(tmp_path)])
    assert found.texts == 2
    assert len(found.passed_over) == 1
    assert [each.source for each in found.corpus.find("Decides to meet")] == [
        "a.txt",
        "resolution 7 (1946)",
    ]
    (tmp_path / "c.jsonl").write_text("\n{}\n", "utf-8")
    with pytest.raises(DraftNotOpenedError, match=r"c.jsonl, line 2: no resolution"):
        gather([str(tmp_path / "c.jsonl")])
    with pytest.raises(DraftNotOpenedError, match="no such file"):
        gather([str(tmp_path / "none.jsonl")])


def test_words_of_a_clause() -> None:
    assert clause_words("OP2. Requests all to\ngo;") == "Requests all to go;"
    assert clause_words("requests all to go") == "requests all to go"
    assert (
        clause_words(f"{LAST}#OP3")
        == "Requests the Committee to report to the Council once a year;"
    )
    assert clause_words(f"{LAST}#4#pp4") == "Noting the work of the Joint Underwriting Board,"
    with pytest.raises(DraftNotOpenedError, match="no clause OP99; it has PP1"):
        clause_words(f"{LAST}#OP99")
