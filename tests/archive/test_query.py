"""The query language: what a query means, that it is written back alike, what errors say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reftel.archive.query.errors import QueryError
from reftel.archive.query.syntax import parse
from reftel.archive.query.tree import (
    And,
    Dates,
    Everything,
    Exact,
    Level,
    Near,
    Node,
    Not,
    Or,
    Wildcard,
    Within,
    Words,
)
from reftel.archive.query.writing import written


def w(*words: str) -> Words:
    return Words(words=tuple(tuple(each.split("-")) for each in words))


def tag(code: str) -> Exact:
    return Exact(name="tag", value=code)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", Everything()),
        ("  ", Everything()),
        ("mandate", w("mandate")),
        ("Mandat\u00e9", w("mandate")),
        ("mandate renewal", And(parts=(w("mandate"), w("renewal")))),
        ("mandate AND renewal", And(parts=(w("mandate"), w("renewal")))),
        ('"mandate renewal"', w("mandate", "renewal")),
        ("“mandate renewal”", w("mandate", "renewal")),
        ("U.N. P-5", And(parts=(w("u-n"), w("p-5")))),
        ("S/RES/1540", w("s-res-1540")),
        ('"the P-5 agreed"', w("the", "p-5", "agreed")),
        ('"S E C R E T"', w("secret")),
        ("a b OR c", Or(parts=(And(parts=(w("a"), w("b"))), w("c")))),
        ("a (b OR c)", And(parts=(w("a"), Or(parts=(w("b"), w("c")))))),
        ("(a b) c", And(parts=(w("a"), w("b"), w("c")))),
        ("-nato", Not(inner=w("nato"))),
        ("NOT a NEAR/3 b", Not(inner=Near(first=w("a"), second=w("b"), distance=3))),
        ("a NEAR b", Near(first=w("a"), second=w("b"), distance=10)),
        ("near and or not", And(parts=(w("near"), w("and"), w("or"), w("not")))),
        ("sanction*", Wildcard(pattern="sanction*")),
        ("wom?n", Wildcard(pattern="wom?n")),
        ("S/RES/15*", Wildcard(pattern="sres15*", joined=True)),
        ("from:moscow", Exact(name="from", value="MOSCOW")),
        ("FROM:Moscow", Exact(name="from", value="MOSCOW")),
        ('from:"new delhi"', Exact(name="from", value="NEWDELHI")),
        ("tag:(PREL OR parm)", Or(parts=(tag("PREL"), tag("PARM")))),
        ("ref:08STATE034975", Exact(name="ref", value="08STATE34975")),
        ("ref:08STATE*", Exact(name="ref", value="08STATE*", wild=True)),
        ("class:<=C", Level(least=0, most=3)),
        ("class:confidential", Level(least=3, most=3)),
        ("class:>C", Level(least=4, most=5)),
        ("date:1974-03..1975", Dates(since=date(1974, 3, 1), before=date(1976, 1, 1))),
        ("date:1974-12-31", Dates(since=date(1974, 12, 31), before=date(1975, 1, 1))),
        ("date:>1975", Dates(since=date(1976, 1, 1), before=None)),
        ("date:..1975-02", Dates(since=None, before=date(1975, 3, 1))),
        ("para:action-request", Exact(name="para", value="action request")),
        ("comment:sanctions", Within(part="comment", inner=w("sanctions"))),
        ('subject:"technical rollover"', Within(part="subject", inner=w("technical", "rollover"))),
        ("layout:smart", Exact(name="dialect", value="smart")),
        ("person:Dolgov", Exact(name="person", value="dolgov")),
        ('"nuclear weap*"', Words(words=(("nuclear",), ("weap*",)), wild=True)),
        ("12:30", w("12", "30")),
    ],
)  # fmt: skip
def test_a_query_means(query: str, tree: Node) -> None:
    assert parse(query) == tree
    assert parse(written(tree)) == tree


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("frm:moscow", "frm:", 'did you mean "from:"'),
        ("a frobnicate:b", "frobnicate:", "quotation marks"),
        ("(a b", "(", "not closed"),
        ("a) b", ")", "closes nothing"),
        ("a ()", "()", "nothing in the parentheses"),
        ('a "b', '"', "not closed"),
        ("a NEAR b NEAR c", "NEAR", "two"),
        ("a NEAR/99999 b", "NEAR/99999", "up to"),
        ("a NEAR/x b", "NEAR/x", "number"),
        ("a NEAR from:moscow", "from:moscow", "between two words"),
        ("a OR", "", "ends where words"),
        ("OR a", "OR", "needs words"),
        ("a AND AND b", "AND", "needs words"),
        ("date:1974-13", "1974-13", "1974-03-05"),
        ("date:1975..1974", "1975..1974", "date:1974..1975"),
        ("date:..", "..", "at least one end"),
        ("class:Q", "Q", "SBU"),
        ("class:<U", "<U", "below U"),
        ("tag: PREL", "tag:", "no value"),
        ("tag:*", "*", "no value"),
        ("tag:(from:x)", "from:", "inside of tag"),
        ("para:coment", "coment", 'did you mean "comment"'),
        ("a* b", "a*", "at least 2"),
        ("& b", "&", "no word"),
        ("(" * 60 + "a", "(", "levels deep"),
        ("NOT " * 60 + "a", "NOT", "levels deep"),
        ("a" * 10_001, "", "at most 10,000"),
    ],
)
def test_an_error_names_its_place(query: str, place: str, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.span.of(query) == place
    assert words in f"{caught.value.message}: {caught.value.suggestion}"
    first, line, carets = str(caught.value).split("\n")
    assert words in first
    start = carets.index("^")
    assert line[start : start + len(place)] == place


parts = st.sampled_from(["ab", "bc", "xyz", "1", "15", "or"])
plain = st.lists(st.lists(parts, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(
    lambda found: Words(words=tuple(found))
)
days = st.dates(date(1800, 1, 1), date(2100, 1, 1))
leaves = st.one_of(
    plain,
    st.builds(Near, first=plain, second=plain, distance=st.integers(0, 1_000)),
    st.builds(Exact, name=st.sampled_from(["from", "tag"]), value=st.just("PREL")),
    st.sampled_from([Level(least=0, most=3), Level(least=4, most=5), Level(least=1, most=1)]),
    st.builds(Dates, since=days, before=st.none()),
    st.builds(Within, part=st.sampled_from(["subject", "comment"]), inner=plain),
    st.builds(Wildcard, pattern=st.sampled_from(["ab*", "a?b", "*ing"])),
)


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Not, inner=inner),
        several.map(lambda some: And(parts=apart(some, And))),
        several.map(lambda some: Or(parts=apart(some, Or))),
    )


def apart(parts: tuple[Node, ...], kind: type[And] | type[Or]) -> tuple[Node, ...]:
    inside = [each.parts if isinstance(each, kind) else (each,) for each in parts]
    return tuple(part for some in inside for part in some)


@given(st.recursive(leaves, grown, max_leaves=12))
def test_what_is_written_is_read_alike(tree: Node) -> None:
    assert parse(written(tree)) == tree


@given(st.text('ab -"()*?:.,/&NEAROD<>=1975“”\u00e9tagdteclsprom', max_size=60))
def test_whatever_is_typed_is_understood_or_told(query: str) -> None:
    tree = understood(query)
    if isinstance(tree, QueryError):
        assert 0 <= tree.span.start <= tree.span.end <= len(query)
        assert str(tree)
    else:
        assert parse(written(tree)) == tree


def understood(query: str) -> Node | QueryError:
    try:
        return parse(query)
    except QueryError as error:
        return error
