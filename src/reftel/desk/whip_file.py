"""A whip count's table: CSV to standings, with the place of each mistake."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from reftel.council.errors import CouncilError
from reftel.council.sitting import Sitting
from reftel.council.whip import STANDINGS, Stand, Standing

COLUMNS = ("member", "standing", "evidence", "price")
SEPARATOR = ";"


def stands(path: str | Path, sitting: Sitting) -> tuple[Stand, ...]:
    """Return the standings of a CSV with columns member and standing, and evidence and price.

    Several pieces of evidence are parted by semicolons; an empty price is 1; lines that begin with
    # are comments. Raises CouncilError, with file and line, for a file that cannot be read, a
    column that is unknown or missing, and a row that no count can take.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read: {error}"
        raise CouncilError(message) from error
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    rows = list(_rows(f"{path}", lines))
    found: dict[str, Stand] = {}
    for place, row in rows:
        stand = _stand(place, row, sitting)
        code = sitting.find(stand.member).code
        if code in found:
            message = f"{place}: {stand.member} stands there twice"
            raise CouncilError(message)
        found[code] = stand
    return tuple(found.values())


def _rows(path: str, lines: Sequence[tuple[int, str]]) -> Iterator[tuple[str, dict[str, str]]]:
    if not lines:
        message = f"{path}: empty; the first line names the columns {', '.join(COLUMNS)}"
        raise CouncilError(message)
    try:
        cells = [next(csv.reader([line], strict=True)) for _, line in lines]
    except csv.Error as error:
        message = f"{path}: {error}"
        raise CouncilError(message) from error
    header = [each.strip() for each in cells[0]]
    place = f"{path}: line {lines[0][0]}"
    if not {"member", "standing"} <= set(header) <= set(COLUMNS) or len(set(header)) != len(header):
        message = f"{place}: columns are {', '.join(header)}; expected {', '.join(COLUMNS)}"
        raise CouncilError(message)
    for (number, _), row in zip(lines[1:], cells[1:], strict=True):
        if len(row) > len(header):
            message = f"{path}: line {number}: {len(row)} cells, {len(header)} columns"
            raise CouncilError(message)
        padded = [each.strip() for each in row] + [""] * (len(header) - len(row))
        yield f"{path}: line {number}", dict(zip(header, padded, strict=True))


def _stand(place: str, row: dict[str, str], sitting: Sitting) -> Stand:
    standings: dict[str, Standing] = {each: each for each in STANDINGS}
    standing = standings.get(row["standing"].casefold())
    if standing is None:
        message = f'{place}: standing "{row["standing"]}" is none of {", ".join(STANDINGS)}'
        raise CouncilError(message)
    words = row.get("price", "")
    try:
        price = float(words or 1)
    except ValueError:
        message = f'{place}: price "{words}" is no number'
        raise CouncilError(message) from None
    if not 0 <= price < float("inf"):
        message = f"{place}: price {words} is negative or not finite"
        raise CouncilError(message)
    try:
        sitting.find(row["member"])
    except CouncilError as error:
        message = f"{place}: {error}"
        raise CouncilError(message) from error
    evidence = (each.strip() for each in row.get("evidence", "").split(SEPARATOR))
    return Stand(
        member=row["member"],
        standing=standing,
        evidence=tuple(each for each in evidence if each),
        price=price,
    )
