import os
import re
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest

from reftel.core.diagnostic import Diagnostic
from reftel.desk.batch import read_many, read_sources
from reftel.desk.checking import Check, Checked, essence
from reftel.desk.containers import unpacked
from reftel.desk.sources import expand
from reftel.telegram import checks

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("REFTEL_SHARED", ROOT.parent / "shared"))
ARCHIVES = SHARED / "telegrams" / "nara"
needs_archives = pytest.mark.skipif(not ARCHIVES.is_dir(), reason="real telegrams are not here")

TELEGRAM = """\
R {group} MAR 09
FM AMEMBASSY LINDEN
TO SECSTATE WASHDC {continuity}
UNCLAS {section}LINDEN {number:06d}

E.O. 12958: N/A
TAGS: PREL
SUBJECT: {subject}

1. TALK WENT WELL.
"""


def write(path: Path, number: int, **fields: str) -> Path:
    values = {"group": "121355Z", "continuity": "0731", "section": "", "subject": "TALK"}
    path.write_text(TELEGRAM.format(number=number, **{**values, **fields}), encoding="utf-8")
    return path


def everything(_: Diagnostic) -> bool:
    return True


def checked(paths: Sequence[Path]) -> tuple[Check, list[Checked]]:
    """Return the check and what was found across."""
    check = Check(everything)
    for _ in check.alone(read_sources(unpacked(expand(paths)), 1)):
        pass
    return check, list(check.across())


def told(found: Sequence[Checked]) -> list[str]:
    return [f"{Path(one.outcome.path).name} {each.code}" for one in found for each in one[1]]


def test_a_number_that_was_sent_before_its_forerunner(tmp_path: Path) -> None:
    paths = [
        write(tmp_path / "b.txt", 12, group="111355Z", continuity="0700"),
        write(tmp_path / "a.txt", 11),
    ]
    assert told(checked(paths)[1]) == ["b.txt T973", "b.txt T973"]


def test_findings_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    one, two = "SECTION 01 OF 02 ", "SECTION 01 OF 03 "
    paths = [write(tmp_path / "z.txt", 12, section=one), write(tmp_path / "a.txt", 11, section=two)]
    assert told(checked(paths)[1]) == ["z.txt T408", "a.txt T408"]


def test_a_telegram_with_an_error_is_not_counted_twice(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", 12, section="SECTION 01 OF 02 ")
    check = checked([path])[0]
    assert check.summary.with_errors == check.summary.files == 1
    # The 32nd of a month is an error of the file itself.
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace("121355Z", "321355Z"), encoding="utf-8")
    check, found = checked([path])
    assert "error" in {each.severity for one in read_many([path]) for each in one.diagnostics}
    assert (told(found), check.summary.with_errors) == (["a.txt T408"], 1)


def test_a_file_that_has_gone_meanwhile_still_has_its_finding(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", 12, section="SECTION 01 OF 02 ")
    check = Check(everything)
    list(check.alone(read_sources(expand([path]), 1)))
    path.unlink()
    (found,) = check.across()
    assert (found.outcome.telegram, found.outcome.refused) == (None, "")
    assert told([found]) == ["a.txt T408"]


def test_what_is_kept_is_all_that_the_rules_look_at() -> None:
    folders = [ROOT / "examples", *([ARCHIVES / "txt"] if ARCHIVES.is_dir() else [])]
    read = [each.telegram for each in read_many(folders, 1)]
    full = [each for each in read if each and each.identity]
    assert len(full) > 20
    assert checks.run_set(full) == checks.run_set([essence(each) for each in full])


@needs_archives
def test_the_archives_show_one_telegram_out_of_order_and_no_copy_as_a_section() -> None:
    paths = sorted(chain((ARCHIVES / "pdf").glob("1974LAPAZ0[23]*"), (ARCHIVES / "txt").iterdir()))
    assert {re.sub(r"\..*? ", " ", each) for each in told(checked(paths)[1])} == {
        "1974LAPAZ03446 T973"
    }
