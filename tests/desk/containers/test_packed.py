"""Archives are opened, and what must not be opened is listed; real files only."""

import gzip
import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import py7zr
import pytest
from packing import (
    ARCHIVES,
    FILES,
    FIRST,
    MRNS,
    PACKERS,
    SECOND,
    numbers,
    read,
    refused,
    tarred,
    zipped,
)

from reftel.desk.containers import compressed, content, sevenzip
from reftel.desk.containers.content import BOMB, ENCRYPTED, LEADS_OUT, LINK, NOTHING, TOO_LARGE


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
    assert refused(found, path) == {"!soft": LINK, "!hard": LINK, "!device": LINK}


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


# What is said rather than passed over.


def test_paths_of_a_tar_that_lead_out_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.tar"
    tarred(path, {"../out.txt": b"x", **FILES})
    found = read(path)
    assert numbers([each for each in found if not each.refused]) == MRNS
    assert refused(found, path) == {"!../out.txt": LEADS_OUT}


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.7z", "x.txt.gz"])
def test_what_is_too_large_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (content, compressed, sevenzip):
        monkeypatch.setattr(module, "MOST_BYTES", 1000)
        monkeypatch.setattr(module, "HARMLESS", 500, raising=False)
    path = tmp_path / name
    data = os.urandom(1001)
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(data))
    else:
        ARCHIVES[name](path, {"a.txt": data})
    assert set(refused(read(path), path).values()) == {TOO_LARGE}


def test_a_tar_that_is_damaged_or_cut_behind_a_member_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.tar"
    tarred(path, FILES)
    whole = bytearray(path.read_bytes())
    with tarfile.open(path) as archive:
        second = archive.getmembers()[1].offset
    for end in (second, second + 100):
        path.write_bytes(whole[:end])
        found = read(path)
        assert numbers(found[:1]) == MRNS[:1]
        assert set(refused(found, path)) == {""}
    whole[second + 148] ^= 1  # the checksum of its header
    path.write_bytes(whole)
    found = read(path)
    assert numbers(found[:1]) == MRNS[:1]
    assert refused(found, path) == {"": "broken: the header of a member: bad checksum"}


def test_a_tar_packed_in_two_pieces_is_read_in_full(tmp_path: Path) -> None:
    path = tmp_path / "x.tar.gz"
    tarred(tmp_path / "x.tar", FILES)
    plain = (tmp_path / "x.tar").read_bytes()
    with tarfile.open(tmp_path / "x.tar") as archive:
        second = archive.getmembers()[1].offset
    path.write_bytes(gzip.compress(plain[:second]) + gzip.compress(plain[second:]))
    assert numbers(read(path)) == MRNS


def test_a_wrong_checksum_of_a_packed_tar_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.tar.gz"
    tarred(path, FILES)
    whole = bytearray(path.read_bytes())
    whole[-8] ^= 1
    path.write_bytes(whole)
    found = read(path)
    assert numbers(found[:2]) == MRNS
    assert found[2].refused.startswith("broken: CRC check failed")


@pytest.mark.parametrize("name", ["x.zip", "x.7z", "x.tar"])
def test_an_archive_with_nothing_to_read_says_so(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    ARCHIVES[name](path, {".hidden": b"x", "README.md": b"x"})
    assert refused(read(path), path) == {"": NOTHING}


def test_an_office_document_among_others_is_a_zip_like_any(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    zipped(path, {"word/document.xml": b"<x/>", **FILES})
    assert numbers(read(path))[1:] == MRNS


def test_names_that_a_disk_would_refuse_cost_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.7z"
    long = "x" * 300
    with py7zr.SevenZipFile(path, "w") as archive:
        for name, file in ((long, FIRST), ("a", SECOND), ("a/b", FIRST), ("a", FIRST)):
            archive.writestr(file.read_bytes(), name)
    found = read(path)
    assert [each.path.removeprefix(f"{path}!") for each in found] == [long, "a", "a/b", "a"]
    assert numbers(found) == [MRNS[0], MRNS[1], MRNS[0], MRNS[0]]


def test_a_7z_with_an_encrypted_directory_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.7z"
    with py7zr.SevenZipFile(path, "w", password="secret", header_encryption=True) as archive:
        archive.writestr(FIRST.read_bytes(), "a.txt")
    assert refused(read(path), path) == {"": ENCRYPTED}
