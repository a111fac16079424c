from datetime import UTC, datetime
from pathlib import Path

import pytest

from reftel.core.span import Span
from reftel.desk import fields
from reftel.desk.fields import DEFAULT, SHORT, UnknownFieldError, parse, record
from reftel.desk.outcome import Outcome
from reftel.desk.reading import read
from reftel.telegram.model import DateTimeGroup, Telegram

EXAMPLE = Path(__file__).parents[2] / "examples" / "line" / "08QUILLON0214.txt"
EMPTY = Telegram(text="", encoding="", dialect="unknown", blocks=())


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return Outcome(path="q.txt", telegram=read(EXAMPLE))


def values(outcome: Outcome, names: str) -> list[object]:
    return list(record(outcome, parse(names)).values())


def test_short_names(outcome: Outcome) -> None:
    found = values(outcome, "path, mrn,date,dtg,from,classification,signature")
    assert found[:4] == ["q.txt", "08QUILLON214", "2008-03-06T15:02:00Z", "061502Z MAR 08"]
    assert found[4:6] == ["AMEMBASSY QUILLON", "CONFIDENTIAL"]


def test_paths_follow_records_and_lists(outcome: Outcome) -> None:
    assert outcome.telegram
    post, targets, spans = values(outcome, "identity.post references.target tags.span.start")
    assert post == "QUILLON"
    assert targets == [each.target for each in outcome.telegram.references]
    assert spans == [each.span.start for each in outcome.telegram.tags]


def test_every_short_name_and_every_path_has_a_value(outcome: Outcome) -> None:
    names = [*SHORT, *fields._paths()]  # pyright: ignore[reportPrivateUsage]
    assert len(values(outcome, ",".join(names))) == len(set(names))
    bare = Outcome(path="x", telegram=EMPTY)
    assert len(values(bare, ",".join(names))) == len(set(names))


def test_a_refused_file_has_a_path_and_nothing_else() -> None:
    found = values(Outcome(path="x", refused="gone"), ",".join(DEFAULT))
    assert found == ["x"] + [None] * (len(DEFAULT) - 1)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("sbject", "'subject'"), ("tag", "'tags'"), ("references.traget", "'references.target'")],
)
def test_a_slip_is_answered_with_the_nearest_name(name: str, nearest: str) -> None:
    with pytest.raises(UnknownFieldError, match=f"unknown field '{name}'; did you mean {nearest}"):
        parse(f"mrn,{name}")


@pytest.mark.parametrize(
    "name", ["xyzzy", "identity.", ".mrn", "identity.post.x", "mrn.x", "__doc__"]
)
def test_what_is_no_field_is_refused_with_the_list(name: str) -> None:
    with pytest.raises(UnknownFieldError, match="path, mrn, date"):
        parse(name)


@pytest.mark.parametrize("words", ["", " ", ",,"])
def test_no_name_is_refused(words: str) -> None:
    with pytest.raises(UnknownFieldError, match="no field is named"):
        parse(words)


def test_a_group_that_names_no_moment_stays_as_printed() -> None:
    text = "O  312575Z  FEB 08"
    group = DateTimeGroup(
        span=Span(0, len(text)), time=None, letters="O", zone="Z", year_printed="08"
    )
    telegram = Telegram(text=text, encoding="", dialect="line", blocks=(), dtg=group)
    assert fields.dtg(telegram) == "O 312575Z FEB 08"


def test_months_are_english_whatever_the_locale() -> None:
    group = DateTimeGroup(
        span=Span(0, 0),
        time=datetime(1979, 5, 1, 0, 5, tzinfo=UTC),
        letters="O",
        zone="Z",
        year_printed="79",
    )
    telegram = Telegram(text="", encoding="", dialect="line", blocks=(), dtg=group)
    assert fields.dtg(telegram) == "010005Z MAY 79"
