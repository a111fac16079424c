"""What Word does with tracked changes: accept all, or reject all."""

import io
import zipfile
from typing import Any, Literal

from docx import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NEW, OLD = {f"{W}ins", f"{W}moveTo"}, {f"{W}del", f"{W}moveFrom"}


def body(data: bytes) -> Any:
    """Return the body of a Word file as python-docx opens it."""
    document: Any = Document(io.BytesIO(data))
    return document.element.body


def decided(data: bytes, decision: Literal["accept", "reject"]) -> list[str]:
    """Return the paragraphs of a file with all changes accepted or rejected.

    A paragraph whose mark goes runs on into the next one.
    """
    gone = OLD if decision == "accept" else NEW
    found: list[str] = []
    open_words = ""
    for paragraph in body(data).iterchildren(f"{W}p"):
        open_words += "".join(_words(each) for each in paragraph if each.tag not in gone)
        marks = {each.tag for each in paragraph.iterfind(f"{W}pPr/{W}rPr/*")}
        if not marks & gone:
            found.append(open_words)
            open_words = ""
    assert open_words == ""
    assert found.pop() == ""  # the empty paragraph at the end
    return found


def well_formed(data: bytes) -> None:
    """Assert what Word demands of tracked changes, and what a package holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert package.read("word/document.xml").startswith(b"<?xml")
    root = body(data)
    changes = [each for each in root.iter() if each.tag in NEW | OLD]
    starts = [each for each in root.iter() if str(each.tag).endswith("RangeStart")]
    ids = [each.get(f"{W}id") for each in (*changes, *starts)]
    assert len(set(ids)) == len(ids)
    assert all(each.get(f"{W}author") and each.get(f"{W}date") for each in changes)
    assert all(_is_deleted(each) for each in root.iter(f"{W}delText"))
    assert not any(_is_deleted(each) for each in root.iter(f"{W}t"))
    ends = [each.get(f"{W}id") for each in root.iter() if str(each.tag).endswith("RangeEnd")]
    assert sorted(ends) == sorted(each.get(f"{W}id") for each in starts)
    names = [(each.tag, each.get(f"{W}name")) for each in starts]
    assert len(set(names)) == len(names)
    froms = {name for tag, name in names if "From" in str(tag)}
    assert froms == {name for tag, name in names if "To" in str(tag)}


def _is_deleted(element: Any) -> bool:
    return any(above.tag == f"{W}del" for above in element.iterancestors())


def _words(element: Any) -> str:
    return "".join(
        each.text or "" for each in element.iter() if each.tag in (f"{W}t", f"{W}delText")
    )
