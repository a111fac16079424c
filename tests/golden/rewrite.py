"""Rewrite the golden values by what the reader gives now, and print the difference.

    python tests/golden/rewrite.py [--check] [NAME ...]

Paths and codes stay as the files have them; only values change. The difference is for a person
to review: a value belongs into the file because the text says it, never because it was read.
With --check nothing is written, and the exit status is 1 where something differs.
"""

import argparse
import difflib
import json
import sys
from pathlib import Path
from typing import Any

from cases import FOLDER, Case, as_json, at, bare, cases

from reftel.telegram.read import read_telegram


def main() -> int:
    """Rewrite the cases named, or all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="beginnings of cases' names")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    chosen = tuple(options.names) or ("",)
    changed = 0
    for case in cases():
        if case.name.startswith(chosen):
            changed += _rewrite(FOLDER / f"{case.name}.json", case, write=not options.check)
    print(f"{changed} cases differ")
    return 1 if options.check and changed else 0


def _rewrite(path: Path, case: Case, *, write: bool) -> bool:
    record = as_json(read_telegram(case.text))
    expect = {key: _value(at(record, key), meant) for key, meant in case.expect.items()}
    if expect == case.expect:
        return False
    before = path.read_text(encoding="utf-8")
    values: dict[str, Any] = json.loads(before) | {"expect": expect}
    after = json.dumps(values, indent=1, ensure_ascii=False) + "\n"
    rows = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), path.name, path.name
    )
    sys.stdout.writelines(rows)
    if write:
        path.write_text(after, encoding="utf-8")
    return True


def _value(got: Any, meant: Any) -> Any:
    """Return what was read, or the file's own spelling of the same nothing."""
    return meant if bare(got) == bare(meant) else got


if __name__ == "__main__":
    sys.exit(main())
