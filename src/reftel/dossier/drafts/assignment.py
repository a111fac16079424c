"""The pairs of greatest total worth: the assignment problem.

The Hungarian method with potentials, Kuhn 1955 and Munkres 1957, O(n²m). Pairs without worth do not
count, so that it runs on each group of rows and columns that hang together.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

Pair = tuple[int, int]
INFINITE = float("inf")


def best_pairs(worth: Mapping[Pair, float]) -> list[Pair]:
    """Return the pairs (row, column), each row and column once at most, with the greatest sum.

    worth: of a pair, over 0; a pair that is not there is never chosen. The result is sorted, and
    the same for the same input.
    """
    found: list[Pair] = []
    for rows, columns in _groups(worth):
        if len(rows) > len(columns):
            turned = [[worth.get((row, column), 0.0) for row in rows] for column in columns]
            pairs = [(rows[at], columns[row]) for row, at in enumerate(_assigned(turned))]
        else:
            table = [[worth.get((row, column), 0.0) for column in columns] for row in rows]
            pairs = [(rows[row], columns[at]) for row, at in enumerate(_assigned(table))]
        found += [pair for pair in pairs if worth.get(pair, 0.0) > 0]
    return sorted(found)


def _groups(worth: Mapping[Pair, float]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the rows and columns that hang together, through pairs with worth."""
    by_row: dict[int, list[int]] = defaultdict(list)
    by_column: dict[int, list[int]] = defaultdict(list)
    for row, column in worth:
        by_row[row].append(column)
        by_column[column].append(row)
    left = set(by_row)
    for first in sorted(by_row):
        if first not in left:
            continue
        rows, columns, waiting = {first}, set[int](), [first]
        while waiting:
            for column in by_row[waiting.pop()]:
                if column not in columns:
                    columns.add(column)
                    new = [row for row in by_column[column] if row not in rows]
                    rows.update(new)
                    waiting += new
        left -= rows
        yield sorted(rows), sorted(columns)


def _assigned(table: Sequence[Sequence[float]]) -> list[int]:
    """Return the column of each row; a table has no more rows than columns."""
    width = len(table[0])
    of_row, of_column = [0.0] * (len(table) + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)  # 1-based; 0 is none
    for row in range(1, len(table) + 1):
        row_of[0] = row
        _augment(table, of_row, of_column, row_of)
    result = [0] * len(table)
    for column in range(1, width + 1):
        if row_of[column]:
            result[row_of[column] - 1] = column - 1
    return result


def _augment(
    table: Sequence[Sequence[float]],
    of_row: list[float],
    of_column: list[float],
    row_of: list[int],
) -> None:
    """Give the row that stands at column 0 a column, by the cheapest chain of changes."""
    width = len(table[0])
    least, came_from = [INFINITE] * (width + 1), [0] * (width + 1)
    used = [False] * (width + 1)
    column = 0
    while row_of[column]:
        used[column] = True
        row, step, following = row_of[column], INFINITE, 0
        costs, potential = table[row - 1], of_row[row]
        for at in range(1, width + 1):
            if used[at]:
                continue
            cost = -costs[at - 1] - potential - of_column[at]
            if cost < least[at]:
                least[at], came_from[at] = cost, column
            if least[at] < step:
                step, following = least[at], at
        for at in range(width + 1):
            if used[at]:
                of_row[row_of[at]] += step
                of_column[at] -= step
            else:
                least[at] -= step
        column = following
    while column:
        row_of[column] = row_of[came_from[column]]
        column = came_from[column]
