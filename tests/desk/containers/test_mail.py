"""E-mails and mailboxes: bodies, attachments, and what mail programs make of them."""

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from packing import (
    FIRST,
    MRNS,
    ROOT,
    SECOND,
    numbers,
    read,
    zipped,
)

from reftel.desk.containers import unpacked
from reftel.desk.outcome import Outcome
from reftel.desk.sources import Source


def mail(subject: str, body: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Okafor, Ben <o@example.gov>", "Roe, Jane <r@example.gov>"
    message["Date"], message["Subject"] = "Fri, 13 Mar 2009 08:02:00 +0000", subject
    message["Message-ID"] = f"<{subject}@example.gov>"
    message.set_content(body)
    return message


def test_an_e_mail_carries_its_header_into_the_record(tmp_path: Path) -> None:
    path = tmp_path / "x.eml"
    path.write_bytes(mail("Fw: ferry", FIRST.read_text()).as_bytes())
    (found,) = read(path)
    assert numbers([found]) == MRNS[:1]
    assert found.telegram
    (carried,) = found.telegram.emails
    assert (carried.sender, carried.subject) == ("Okafor, Ben <o@example.gov>", "Fw: ferry")
    assert carried.sent == "Fri, 13 Mar 2009 08:02:00 +0000"


def test_attachments_are_files_in_turn_and_pictures_are_passed_by(tmp_path: Path) -> None:
    message = mail("two", "See attached.\n")
    message.add_attachment(FIRST.read_bytes(), "application", "octet-stream", filename="a.txt")
    packed = tmp_path / "x.zip"
    zipped(packed, {"b.txt": SECOND.read_bytes()})
    message.add_attachment(packed.read_bytes(), "application", "zip", filename="x.zip")
    message.add_attachment(b"GIF89a", "image", "gif", filename="seal.gif")
    path = tmp_path / "x.eml"
    path.write_bytes(message.as_bytes())
    found = read(path)
    assert numbers(found) == ["", *MRNS]
    assert [each.path.removeprefix(str(path)) for each in found] == ["", "!a.txt", "!x.zip!b.txt"]


def test_a_mailbox(tmp_path: Path) -> None:
    path = tmp_path / "x.mbox"
    box = mailbox.mbox(path)
    for subject, file in (("one", FIRST), ("two", SECOND)):
        box.add(mail(subject, file.read_text() + "\nFrom here on nothing.\n"))
    box.close()
    found = read(path)
    assert numbers(found) == MRNS
    assert [each.path.removeprefix(str(path)) for each in found] == ["!1", "!2"]
    assert found[0].telegram
    assert "\nFrom here on nothing." in found[0].telegram.text


def test_a_telegram_that_begins_with_from_is_no_mail() -> None:
    path = ROOT / "examples/smart/11CALDESSA0412-released.txt"
    assert [each.path for each in unpacked([Source(str(path))])] == [str(path)]


def parts(*lines: str, path: Path) -> list[Outcome]:
    """Return what comes of an e-mail with a header that a person typed."""
    head = "From: o@example.gov\nMessage-ID: <1@example.gov>\nMIME-Version: 1.0\n"
    path.write_text(head + "\n".join(lines), encoding="utf-8")
    return read(path)


def test_an_e_mail_attached_to_an_e_mail_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.eml"
    inner = mail("inner", "See below.\n")
    inner.add_attachment(FIRST.read_bytes(), "application", "octet-stream", filename="a.txt")
    outer = mail("outer", SECOND.read_text())
    outer.add_attachment(inner)
    path.write_bytes(outer.as_bytes())
    found = read(path)
    assert numbers(found) == [MRNS[1], "", MRNS[0]]
    assert found[2].path == f"{path}!attachment 1!a.txt"


def test_files_attached_to_an_inner_part_are_read(tmp_path: Path) -> None:
    """As of a signed e-mail, of a mailing list, and where a file is attached to the HTML."""
    path = tmp_path / "x.eml"
    for outer in ("mixed", "signed", "alternative"):
        inner = mail("inner", "See attached.\n")
        inner.add_alternative("<p>See attached.</p>", subtype="html")
        inner.add_attachment(FIRST.read_bytes(), "application", "octet-stream", filename="a.txt")
        message = EmailMessage()
        for name in ("From", "Message-ID"):
            message[name] = inner[name]
            del inner[name]
        message["Content-Type"] = f"multipart/{outer}; boundary=XX"
        message.set_payload([inner])
        path.write_bytes(message.as_bytes())
        found = read(path)
        assert numbers(found) == ["", MRNS[0]], outer
        assert found[1].path == f"{path}!a.txt"


def test_the_html_is_read_where_the_text_beside_it_is_empty(tmp_path: Path) -> None:
    message = mail("x", "\n")
    message.add_alternative(f"<pre>{FIRST.read_text()}</pre>", subtype="html")
    path = tmp_path / "x.eml"
    path.write_bytes(message.as_bytes())
    assert numbers(read(path)) == MRNS[:1]


@pytest.mark.parametrize(
    "field",
    [
        "To: a@[ ",
        "To: <a@b>, \N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
        f"To: {'(' * 300}a{')' * 300}",
        "Cc: =?iso-8859-1?Q??=",
    ],
)
def test_a_field_that_cannot_be_read_costs_no_telegram(field: str, tmp_path: Path) -> None:
    found = parts(field, "", FIRST.read_text(), path=tmp_path / "x.eml")
    assert numbers(found) == MRNS[:1]


@pytest.mark.parametrize(
    "kind", ["multipart/mixed", "text/plain; charset=none-such", "/", "message/partial"]
)
def test_a_body_of_an_odd_kind_is_read_all_the_same(kind: str, tmp_path: Path) -> None:
    found = parts(f"Content-Type: {kind}", "", FIRST.read_text(), path=tmp_path / "x.eml")
    assert numbers(found) == MRNS[:1]


def test_what_is_nested_without_end_is_told(tmp_path: Path) -> None:
    nested = [
        line
        for depth in range(1500)
        for line in (f"Content-Type: multipart/mixed; boundary=b{depth}", "", f"--b{depth}")
    ]
    (found,) = parts(*nested, path=tmp_path / "x.eml")
    assert found.refused.startswith("broken: ")
