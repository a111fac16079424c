"""Archives, mail and tables are opened, with what must not be opened listed; real files only."""

import bz2
import gzip
import io
import json
import lzma
import mailbox
import os
import stat
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import py7zr
import pytest

from reftel.desk.batch import read_many
from reftel.desk.containers import Again, unpacked
from reftel.desk.containers.content import BOMB, ENCRYPTED, LEADS_OUT, LINK
from reftel.desk.outcome import Outcome
from reftel.desk.sources import Source, expand

ROOT = Path(__file__).parents[2]
FIRST = ROOT / "examples/line/08QUILLON0214.txt"
SECOND = ROOT / "examples/line/08TAVERRE0402.txt"
FILES = {"a/first.txt": FIRST.read_bytes(), "b/second.txt": SECOND.read_bytes()}
MRNS = ["08QUILLON214", "08TAVERRE402"]
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}
Make = Callable[[Path, dict[str, bytes]], None]


def read(path: Path, text_column: str = "", workers: int = 1) -> list[Outcome]:
    return list(read_many([path], workers, text_column=text_column))


def numbers(found: list[Outcome]) -> list[str]:
    telegrams = [each.telegram for each in found]
    return [each.identity.mrn if each and each.identity else "" for each in telegrams]


def refused(found: list[Outcome], top: Path) -> dict[str, str]:
    return {each.path.removeprefix(str(top)): each.refused for each in found if each.refused}


def zipped(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def tarred(path: Path, files: dict[str, bytes]) -> None:
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    pack = PACKERS.get(path.suffix, bytes)
    path.write_bytes(pack(plain.getvalue()))


def seven(path: Path, files: dict[str, bytes]) -> None:
    with py7zr.SevenZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(data, name)


ARCHIVES: dict[str, Make] = {
    "x.zip": zipped,
    "x.tar": tarred,
    "x.tar.gz": tarred,
    "x.tar.bz2": tarred,
    "x.tar.xz": tarred,
    "x.7z": seven,
    "no-suffix": zipped,
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_members_are_read_under_their_path(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    ARCHIVES[name](path, {**FILES, ".hidden": b"x", "README.md": b"# none", "__MACOSX/._a": b"x"})
    found = read(path)
    assert numbers(found) == MRNS
    assert [each.path for each in found] == [f"{path}!a/first.txt", f"{path}!b/second.txt"]


@pytest.mark.parametrize(("suffix", "pack"), PACKERS.items())
def test_a_compressed_file_is_its_content(
    suffix: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / f"first.txt{suffix}"
    path.write_bytes(pack(FIRST.read_bytes()))
    found = read(path)
    assert numbers(found) == MRNS[:1]
    assert found[0].path == f"{path}!first.txt"


def test_containers_within_containers_up_to_a_limit(tmp_path: Path) -> None:
    inner = FIRST.read_bytes()
    for depth in range(7):
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w") as archive:
            archive.writestr("a.txt" if depth == 0 else "inner.zip", inner)
        inner = box.getvalue()
        path = tmp_path / f"{depth}.zip"
        path.write_bytes(inner)
    assert numbers(read(tmp_path / "2.zip")) == MRNS[:1]
    (deep,) = read(tmp_path / "6.zip")
    assert deep.refused.startswith("a container within 5 others")


def test_processes_give_the_same_as_one(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    zipped(path, {f"{number:03}.txt": FIRST.read_bytes() for number in range(60)})
    assert read(path, workers=2) == read(path)


# What must not be opened.


def test_paths_links_and_devices_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    zipped(path, {"../out.txt": b"x", "/abs.txt": b"x", "C:\\a.txt": b"x", **FILES})
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    found = read(path)
    assert numbers([each for each in found if not each.refused]) == MRNS
    assert refused(found, path) == {
        "!../out.txt": LEADS_OUT,
        "!/abs.txt": LEADS_OUT,
        "!C:\\a.txt": LEADS_OUT,
        "!link.txt": LINK,
    }


def test_links_of_a_tar_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.tar"
    tarred(path, FILES)
    with tarfile.open(path, "a") as archive:
        for kind, name in ((tarfile.SYMTYPE, "soft"), (tarfile.LNKTYPE, "hard")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        device = tarfile.TarInfo("device")
        device.type = tarfile.CHRTYPE
        archive.addfile(device)
    found = read(path)
    assert numbers([each for each in found if not each.refused]) == MRNS
    assert set(refused(found, path)) >= {"!soft", "!device"}


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz", "x.7z"])
def test_a_bomb_does_not_go_off(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    ARCHIVES[name](path, {"bomb.txt": bytes(60_000_000)})
    assert path.stat().st_size < 200_000
    (found,) = read(path)
    assert found.refused == BOMB


def test_a_compressed_bomb(tmp_path: Path) -> None:
    path = tmp_path / "x.txt.gz"
    path.write_bytes(gzip.compress(bytes(60_000_000)))
    (found,) = read(path)
    assert found.refused == BOMB


def test_an_encrypted_7z_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.7z"
    with py7zr.SevenZipFile(path, "w", password="secret") as archive:
        archive.writestr(FIRST.read_bytes(), "a.txt")
    assert refused(read(path), path) == {"!a.txt": ENCRYPTED}


def test_an_encrypted_member_of_a_zip_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    zipped(path, FILES)
    data = bytearray(path.read_bytes())
    # The flag of the first member, in its own header and in the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    found = read(path)
    assert refused(found, path) == {"!a/first.txt": ENCRYPTED}
    assert numbers([each for each in found if not each.refused]) == MRNS[1:]


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz", "x.tar", "x.7z"])
def test_a_broken_archive_is_told_and_raises_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    ARCHIVES[name](path, {f"{number}.txt": os.urandom(9000) for number in range(9)})
    whole = path.read_bytes()
    for end in range(600, len(whole), len(whole) // 7):
        path.write_bytes(whole[:end])
        assert read(path)
    damaged = bytearray(whole)
    damaged[len(whole) // 2 : len(whole) // 2 + 40] = bytes(40)
    path.write_bytes(damaged)
    assert read(path)


def test_an_office_document_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    zipped(path, {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    (found,) = read(path)
    assert found.refused == "a Word document: save it as text or PDF first"


# Mail.


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


# Tables.


def test_a_csv_with_the_column_that_holds_the_text(tmp_path: Path) -> None:
    path = tmp_path / "cables.csv"
    quoted = [file.read_text().replace('"', '""') for file in (FIRST, SECOND)]
    rows = "".join(f'{number},"{text}"\n' for number, text in enumerate(quoted))
    path.write_text(f"id,body\n{rows}", encoding="utf-8")
    found = read(path, "body")
    assert numbers(found) == MRNS
    second = FIRST.read_text().count("\n") + 3
    assert [each.path for each in found] == [f"{path}:2", f"{path}:{second}"]
    assert refused(read(path, "text"), path) == {
        "": "no column 'text', --text-column NAME: there are id, body"
    }
    assert refused(read(path), path) == {
        "": "a table; name the column that holds the text, --text-column NAME: there are id, body"
    }


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "cables.jsonl"
    rows = [json.dumps({"n": 1, "body": FIRST.read_text()}), "{broken", json.dumps({"body": 3})]
    path.write_text("\n".join([*rows, json.dumps({"body": SECOND.read_text()})]), encoding="utf-8")
    found = read(path, "body")
    assert numbers(found) == [MRNS[0], "", "", MRNS[1]]
    assert set(refused(found, path)) == {":2", ":3"}


# Finding members again, and the command line.


def test_members_are_found_again_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    zipped(path, {f"{number}.txt": str(number).encode() for number in range(9)})
    members = [each._replace(data=None) for each in unpacked(expand([path]))]
    again = Again()
    for number in (0, 3, 8, 2, 2):
        assert again.source(members[number]).data == str(number).encode()
    zipped(path, {})
    assert Again().source(members[4]).refused == "no longer there"


def test_the_command_line_reads_and_checks_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    zipped(path, {"../out.txt": b"x", **FILES})
    command = [sys.executable, "-m", "reftel.cli"]
    done = subprocess.run(
        [*command, "read", "--jsonl", "--fields", "path,mrn", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [json.loads(line)["mrn"] for line in done.stdout.splitlines()] == MRNS
    assert f"{path}!../out.txt: {LEADS_OUT}" in done.stderr
    assert done.returncode == 1
    done = subprocess.run([*command, "check", path], capture_output=True, text=True, check=False)
    assert f"{path}!b/second.txt:3:17: error[T204]" in done.stdout
    assert "3 files: 2 read, 1 with errors" in done.stdout
