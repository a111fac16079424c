"""The audit: what is written, who reads it, and that nothing can be changed without a trace."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept import imported, marked

from reftel.archive.access.labels import EVERYTHING, OPEN, Label, parse_clearance
from reftel.archive.archive import Archive
from reftel.archive.audit.chain import BEGINNING, Head, Row, append, fault, rows
from reftel.archive.audit.line import Line
from reftel.archive.errors import ArchiveError
from reftel.archive.session import NotHeldError
from reftel.archive.store.database import connect, transaction

SECRET = parse_clearance("S @USA")
CONFIDENTIAL = parse_clearance("C @USA")
LABELS = (OPEN, Label(3), Label(4, ("NODIS",)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = marked(tmp_path / "telegrams", (411, 412, 413))
    return imported(tmp_path / "archive", [source])


def names(folder: Path) -> list[str]:
    with Archive(folder) as archive:
        return archive.session().names()


def lines(folder: Path) -> list[Line]:
    with Archive(folder) as archive:
        return archive.session().audit()


def test_a_line_for_each_call_that_gave_guarded_paragraphs(folder: Path) -> None:
    name = names(folder)[0]
    with Archive(folder) as archive:
        session = archive.session(SECRET, "anna")
        kept = session.telegram(name)
        session.original(name)
        with pytest.raises(NotHeldError):
            session.telegram("1999NOWHERE00001")
    assert len(kept.telegram.paragraphs) == 3
    seen, original = lines(folder)
    assert (seen.who, seen.act, seen.what, seen.label) == ("anna", "telegram", name, "S @USA")
    assert [each.piece for each in seen.given if isinstance(each.piece, int)] == [1, 2]
    assert [each.number for each in seen.given if isinstance(each.piece, int)] == [2, 3]
    assert (original.act, original.label) == ("original", "S @USA")


def test_what_a_lower_reader_was_given_tells_nothing_of_the_rest(folder: Path) -> None:
    name = names(folder)[0]
    with Archive(folder) as archive:
        session = archive.session(CONFIDENTIAL, "ben")
        assert len(session.telegram(name).telegram.paragraphs) == 2
        with pytest.raises(NotHeldError):
            session.original(name)
    (line,) = lines(folder)
    assert line.label == "C @USA"
    assert [(each.piece, each.number) for each in line.given] == [(1, 2)]


def test_open_paragraphs_and_the_owner_leave_no_line(folder: Path) -> None:
    with Archive(folder) as archive:
        for session in (archive.session(parse_clearance("U"), "ben"), archive.session()):
            for name in session.names():
                session.telegram(name)
        archive.session().log.searched("anything")
        assert archive.audit_head() == Head(lines=0, hash=BEGINNING.hex())
        owner = archive.session(EVERYTHING, "keeper")
        owner.telegram(owner.names()[0])
        assert archive.audit_head().lines == 1


def test_without_a_name_the_login_name_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "carla")
    with Archive(folder) as archive:
        archive.session(SECRET).log.searched("mélusine \ud800", {"hits": "3"})
    (line,) = lines(folder)
    assert (line.who, line.what, line.label) == ("carla", "mélusine \\ud800", "S @USA")
    assert line.details == {"hits": "3"}


def test_what_lies_above_a_reader_changes_nothing_in_his_audit(folder: Path) -> None:
    name = names(folder)[0]
    with Archive(folder) as archive:
        archive.session(CONFIDENTIAL, "ben").telegram(name)
        before = archive.session(CONFIDENTIAL, "ben").audit()
        for _ in range(3):
            archive.session(SECRET, "anna").telegram(name)
            archive.session(SECRET, "anna").log.searched("the source of 413")
        assert archive.session(CONFIDENTIAL, "ben").audit() == before
        assert len(archive.session(SECRET, "anna").audit()) == 7
        assert archive.session(parse_clearance("U"), "dora").audit() == []
        plan = archive._db.execute(  # pyright: ignore[reportPrivateUsage]
            "EXPLAIN QUERY PLAN SELECT line FROM audit INDEXED BY audit_label"
            " WHERE label IN (1, 2) ORDER BY seq"
        ).fetchall()
    assert any("SEARCH audit USING INDEX audit_label (label=?)" in row[3] for row in plan)


def test_no_line_is_changed_or_deleted_by_sql(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.session(SECRET, "anna").log.searched("one")
    db = sqlite3.connect(folder / "archive.db")
    for statement in ("DELETE FROM audit", "UPDATE audit SET label = 1"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            db.execute(statement)
    db.close()


def test_what_is_read_while_something_is_written(folder: Path) -> None:
    name = names(folder)[0]
    with Archive(folder) as archive:
        session = archive.session(SECRET, "anna")
        with archive.importing(["x"], "0") as ingest:
            ingest.refuse("x", "because")
            session.telegram(name)  # between two batches
        assert archive.audit_head().lines == 1
        db = archive._db  # pyright: ignore[reportPrivateUsage]
        db.execute("BEGIN")
        with pytest.raises(ArchiveError, match="open the archive once more"):
            session.telegram(name)
        db.execute("ROLLBACK")
        assert archive.audit_head().lines == 1


READS = """
import sys
from reftel.archive.access.labels import parse_clearance
from reftel.archive.archive import Archive
with Archive(sys.argv[1]) as archive:
    session = archive.session(parse_clearance("S @USA"), sys.argv[2])
    for number in range(int(sys.argv[3])):
        session.log.searched(f"query {number}")
        print(number, flush=True)
"""


def reading(folder: Path, who: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", READS, str(folder), who, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_that_write_at_once_keep_one_chain(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.session(SECRET, "anna")
    both = [reading(folder, who, 200) for who in ("anna", "ben")]
    for each in both:
        each.communicate(timeout=60)
        assert each.returncode == 0
    with Archive(folder) as archive:
        assert archive.audit_head().lines == 400
        assert archive.audit_fault() is None
    assert {line.who for line in lines(folder)} == {"anna", "ben"}


@pytest.mark.parametrize("answers", [1, 7, 60])
def test_no_line_is_lost_of_one_killed_after_the_answer(folder: Path, answers: int) -> None:
    process = reading(folder, "anna", 1_000_000)
    assert process.stdout
    for _ in range(answers):
        process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    told = answers + len(process.stdout.read().splitlines())
    process.communicate()
    with Archive(folder) as archive:
        assert told <= archive.audit_head().lines <= told + 1
        assert archive.audit_fault() is None


def chain(folder: Path, words: list[tuple[str, int]]) -> list[Row]:
    folder.mkdir(exist_ok=True)
    (folder / "archive.db").unlink(missing_ok=True)
    db = connect(folder, create=True)
    with transaction(db):
        append(db, [(LABELS[at], written(what, LABELS[at])) for what, at in words])
    found = [*rows(db)]
    db.close()
    return found


def written(what: str, label: Label) -> Line:
    return Line(at="", who="a", clearance="S", act="search", label=label.written(), what=what)


WORDS = st.lists(
    st.tuples(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), st.integers(0, 2)),
    min_size=2,
    max_size=8,
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(WORDS, st.data())
def test_any_tampering_is_found_and_the_line_is_named(
    tmp_path: Path, words: list[tuple[str, int]], data: st.DataObject
) -> None:
    kept = chain(tmp_path / "chain", words)
    head = Head(lines=len(kept), hash=kept[-1].hash.hex())
    assert fault(kept) is None
    assert fault(kept, head) is None
    at = data.draw(st.integers(0, len(kept) - 1))
    act = data.draw(st.sampled_from(["remove", "word", "digest", "label", "swap", "cut", "anew"]))
    found = fault(tampered(act, kept, at, tmp_path, words), head)
    assert found is not None
    if act in ("remove", "word", "digest", "label", "cut"):
        assert found.line == at + 1
    if act == "swap":
        assert found.line == min(at, len(kept) - 2) + 1
    if act == "anew":
        assert found.line == len(kept)


def tampered(
    act: str, kept: list[Row], at: int, folder: Path, words: list[tuple[str, int]]
) -> list[Row]:
    row, changed = kept[at], [*kept]
    match act:
        case "remove":  # with the numbers closed up behind it
            changed = [
                each._replace(seq=seq) for seq, each in enumerate(kept[:at] + kept[at + 1 :], 1)
            ]
        case "word":
            changed[at] = row._replace(line=row.line.replace(b'"who":"a"', b'"who":"b"'))
        case "digest":
            changed[at] = row._replace(digest=bytes([row.digest[0] ^ 1]) + row.digest[1:])
        case "label":
            changed[at] = row._replace(label=Label(2))
        case "swap":
            at = min(at, len(kept) - 2)
            changed[at : at + 2] = [
                kept[at + 1]._replace(seq=at + 1),
                kept[at]._replace(seq=at + 2),
            ]
        case "cut":
            changed = kept[:at]
        case _:
            changed = chain(folder / "chain", words)  # the same lines, salted otherwise
    return changed


def test_lines_cut_off_are_not_seen_without_a_head(tmp_path: Path) -> None:
    kept = chain(tmp_path / "chain", [("a", 0), ("b", 1)])
    assert fault(kept[:1]) is None  # which is why heads are exported


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reftel.cli", "audit", *arguments, "-A", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_commands(folder: Path, tmp_path: Path) -> None:
    name = names(folder)[0]
    with Archive(folder) as archive:
        archive.session(SECRET, "anna").telegram(name)
        archive.session(CONFIDENTIAL, "b\x1ben").log.searched("mélusine")
    head = tmp_path / "head.json"
    assert command(folder, "head", "--out", str(head)).returncode == 0
    assert json.loads(head.read_text("utf-8"))["lines"] == 2
    assert command(folder, "verify", "--head", str(head)).returncode == 0
    shown = command(folder, "show", "--as", "C @USA")
    assert shown.returncode == 0
    assert "mélusine" in shown.stdout
    assert "anna" not in shown.stdout
    assert "\x1b" not in shown.stdout
    assert [each["who"] for each in json.loads(command(folder, "show", "--json").stdout)] == [
        "anna",
        "b\x1ben",
    ]
    db = sqlite3.connect(folder / "archive.db")
    db.execute("DROP TRIGGER audit_undeleted")
    db.execute("DELETE FROM audit WHERE seq = 2")
    db.commit()
    db.close()
    assert command(folder, "verify").returncode == 0
    cut = command(folder, "verify", "--head", str(head))
    assert cut.returncode == 1
    assert "line 2 is missing" in cut.stdout
    head.write_text("{}", "utf-8")
    assert command(folder, "verify", "--head", str(head)).returncode == 2


def test_a_head_is_signed_by_ssh_keygen(folder: Path, tmp_path: Path) -> None:
    key, head = tmp_path / "key", tmp_path / "head.json"
    try:
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    except FileNotFoundError:
        pytest.skip("no ssh-keygen here")
    command(folder, "head", "--out", str(head))
    sign = ["ssh-keygen", "-Y", "sign", "-q", "-f", str(key), "-n", "reftel", str(head)]
    subprocess.run(sign, check=True, capture_output=True)
    check = ["ssh-keygen", "-Y", "check-novalidate", "-n", "reftel", "-s", f"{head}.sig"]
    assert not subprocess.run(
        check, input=head.read_bytes(), capture_output=True, check=False
    ).returncode
    assert subprocess.run(check, input=b"else", capture_output=True, check=False).returncode
