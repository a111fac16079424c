"""A record as a reader may see it holds nothing of what he may not, whatever the labels are."""

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark import benchmark
from reftel.archive.access.labels import Label, parse_clearance
from reftel.archive.access.marking import Labels
from reftel.archive.access.redaction import seen
from reftel.core.span import Span
from reftel.telegram.model import Telegram
from reftel.telegram.read import read_telegram

OPEN, HIDDEN = Label(0), Label(5)
READER = parse_clearance("C")
LAYOUTS = ("line", "archives", "smart", "frus")


@pytest.fixture(scope="module")
def telegrams() -> dict[str, list[Telegram]]:
    generate = benchmark("generator").generate
    return {
        layout: [read_telegram(generate(seed, layout).text) for seed in range(40)]
        for layout in LAYOUTS
    }


chosen = st.sampled_from([OPEN, HIDDEN])


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_nothing_hidden_is_in_the_record(
    telegrams: dict[str, list[Telegram]], data: st.DataObject
) -> None:
    telegram = data.draw(st.sampled_from(telegrams[data.draw(st.sampled_from(LAYOUTS))]))
    count = len(telegram.paragraphs)
    labels = Labels(
        HIDDEN,
        data.draw(chosen),
        tuple(data.draw(st.lists(chosen, min_size=count, max_size=count))),
    )
    record = seen(telegram, labels, READER.reads)
    if record is None:
        assert {*labels.pieces} == {HIDDEN}
        return
    given_bytes = msgspec.json.encode(record).decode()
    told = " ".join(_words(given_bytes))
    shown = " ".join(word for each in _shown(telegram, labels) for word in _words(each))
    for words in _hidden(telegram, labels):
        run = " ".join(_words(words))
        assert len(run) < 30 or run in shown or run not in told, run
    assert not record.addressees
    assert not record.tags
    assert not record.references
    assert not record.captions
    assert record.classification is None
    assert not record.diagnostics
    for span in _spans(msgspec.to_builtins(record)):
        assert 0 <= span.start <= span.end <= len(record.text)
    for each in record.paragraphs:
        assert each.text in each.span.of(record.text)


def test_who_may_read_all_gets_all(telegrams: dict[str, list[Telegram]]) -> None:
    telegram = telegrams["line"][0]
    labels = Labels(OPEN, OPEN, (OPEN,) * len(telegram.paragraphs))
    assert seen(telegram, labels, READER.reads) is telegram


def _words(text: str) -> list[str]:
    return "".join(each if each.isalnum() else " " for each in text.replace("\\n", " ")).split()


def _hidden(telegram: Telegram, labels: Labels) -> Iterator[str]:
    for paragraph, label in zip(telegram.paragraphs, labels.paragraphs, strict=True):
        if label == HIDDEN:
            yield paragraph.text
    if telegram.subject and labels.subject == HIDDEN:
        yield telegram.subject.text
    yield from (each.text for each in telegram.references)


def _shown(telegram: Telegram, labels: Labels) -> Iterator[str]:
    for paragraph, label in zip(telegram.paragraphs, labels.paragraphs, strict=True):
        if label == OPEN:
            yield paragraph.text
    if telegram.subject and labels.subject == OPEN:
        yield telegram.subject.text


def _spans(value: object) -> Iterator[Span]:
    """Yield all places in a record."""
    if isinstance(value, dict):
        for key, each in value.items():  # pyright: ignore[reportUnknownVariableType]
            if key == "span":
                yield Span(*each)  # pyright: ignore[reportUnknownArgumentType]
            else:
                yield from _spans(each)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list | tuple):
        for each in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _spans(each)  # pyright: ignore[reportUnknownArgumentType]
