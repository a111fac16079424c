"""Makes containers of the shipped examples, and reads them."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import py7zr

from reftel.desk.batch import read_many
from reftel.desk.outcome import Outcome

ROOT = Path(__file__).parents[3]
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
