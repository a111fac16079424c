"""How truly telegrams are read: the archives' attributes as a noisy measure, and the text itself.

    python benchmarks/accuracy.py ../shared/telegrams/nara [--json] [--verbose]

Exit status 1 where the reader is wrong, or cannot be shown to be right, in any place.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from judges import JUDGES, codes, compared
from printed import Printed, printed, squeezed
from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram
from verdicts import Comparison, Verdict

VERDICTS: tuple[Verdict, ...] = (
    "agrees", "attribute wrong", "reader wrong", "not in the text", "attribute empty"
)  # fmt: skip
MONTH = r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\.?"
# Figures of a REF block that are no telegram's number: groups, dates, years.
NO_NUMBER = re.compile(
    rf"(?<!\d)(?:\d{{6}}\s?Z(?:\s{MONTH}\s\d,?\s?\d)?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    rf"|{MONTH}\s{{1,3}}\d{{1,2}}(?:,?\s{{1,3}}\d{{4}})?|\d{{1,2}}\s{MONTH}(?:,?\s{{1,3}}\d{{4}})?)"
)
NUMBER = re.compile(r"(?<![\dA-Z])(?:[A-Z]-?)?(\d{3,7})\b|\bC?A-(\d{1,5})\b")


# A block that says that there are none.
NOTHING = re.compile(r"\s{0,4}(?:N\s?/?\s?A\b|NONE\b)")


class Test(NamedTuple):
    """One text tested: the printed words, what was read of them, and what is amiss, if anything.

    place: empty where the text has nothing to be tested.
    """

    place: str
    read: str
    fault: str


class Truth(NamedTuple):
    """Something that the text alone proves: how often it held, and where it did not."""

    name: str
    tested: int
    wrong: tuple[Comparison, ...]


class Report(NamedTuple):
    """All that was measured; coverage: share of each text that was read, by file."""

    comparisons: tuple[Comparison, ...]
    truths: tuple[Truth, ...]
    coverage: dict[str, float]
    unread: dict[str, int]

    @property
    def wrong(self) -> tuple[Comparison, ...]:
        """Where the reader is wrong."""
        judged = [each for each in self.comparisons if each.verdict == "reader wrong"]
        return (*judged, *(each for truth in self.truths for each in truth.wrong))


def measure(folder: Path) -> Report:
    """Read every text of a folder and compare it."""
    texts: list[tuple[Printed, Telegram]] = []
    failures: list[Comparison] = []
    for path in sorted((folder / "txt" if (folder / "txt").is_dir() else folder).glob("*.txt")):
        try:
            texts.append((printed(path), read_telegram(path.read_bytes())))
        except Exception as error:  # The reader promises never to raise: that is measured too.
            failures.append(_wrong(path.name, "read at all", Test("", "", repr(error))))
    comparisons = [each for text, telegram in texts for each in compared(text, telegram)]
    return Report(
        tuple(comparisons),
        (
            Truth("reading does not raise", len(texts) + len(failures), tuple(failures)),
            _truth("codes of the TAGS lines", texts, _tags),
            _truth("numbers of the REF blocks", texts, _numbers),
            _truth("REF blocks give references", texts, _has_references),
            _truth("subject where SUBJ is printed", texts, _has_subject),
        ),
        {text.name: telegram.coverage for text, telegram in texts},
        {text.name: _lines(telegram) for text, telegram in texts},
    )


def _lines(telegram: Telegram) -> int:
    return sum(each.of(telegram.text).rstrip("\n").count("\n") + 1 for each in telegram.unread)


def _truth(
    name: str, texts: Sequence[tuple[Printed, Telegram]], test: Callable[[Printed, Telegram], Test]
) -> Truth:
    found = [(text.name, test(text, telegram)) for text, telegram in texts]
    return Truth(
        name,
        sum(1 for _, each in found if each.place),
        tuple(_wrong(file, name, each) for file, each in found if each.place and each.fault),
    )


def _wrong(file: str, field: str, test: Test) -> Comparison:
    return Comparison(file, field, "reader wrong", "", test.read, test.place.strip(), test.fault)


def _tags(text: Printed, telegram: Telegram) -> Test:
    place = text.tags()
    said, read = codes(place), {squeezed(each.code) for each in telegram.tags} - {""}
    fault = _missing(said - read, read - said)
    return Test(place, " ".join(each.code for each in telegram.tags), fault)


def _missing(missing: Collection[str], surplus: Collection[str]) -> str:
    parts = (("not read", missing), ("read although not printed", surplus))
    return "; ".join(f"{words}: {' '.join(sorted(each))}" for words, each in parts if each)


def _numbers(text: Printed, telegram: Telegram) -> Test:
    """Test whether each figure of the block is a number, or a word of what is no telegram."""
    place = text.references()
    said, read = _counted(NO_NUMBER.sub(" ", place)), Counter[int]()
    words: Counter[int] = Counter()
    for each in telegram.references:
        read.update([each.number] if each.number else [])
        words.update(Counter() if each.number else _counted(each.text))
    missing = [str(number) for number in (said - read - words).elements()]
    fault = _missing(missing, [str(number) for number in (read - said).elements()])
    return Test(place, "; ".join(each.text for each in telegram.references), fault)


def _counted(words: str) -> Counter[int]:
    return Counter(int(match[1] or match[2]) for match in NUMBER.finditer(words))


def _has_references(text: Printed, telegram: Telegram) -> Test:
    place = text.references()
    fault = "" if telegram.references or NOTHING.match(place) else "no reference read"
    return Test(place, "", fault)


def _has_subject(text: Printed, telegram: Telegram) -> Test:
    place = next((line for line in text.lines if line.lstrip().startswith("SUBJ")), "")
    return Test(place, "", "" if telegram.subject else "no subject read")


def _print(report: Report, console: Console, *, verbose: bool) -> None:
    table = Table(
        "field", *VERDICTS, box=None, title="The archives' attributes against what was read"
    )
    counts = Counter((each.field, each.verdict) for each in report.comparisons)
    for field in JUDGES:
        table.add_row(field, *(str(counts[field, verdict] or "") for verdict in VERDICTS))
    console.print(table)
    for truth in report.truths:
        console.print(f"{truth.name}: {truth.tested - len(truth.wrong)} of {truth.tested}")
    shares = report.coverage.values()
    console.print(
        f"coverage: {min(shares, default=0):.2%} least, {fmean(shares) if shares else 0:.3%} mean; "
        f"lines that nothing claimed: {sum(report.unread.values())}"
    )
    if verbose:
        for file, share in report.coverage.items():
            console.print(f"  {file}: {share:.2%} read, {report.unread[file]} lines unread")
    _print_list(console, "attribute wrong", report.comparisons)
    _print_list(console, "reader wrong", report.wrong)


def _print_list(console: Console, verdict: Verdict, found: Sequence[Comparison]) -> None:
    shown = [each for each in found if each.verdict == verdict]
    console.print(f"\n{verdict}: {len(shown)}")
    for each in shown:
        console.print(f"  {each.file} {each.field}: {each.why}", markup=False)
        for name in ("attribute", "printed", "read"):
            if value := getattr(each, name):
                console.print(f"      {name:9} {value!r}", markup=False)


def _as_json(report: Report) -> str:
    counts = Counter((each.field, each.verdict) for each in report.comparisons)
    return json.dumps(
        {
            "fields": {
                field: {verdict: counts[field, verdict] for verdict in VERDICTS} for field in JUDGES
            },
            "truths": {
                truth.name: {"tested": truth.tested, "wrong": len(truth.wrong)}
                for truth in report.truths
            },
            "coverage": report.coverage,
            "unread lines": report.unread,
            "attribute wrong": [
                each._asdict() for each in report.comparisons if each.verdict == "attribute wrong"
            ],
            "reader wrong": [each._asdict() for each in report.wrong],
        },
        indent=1,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="holds the texts, or txt/ with them")
    parser.add_argument("--json", action="store_true", help="print figures and cases as JSON")
    parser.add_argument("--verbose", action="store_true", help="list every file's coverage, too")
    options = parser.parse_args()
    report = measure(options.folder)
    if not report.coverage:
        parser.error(f"{options.folder} holds no text that could be read")
    if options.json:
        print(_as_json(report))
    else:
        _print(report, Console(width=120, soft_wrap=True, highlight=False), verbose=options.verbose)
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
