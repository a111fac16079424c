"""CSV to rows, validated once and kept.

A cell that holds several values separates them by "; ". An empty cell means the field's default;
where the field has none, the row is bad.

The fictional posts and collectives of the shipped examples stand in tables of their own and
are returned behind the real ones, so that an example checks as a real telegram does. Their names
are nobody's: no real telegram meets them.
"""

import csv
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import TypeVar, get_origin

import msgspec
import msgspec.structs

from reftel.tables import rows

_Row = TypeVar("_Row", bound=rows.Row)
_Record = dict[str, str | list[str]]
SEPARATOR = "; "


@cache
def posts() -> tuple[rows.PostRow, ...]:
    """Return embassies, consulates, missions, departments and commands, in MRN order."""
    return _packaged("posts", rows.PostRow) + _packaged("examples_posts", rows.PostRow)


@cache
def seats() -> tuple[rows.SeatRow, ...]:
    """Return the posts by the country or organisation to which they are accredited."""
    return _packaged("seats", rows.SeatRow)


@cache
def tags() -> tuple[rows.TagRow, ...]:
    """Return TAGS codes, one row a code and edition."""
    return _packaged("tags", rows.TagRow)


@cache
def captions() -> tuple[rows.CaptionRow, ...]:
    """Return captions, channels, series and status words, one a row."""
    return _packaged("captions", rows.CaptionRow)


@cache
def portion_marks() -> tuple[rows.PortionMarkRow, ...]:
    """Return paragraph marks."""
    return _packaged("portion_marks", rows.PortionMarkRow)


@cache
def classifications() -> tuple[rows.ClassificationRow, ...]:
    """Return the levels of the classification line, lowest first."""
    return _packaged("classifications", rows.ClassificationRow)


@cache
def executive_orders() -> tuple[rows.ExecutiveOrderRow, ...]:
    """Return the classification orders, oldest first."""
    return _packaged("executive_orders", rows.ExecutiveOrderRow)


@cache
def declassification_rules() -> tuple[rows.DeclassificationRow, ...]:
    """Return how long each form of the declassification line runs."""
    return _packaged("declassification_rules", rows.DeclassificationRow)


@cache
def precedences() -> tuple[rows.PrecedenceRow, ...]:
    """Return precedences, State's and others'."""
    return _packaged("precedences", rows.PrecedenceRow)


@cache
def operating_signals() -> tuple[rows.OperatingSignalRow, ...]:
    """Return operating signals and prosigns."""
    return _packaged("operating_signals", rows.OperatingSignalRow)


@cache
def collectives() -> tuple[rows.CollectiveRow, ...]:
    """Return collective addresses."""
    real = _packaged("collectives", rows.CollectiveRow)
    return real + _packaged("examples_collectives", rows.CollectiveRow)


@cache
def attributes() -> tuple[rows.AttributeRow, ...]:
    """Return the keys of the 1973-79 archive's attribute block."""
    return _packaged("attributes", rows.AttributeRow)


@cache
def months() -> tuple[rows.MonthRow, ...]:
    """Return January to December with their spellings."""
    return _packaged("months", rows.MonthRow)


@cache
def smart_fields() -> tuple[rows.SmartFieldRow, ...]:
    """Return the labels of SMART telegrams, in their usual order."""
    return _packaged("smart_fields", rows.SmartFieldRow)


@cache
def head_words() -> tuple[rows.HeadWordRow, ...]:
    """Return the words of the headings of other nations' telegrams."""
    return _packaged("head_words", rows.HeadWordRow)


@cache
def service_posts() -> tuple[rows.ServicePostRow, ...]:
    """Return posts and departments of other nations' services."""
    return _packaged("service_posts", rows.ServicePostRow) + _packaged(
        "examples_service_posts", rows.ServicePostRow
    )


@cache
def named_systems() -> tuple[rows.NamedSystemRow, ...]:
    """Return the signs of systems that are recognised and not read."""
    return _packaged("named_systems", rows.NamedSystemRow)


@cache
def states() -> tuple[rows.StateRow, ...]:
    """Return states, one row a name."""
    return _packaged("states", rows.StateRow) + _packaged("examples_states", rows.StateRow)


@cache
def state_doubts() -> tuple[rows.StateDoubtRow, ...]:
    """Return words with the name of a state that may mean something else."""
    return _packaged("state_doubts", rows.StateDoubtRow)


@cache
def bodies() -> tuple[rows.BodyRow, ...]:
    """Return international organisations, their organs, groups of states."""
    return _packaged("bodies", rows.BodyRow) + _packaged("examples_bodies", rows.BodyRow)


@cache
def memberships() -> tuple[rows.MembershipRow, ...]:
    """Return who belonged to which body and when, one row a time of membership."""
    return _packaged("memberships", rows.MembershipRow)


@cache
def regional_groups() -> tuple[rows.RegionalGroupRow, ...]:
    """Return the states' groups in the United Nations, one row a state."""
    return _packaged("regional_groups", rows.RegionalGroupRow)


@cache
def person_titles() -> tuple[rows.PersonTitleRow, ...]:
    """Return titles, ranks and offices that announce a person."""
    return _packaged("person_titles", rows.PersonTitleRow)


@cache
def given_names() -> tuple[rows.GivenNamesRow, ...]:
    """Return common given names, one row a group of languages."""
    return _packaged("given_names", rows.GivenNamesRow)


@cache
def ordinary_words() -> tuple[rows.OrdinaryWordsRow, ...]:
    """Return words that are nobody's name, one row a beginning."""
    return _packaged("ordinary_words", rows.OrdinaryWordsRow)


@cache
def name_words() -> tuple[rows.NameWordsRow, ...]:
    """Return words that help to tell names, one row a use."""
    return _packaged("name_words", rows.NameWordsRow)


@cache
def source_cues() -> tuple[rows.SourceCueRow, ...]:
    """Return words that tell an expectation or a report, in small letters."""
    return _packaged("source_cues", rows.SourceCueRow)


@cache
def operative_verbs() -> tuple[rows.OperativeVerbRow, ...]:
    """Return the verbs that begin clauses of resolutions, and the words that go with them."""
    return _packaged("operative_verbs", rows.OperativeVerbRow)


def parse(file: str, text: str, row_type: type[_Row]) -> tuple[_Row, ...]:
    """Return the rows of a CSV whose first line names exactly the fields of `row_type`.

    file: the name that errors give. Raises ValueError naming file, line and column; only a
    CSV that cannot be cut into cells, such as one with an open quote, has no column to name.
    """
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    several = _several(row_type)
    lines: list[int] = []
    records: list[_Record] = []
    try:
        header = _header(file, next(reader, None) or [], row_type)
        for cells in reader:
            records.append(_record(f"{file}: line {reader.line_num}", header, cells, several))
            lines.append(reader.line_num)
    except csv.Error as error:
        raise ValueError(f"{file}: line {reader.line_num}: {error}") from error
    try:
        return msgspec.convert(records, tuple[row_type, ...], strict=False)
    except msgspec.ValidationError:
        # One call for the whole table is fast; only a bad table pays for finding its line.
        for line, record in zip(lines, records, strict=True):
            _check(f"{file}: line {line}", record, row_type)
        raise


def _packaged(table: str, row_type: type[_Row]) -> tuple[_Row, ...]:
    name = f"{table}.csv"
    text = (files("reftel.tables") / "data" / name).read_text(encoding="utf-8")
    return parse(name, text, row_type)


def _several(row_type: type[_Row]) -> frozenset[str]:
    fields = msgspec.structs.fields(row_type)
    return frozenset(field.name for field in fields if get_origin(field.type) is tuple)


def _header(file: str, cells: list[str], row_type: type[_Row]) -> list[str]:
    wanted = row_type.__struct_fields__
    if sorted(cells) != sorted(wanted):
        odd = sorted(set(cells) ^ set(wanted)) or [c for c in wanted if cells.count(c) > 1]
        raise ValueError(f"{file}: line 1: column {', '.join(odd)}: missing, unknown or repeated")
    return cells


def _record(place: str, header: list[str], cells: list[str], several: frozenset[str]) -> _Record:
    if len(cells) != len(header):
        column = header[min(len(cells), len(header) - 1)]
        found = f"{len(cells)} cells, expected {len(header)}"
        raise ValueError(f"{place}: column {column}: {found}")
    return {
        name: cell.split(SEPARATOR) if name in several else cell
        for name, cell in zip(header, cells, strict=True)
        if cell
    }


def _check(place: str, record: _Record, row_type: type[_Row]) -> None:
    for field in msgspec.structs.fields(row_type):
        if field.name not in record:
            if field.required:
                raise ValueError(f"{place}: column {field.name}: must not be empty")
            continue
        try:
            msgspec.convert(record[field.name], field.type, strict=False)
        except msgspec.ValidationError as error:
            raise ValueError(f"{place}: column {field.name}: {error}") from error
