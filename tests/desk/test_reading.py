import io
import os
from pathlib import Path
from typing import Any

import pypdf
import pytest

import reftel
from reftel.desk.reading import names_a_file, read

EXAMPLE = Path(__file__).parents[2] / "examples" / "line" / "08QUILLON0214.txt"
SHARED = Path(os.environ.get("REFTEL_SHARED", Path(__file__).parents[3] / "shared"))
NARA = SHARED / "telegrams" / "nara"


def pdf(*pages: str) -> bytes:
    """Return a PDF whose pages have the lines of the texts in Courier."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        font,
    ]
    for number, text in enumerate(pages):
        lines = " 0 -12 Td ".join(f"({line}) Tj" for line in text.split("\n"))
        words = f"BT /F1 10 Tf 50 740 Td {lines} ET"
        bodies.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        bodies.append(f"<< /Length {len(words)} >>\nstream\n{words}\nendstream")
    return _file(bodies)


def _file(bodies: list[str]) -> bytes:
    out = "%PDF-1.4\n"
    places: list[int] = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    return (
        f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode()


def written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("source", [EXAMPLE, str(EXAMPLE), EXAMPLE.read_bytes()])
def test_paths_names_and_bytes_give_the_same_record(source: Any) -> None:
    assert read(source) == read(EXAMPLE)


def test_a_text_is_read_as_it_is() -> None:
    words = EXAMPLE.read_text(encoding="utf-8")
    assert read(words).text == words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("x.txt", True),
        ("folder/08STATE1.PDF", True),
        (".", True),
        ("", False),
        ("  ", False),
        ("E.O. 12958: N/A", False),
        ("SUBJECT: A TALK.", False),
        ("two lines\nx.txt", False),
        ("1. x.txt\r", False),
        ("A" * 5000, False),
        ("null\0byte", False),
        (".txt", False),
    ],
)
def test_which_strings_are_names(words: str, expected: bool) -> None:
    assert names_a_file(words) is expected


def test_a_missing_file_raises() -> None:
    with pytest.raises(FileNotFoundError):
        read("no-such-telegram.txt")


def test_a_folder_raises(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        read(tmp_path)


@pytest.mark.parametrize("source", [None, 1, [b"x"], io.BytesIO(b"x")])
def test_another_type_raises(source: Any) -> None:
    with pytest.raises(TypeError, match="takes bytes, a string or a path"):
        read(source)


def test_pages_of_a_pdf_are_parted_by_form_feeds() -> None:
    telegram = read(pdf("FM AMEMBASSY LINDEN\nTO SECSTATE WASHDC", "UNCLAS LINDEN 12"))
    assert telegram.text == "FM AMEMBASSY LINDEN\nTO SECSTATE WASHDC\n\f\nUNCLAS LINDEN 12"


def test_a_scan_is_reported() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(612, 792)
    assert [each.code for each in read(written(writer)).diagnostics] == ["T005"]


def test_an_encrypted_pdf_is_reported() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(612, 792)
    writer.encrypt("secret", algorithm="RC4-128")
    telegram = read(written(writer))
    assert [each.code for each in telegram.diagnostics] == ["T006"]
    assert "password" in telegram.diagnostics[0].message


@pytest.mark.parametrize("end", [5, 9, 60, -40])
def test_a_broken_pdf_is_reported(end: int) -> None:
    codes = [each.code for each in read(pdf("UNCLAS LINDEN 12")[:end]).diagnostics]
    assert end < 0 or codes in (["T006"], ["T005"])


def test_every_beginning_of_a_pdf_is_read_without_raising() -> None:
    whole = pdf("UNCLAS LINDEN 12")
    for end in range(5, len(whole), 37):
        assert isinstance(read(whole[:end]), reftel.Telegram)


@pytest.mark.skipif(not NARA.is_dir(), reason="the real telegrams are not here")
def test_the_text_layer_of_every_archive_pdf_is_its_text() -> None:
    differing = [
        path.name
        for path in sorted((NARA / "pdf").glob("*.pdf"))
        if read(path).text.encode() != (NARA / "txt" / f"{path.stem}.txt").read_bytes()
    ]
    assert differing == []


def test_the_root_exports_the_public_names() -> None:
    assert set(reftel.__all__) <= set(dir(reftel))
    for name in reftel.__all__:
        assert getattr(reftel, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        reftel.reed  # noqa: B018  # pyright: ignore
