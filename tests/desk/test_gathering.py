"""Sections in several files, copies of one telegram, and all telegrams of whatever holds them."""

import zipfile
from pathlib import Path

import pytest

from reftel import read, read_all
from reftel.desk.batch import read_many
from reftel.desk.gathering import Versions, joined
from reftel.desk.outcome import Outcome
from reftel.telegram.model import Telegram

ROOT = Path(__file__).parents[2]
LINE = ROOT / "examples" / "line"
SECTIONS = [LINE / f"08CALDESSA0268-{number}of2.txt" for number in (1, 2)]
ONE = LINE / "08QUILLON0214.txt"
OTHER = LINE / "08TAVERRE0402.txt"


def gathered(*paths: Path) -> list[Outcome]:
    return list(joined(read_many(paths, 1)))


def codes(telegram: Telegram | None) -> set[str]:
    return {each.code for each in telegram.diagnostics} if telegram else set()


def test_sections_in_two_files_are_one_telegram_in_whatever_order_they_come() -> None:
    both = [read(path) for path in SECTIONS]
    for paths in (SECTIONS, SECTIONS[::-1]):
        (found,) = gathered(*paths)
        assert found.telegram
        assert found.path == " + ".join(map(str, SECTIONS))
        assert [each.number for each in found.telegram.sections] == [1, 2]
        numbers = [each.number for one in both for each in one.paragraphs]
        assert [each.number for each in found.telegram.paragraphs] == numbers
        assert found.telegram.signature
        assert not codes(found.telegram) & {"T042", "T408"}


def test_others_pass_and_a_missing_section_is_said() -> None:
    found = gathered(SECTIONS[1], ONE)
    assert [each.path for each in found] == [str(ONE), str(SECTIONS[1])]
    assert "T042" in codes(found[1].telegram)
    assert "T042" not in codes(found[0].telegram)


def test_a_second_copy_of_a_section_stays_by_itself(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(SECTIONS[0].read_bytes())
    found = gathered(SECTIONS[0], copy, SECTIONS[1])
    assert [each.path for each in found] == [" + ".join(map(str, SECTIONS)), str(copy)]
    assert "T042" not in codes(found[1].telegram)


def test_two_copies_of_each_section_make_two_telegrams(tmp_path: Path) -> None:
    copies = [tmp_path / each.name for each in SECTIONS]
    for copy, section in zip(copies, SECTIONS, strict=True):
        copy.write_bytes(section.read_bytes())
    found = gathered(SECTIONS[0], copies[0], SECTIONS[1], copies[1])
    assert [each.path for each in found] == [
        " + ".join(map(str, SECTIONS)),
        " + ".join(map(str, copies)),
    ]


def test_copies_are_told_from_other_versions_and_from_near_copies(tmp_path: Path) -> None:
    words = ONE.read_text()
    texts = {
        "1.txt": words,
        "2.txt": words.replace("\n", "\r\n"),
        "3.txt": words.replace("Quillon", "Tuvane"),
        "4.txt": words.replace("000214", "000219").replace("#0214", "#0219"),
        "5.txt": OTHER.read_text(),
        "6.txt": words.replace("SUBJECT:", "C O R R E C T E D C O P Y\n\nSUBJECT:").replace(
            "Quillon", "Tuvane"
        ),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, newline="")
    found = [each.version for each in Versions().told(read_many([tmp_path], 1))]
    first = tmp_path / "1.txt"
    assert found == [
        "",
        f"the same as {first}",
        f"another version of {first}",
        "the same words as 08QUILLON214, another number",
        "",
        f"a correction of {first}",
    ]


def test_numbers_that_are_not_whole_tell_no_versions(tmp_path: Path) -> None:
    fco = "CONFIDENTIAL\n{fm}TO IMMEDIATE FCO\nTELEGRAM NUMBER 88 OF 28 MAY 76\n\n1. {text}\n"
    for number, text in enumerate(("THE FERRY SAILED.", "NOBODY WILL SPONSOR.")):
        unsigned = fco.format(fm="", text=text)
        (tmp_path / f"{number}.txt").write_text(unsigned)
    found = list(Versions().told(read_many([tmp_path], 1)))
    identities = [each.telegram.identity for each in found if each.telegram]
    assert [each.mrn for each in identities if each] == ["76-FCO88"] * 2
    assert [each.version for each in found] == ["", ""]


# Every door to several telegrams.


def numbers(source: Path | str | bytes) -> list[str]:
    return [each.identity.mrn if each.identity else "" for each in read_all(source)]


def test_one_telegram_comes_as_read_gives_it() -> None:
    assert list(read_all(ONE)) == [read(ONE)]
    assert list(read_all(ONE.read_bytes())) == [read(ONE.read_bytes())]


def test_a_text_with_several() -> None:
    text = f"{ONE.read_text()}\n\n{OTHER.read_text()}"
    assert numbers(text) == ["08QUILLON214", "08TAVERRE402"]
    assert numbers(text.encode()) == ["08QUILLON214", "08TAVERRE402"]


def test_a_folder_with_sections() -> None:
    assert numbers(LINE).count("08CALDESSA268") == 1


def test_an_archive_with_what_cannot_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in (*SECTIONS, ONE):
            archive.write(each, each.name)
        archive.writestr("../out.txt", "x")
    found = list(read_all(path))
    assert [each.identity.mrn if each.identity else "" for each in found] == [
        "08CALDESSA268",
        "08QUILLON214",
        "",
    ]
    assert codes(found[2]) == {"T041"}
    assert found[:2] == list(read_all(path.read_bytes()))[:2]


def test_a_volume_gives_its_telegrams(tmp_path: Path) -> None:
    case = (ROOT / "tests/golden/881-frus-opening-in-one-paragraph.xml").read_text()
    other = '<div type="document" xml:id="d10"><head>10. Memorandum From A to B</head></div>'
    path = tmp_path / "frus1981-88v99.xml"
    path.write_text(f'<TEI><idno type="frus">frus1981-88v99</idno>{case}{other}</TEI>')
    (found,) = read_all(path)
    assert found.edition
    assert found.edition.volume == "frus1981-88v99"
    outcomes = list(read_many([path], 1))
    assert [each.path.removeprefix(str(path)) for each in outcomes][-1] == "#d10"
    assert outcomes[-1].listed.startswith("10. Memorandum")


def test_what_is_no_source_raises() -> None:
    with pytest.raises(FileNotFoundError):
        list(read_all("nowhere.txt"))
    with pytest.raises(TypeError):
        read_all(3)  # pyright: ignore[reportArgumentType]
