"""A folder with the files of a dossier, read into tables."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from reftel.core.span import Span
from reftel.dossier.errors import DossierError
from reftel.dossier.files.binding import bind
from reftel.dossier.files.csv_table import read_csv
from reftel.dossier.files.places import Content, Line, Places
from reftel.dossier.files.schema import FILE as SCHEMA
from reftel.dossier.files.table import Placed, Table
from reftel.dossier.files.toml_table import read_toml
from reftel.dossier.findings import Finding, finding
from reftel.dossier.records import Entry, Title
from reftel.dossier.tables import KINDS, TITLE, Kind

FORMS = (".toml", ".csv")
UNKNOWN = frozenset({"D006", "D007"})
NO_TITLE = Title(title="untitled")


class Read(NamedTuple):
    """What a folder holds: the title, a table of each kind by name, what is wrong with the files.

    texts: of each file of a table, as read.
    """

    title: Placed[Title]
    tables: dict[str, Table[Any]]
    findings: list[Finding]
    texts: dict[str, str]


def read_texts(folder: Path) -> tuple[dict[str, str], list[Finding]]:
    """Return the files of the tables by name. Raises DossierError where there is no dossier."""
    if not (folder / TITLE).is_file():
        message = f"{folder} is no dossier: it has no {TITLE}"
        raise DossierError(message)
    texts: dict[str, str] = {}
    findings = [*_strange(folder)]
    for name in file_names():
        path = folder / name
        try:
            texts[name] = path.read_bytes().decode()
        except FileNotFoundError:
            continue
        except UnicodeDecodeError as error:
            message = f"not UTF-8: byte 0x{path.read_bytes()[error.start]:02x}"
            place = Places(name, error.object[: error.start].decode()).at(error.start)
            findings.append(finding("D004", message, place))
        except OSError as error:
            place = Places(name, "").at(0)
            findings.append(finding("D004", error.strerror or "cannot be opened", place))
    return texts, findings


def file_names() -> Iterator[str]:
    """Yield the names that a dossier's files may have, in their order."""
    yield TITLE
    for kind in KINDS:
        yield from (f"{kind.table}{form}" for form in FORMS)


def read_tables(texts: dict[str, str]) -> Read:
    """Return what the files of a dossier say."""
    findings: list[Finding] = []
    files = {name: _File(name, text) for name, text in texts.items()}
    for file in files.values():
        findings.extend(file.faults())
    titled = [*_title(files.get(TITLE), findings)]
    tables: dict[str, Table[Any]] = {}
    for kind in KINDS:
        held = [file for file in files.values() if Path(file.name).stem == kind.table]
        placed = [each for file in held for each in _placed(file, kind, findings)]
        tables[kind.table] = Table(kind.table, placed)
    return Read(titled[0], tables, findings, texts)


class _File:
    """A file of a table with its places."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.places = Places(name, text)
        stem = Path(name).stem
        key = next((kind.key for kind in KINDS if kind.table == stem), "dossier")
        self.key = key
        self.content: Content = read_csv(text, key) if name.endswith(".csv") else read_toml(text)

    def faults(self) -> Iterator[Finding]:
        for fault in self.content.faults:
            yield finding(fault.code, fault.message, self.places.at(fault.at))
        for name, lines in self.content.lines.items():
            if name != self.key and lines:
                yield from self._elsewhere(name, lines[0])

    def _elsewhere(self, name: str, line: Line) -> Iterator[Finding]:
        """Yield what stands in a file that is not for it."""
        loose = next(iter(line.fields.values()), line) if not name else line
        at = loose[0].span.start if isinstance(loose, list) else loose.span.start
        what = f"[[{name}]]" if name else "what stands above the first table"
        wanted = "[dossier]" if self.key == "dossier" else f"[[{self.key}]]"
        yield finding("D006", f"{what} is not read here; {wanted} expected", self.places.at(at))

    def is_broken(self, line: Line) -> bool:
        """Whether something in a line could not be read."""
        return any(line.span.start <= each.at <= line.span.end for each in self.content.faults)


def _title(file: _File | None, findings: list[Finding]) -> Iterator[Placed[Title]]:
    places = file.places if file else Places(TITLE, "")
    lines = file.content.lines.get("dossier", []) if file else []
    if not lines:
        findings.append(finding("D010", "no table [dossier]", places.at(0)))
        yield Placed(NO_TITLE, Line(Span(0, 0)), places)
        return
    bound = bind(lines[0], Title, broken=bool(file and file.is_broken(lines[0])))
    findings.extend(finding(code, message, places.at(at)) for code, message, at in bound.misfits)
    yield Placed(bound.record or NO_TITLE, lines[0], places)


def _placed(file: _File, kind: Kind, findings: list[Finding]) -> Iterator[Placed[Entry]]:
    told: set[str] = set()
    for line in file.content.lines.get(kind.key, []):
        bound = bind(line, kind.record, broken=file.is_broken(line))
        for misfit in bound.misfits:
            # A column that is not known is told once, not on every line.
            if misfit.code not in UNKNOWN or misfit.message not in told:
                findings.append(finding(misfit.code, misfit.message, file.places.at(misfit.at)))
                told.add(misfit.message)
        if bound.record is not None:
            yield Placed(bound.record, line, file.places)


def _strange(folder: Path) -> Iterator[Finding]:
    """Yield files that look like tables and are none."""
    known = [*file_names()]
    for path in sorted(folder.iterdir()):
        if path.suffix in FORMS and path.name not in known and path.name != SCHEMA:
            near = get_close_matches(path.name, known, n=1)
            meant = f"; {near[0]} is meant?" if near else ""
            message = f"{path.name} is no table of a dossier{meant}"
            yield finding("D009", message, Places(path.name, "").at(0))
