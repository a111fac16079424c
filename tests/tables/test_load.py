"""Laws of the packaged tables, and what the loader says of a bad row."""

import csv
import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reftel.tables import load, rows

DATA = Path(load.__file__).parent / "data"
SHARED = Path(os.environ.get("REFTEL_SHARED", Path(__file__).parents[3] / "shared")) / "tables"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the founding tables are not here")

Table = Callable[[], tuple[rows.Row, ...]]
TABLES: dict[str, tuple[Table, tuple[str, ...]]] = {
    "posts": (load.posts, ("mrn",)),
    "seats": (load.seats, ("of", "since", "until")),
    "tags": (load.tags, ("code", "kind", "since", "until")),
    "captions": (load.captions, ("caption",)),
    "portion_marks": (load.portion_marks, ("mark",)),
    "classifications": (load.classifications, ("level",)),
    "executive_orders": (load.executive_orders, ("order",)),
    "declassification_rules": (load.declassification_rules, ("order", "form", "level")),
    "precedences": (load.precedences, ("name",)),
    "operating_signals": (load.operating_signals, ("signal",)),
    "collectives": (load.collectives, ("name",)),
    "attributes": (load.attributes, ("key",)),
    "months": (load.months, ("number",)),
    "smart_fields": (load.smart_fields, ("label",)),
    "head_words": (load.head_words, ("dialect", "word")),
    "service_posts": (load.service_posts, ("dialect", "post")),
    "named_systems": (load.named_systems, ("dialect", "sign")),
    "states": (load.states, ("code", "name")),
    "state_doubts": (load.state_doubts, ("words",)),
    "bodies": (load.bodies, ("code",)),
    "memberships": (load.memberships, ("body", "member", "since")),
    "regional_groups": (load.regional_groups, ("code",)),
    "person_titles": (load.person_titles, ("title",)),
    "given_names": (load.given_names, ("language",)),
    "name_words": (load.name_words, ("use",)),
    "operative_verbs": (load.operative_verbs, ("verb", "family")),
    "ordinary_words": (load.ordinary_words, ("beginning",)),
}
every_table = pytest.mark.parametrize("name", TABLES)


def squeezed(text: str) -> str:
    """Return the spelling without what a message reference number leaves out."""
    return re.sub("[^A-Z0-9]", "", text.upper())


def given(table: str) -> list[dict[str, str]]:
    with (SHARED / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def repeated(names: Sequence[object]) -> list[object]:
    return [name for name, count in Counter(names).items() if count > 1]


def geographic(code: str, year: int) -> list[str]:
    """Return what a two-character place code means in `year`."""
    return [
        tag.title
        for tag in load.tags()
        if tag.code == code
        and tag.kind in {"country", "region"}
        and (tag.since or 0) <= year <= (tag.until or 9999)
    ]


# Laws of every table.


@every_table
def test_keys_are_unique(name: str) -> None:
    table, key = TABLES[name]
    assert repeated([tuple(getattr(row, part) for part in key) for row in table()]) == []


@every_table
def test_every_row_has_source_and_confidence(name: str) -> None:
    table, _ = TABLES[name]
    assert table()
    assert all(row.source.strip() and row.confidence.strip() for row in table())


@every_table
def test_cells_have_no_outer_blanks(name: str) -> None:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        odd = [cell for line in csv.reader(file) for cell in line if cell != cell.strip()]
    assert odd == []


@every_table
def test_eras_are_ordered(name: str) -> None:
    """An era that ends before it begins holds no telegram."""
    table, _ = TABLES[name]
    eras = [(getattr(r, "since", None), getattr(r, "until", None)) for r in table()]
    assert [(since, until) for since, until in eras if since and until and since > until] == []


@every_table
def test_rows_survive_being_written_and_read(name: str) -> None:
    table, _ = TABLES[name]
    kind = type(table()[0])
    out = StringIO()
    writer = csv.DictWriter(out, kind.__struct_fields__)
    writer.writeheader()
    for row in table():
        writer.writerow({k: cell(v) for k, v in msgspec.structs.asdict(row).items()})
    assert load.parse(f"{name}.csv", out.getvalue(), kind) == table()


def cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case tuple():
            return load.SEPARATOR.join(value)  # pyright: ignore[reportUnknownArgumentType]
        case _:
            return str(value)


def test_every_table_is_a_file_of_the_package() -> None:
    assert set(TABLES) <= {path.stem for path in DATA.glob("*.csv")}


def test_a_table_is_read_once() -> None:
    assert load.posts() is load.posts()


# Posts.


def test_every_spelling_belongs_to_one_post() -> None:
    """Spellings that differ in blanks and signs only count as one."""
    pairs = {
        (squeezed(spelling), post.mrn)
        for post in load.posts()
        for spelling in (post.mrn, *post.aliases)
    }
    assert repeated([spelling for spelling, _ in pairs]) == []


def test_a_seat_is_a_known_post_and_one_a_year() -> None:
    known = {row.mrn for row in load.posts()}
    assert [row.post for row in load.seats() if row.post not in known] == []
    for each, other in pairwise(sorted(load.seats(), key=lambda row: (row.of, row.since or 0))):
        assert each.of != other.of or (each.until or 9999) < (other.since or 0)


def test_canonical_forms_are_idempotent() -> None:
    canonical = {
        squeezed(spelling): post.mrn
        for post in load.posts()
        for spelling in (post.mrn, *post.aliases)
    }
    assert all(canonical[squeezed(mrn)] == mrn for mrn in canonical.values())


def test_aliases_are_upper_case_and_listed_once() -> None:
    for post in load.posts():
        assert list(post.aliases) == [alias.upper() for alias in post.aliases]
        assert repeated(post.aliases) == []
        assert post.mrn not in post.aliases


def test_a_routing_indicator_is_shared_only_where_the_readme_says_so() -> None:
    indicators = [indicator for post in load.posts() for indicator in post.routing]
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert [name for name in repeated(indicators) if str(name) not in readme] == []


def test_no_collective_uses_the_indicator_of_a_post() -> None:
    posts = {indicator for post in load.posts() for indicator in post.routing}
    assert {row.routing for row in load.collectives()} & posts == set()


# TAGS.


def test_a_place_code_means_one_place_in_a_year() -> None:
    codes = {tag.code for tag in load.tags() if tag.kind in {"country", "region"}}
    several = [
        (c, y) for c in codes for y in (1975, 1989, 1990, 2008, 2024) if len(geographic(c, y)) > 1
    ]
    assert several == []


@pytest.mark.parametrize(
    ("code", "year", "title"),
    [
        ("BA", 1975, "Bahrain"),
        ("BA", 2024, "Bosnia and Herzegovina"),
        ("MU", 1979, "Oman"),
        ("MU", 2024, "Mauritius"),
        ("SZ", 2008, "Switzerland"),
        ("ZA", 1975, "Zambia"),
        ("ZA", 2024, "South Africa"),
    ],
)
def test_place_codes_changed_their_meaning(code: str, year: int, title: str) -> None:
    assert geographic(code, year) == [title]


@needs_shared
def test_all_known_conflicts_of_place_codes_stand() -> None:
    for row in given("tags_geo_conflicts"):
        for column, year in (("name_1974", 1975), ("name_2003_10", 2008), ("name_2024", 2024)):
            assert geographic(row["code"], year) == ([row[column]] if row[column] else []), row


# States, bodies, names.


def test_a_name_of_a_state_means_one_state_in_a_year() -> None:
    for year in (1950, 1965, 1975, 1985, 1995, 2008, 2024):
        codes: dict[str, set[str]] = {}
        for row in load.states():
            if (row.since or 0) <= year <= (row.until or 9999):
                for words in (row.name, *row.names, *row.adjectives):
                    codes.setdefault(squeezed(words), set()).add(row.code)
        assert {words: each for words, each in codes.items() if len(each) > 1} == {}, year


def test_a_name_of_a_body_means_one_body() -> None:
    names = {
        (squeezed(words), row.code)
        for row in load.bodies()
        for words in (row.name, *row.names, *row.designators)
    }
    assert repeated([words for words, _ in names]) == []


def test_a_doubt_holds_the_name_of_a_state() -> None:
    known = {
        words.upper() for row in load.states() for words in (row.name, *row.names, *row.adjectives)
    }
    single = {words for name in known for words in (name, *name.split())}
    for row in load.state_doubts():
        words = row.words.upper()
        parts = re.split("[ ,.-]+", words)
        assert words in known if row.likelihood else not single.isdisjoint(parts), row.words


def test_a_title_stands_once() -> None:
    titles = [t.upper() for r in load.person_titles() for t in (r.title, *r.plural, *r.forms)]
    assert repeated(titles) == []


def test_no_state_is_an_ordinary_word() -> None:
    ordinary = {word for row in load.ordinary_words() for word in row.words}
    assert all(
        word.startswith(row.beginning) for row in load.ordinary_words() for word in row.words
    )
    states = {row.name.upper() for row in load.states()}
    assert ordinary & states == set()


# Markings and rules.


def test_portion_marks_name_a_level_and_repeat_its_rank() -> None:
    ranks = {row.level: row.rank for row in load.classifications()}
    assert all(ranks.get(mark.level) == mark.rank for mark in load.portion_marks())


def test_a_word_of_the_classification_line_means_one_level() -> None:
    assert repeated([word for row in load.classifications() for word in row.words]) == []


def test_levels_are_ordered_by_rank() -> None:
    ranks = [row.rank for row in load.classifications()]
    assert ranks == sorted(ranks)


def test_captions_exclude_known_captions_and_each_other() -> None:
    """Where A must not stand beside B, B must not stand beside A."""
    excludes = {row.caption: row.excludes for row in load.captions()}
    for caption, others in excludes.items():
        assert all(caption in excludes[other] for other in others)


def test_a_spelling_of_a_caption_means_one_caption() -> None:
    spellings = [s for row in load.captions() for s in (row.caption, *row.aliases)]
    assert repeated(spellings) == []


def test_executive_orders_follow_each_other_without_a_gap() -> None:
    for before, after in pairwise(load.executive_orders()):
        assert before.until is not None
        assert before.until + timedelta(days=1) == after.since


def test_every_order_has_a_rule_and_every_rule_an_order() -> None:
    orders = {row.order for row in load.executive_orders()}
    levels = {row.level for row in load.classifications()} | {""}
    assert {rule.order for rule in load.declassification_rules()} == orders
    assert {rule.level for rule in load.declassification_rules()} <= levels


def test_a_computed_date_needs_a_number_of_years() -> None:
    rules = [r for r in load.declassification_rules() if r.month_day_rule != "given"]
    assert all(rule.years for rule in rules)


def test_the_general_schedule_of_11652_runs_longer_for_higher_levels() -> None:
    """E.O. 11652 sec. 5 as recalled: 6, 8 and 10 full calendar years."""
    years = {
        r.level: r.years
        for r in load.declassification_rules()
        if (r.order, r.form) == ("11652", "GDS")
    }
    assert years == {"CONFIDENTIAL": 6, "SECRET": 8, "TOP SECRET": 10}


def test_the_digraph_doubles_the_letter() -> None:
    assert all(row.digraph == row.letter * 2 for row in load.precedences())


def test_a_spelling_of_a_month_means_one_month() -> None:
    spellings = [s for row in load.months() for s in {row.name, row.abbreviation, *row.variants}]
    assert len(load.months()) == 12
    assert repeated(spellings) == []


# Nothing of the founding tables is lost.


@needs_shared
def test_every_given_post_and_spelling_is_kept_or_listed_as_dropped() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    ours = {post.mrn: post for post in load.posts()}
    for row in given("posts"):
        post = ours[row["mrn"]]
        kept = {post.mrn, *post.aliases, *post.stations_1973_79}
        wanted = parts(row["mrn_1973_79"]) + parts(row["variants"])
        lost = [w for w in wanted if w.upper() not in kept and f"`{w.upper()}`" not in readme]
        assert (post.name, post.city or "travelling", post.country) == (
            row["post_name"],
            row["city"],
            row["iso_country"],
        )
        assert lost == [], post.mrn
        assert set(re.findall(r"\bR[A-Z]{5,6}\b", row["routing_indicator"])) <= set(post.routing)


@needs_shared
def test_every_given_tag_is_kept() -> None:
    wanted: Counter[tuple[str, str]] = Counter()
    for table in ("tags_subject", "tags_geo", "tags_org"):
        wanted.update(
            (row["code"], row.get("title") or row.get("name") or "") for row in given(table)
        )
    assert Counter((tag.code, tag.title) for tag in load.tags()) == wanted


@needs_shared
@pytest.mark.parametrize(
    ("table", "ours", "column", "field", "left_out"),
    [
        ("precedences", "precedences", "name", "name", set[str]()),
        ("operating_signals", "operating_signals", "signal", "signal", set[str]()),
        ("attributes_nara", "attributes", "key", "key", set[str]()),
        ("collectives", "collectives", "name", "name", {"DISARMAMENT/NPT COLLECTIVES (various)"}),
        ("executive_orders", "executive_orders", "signed", "signed", set[str]()),
    ],
)
def test_every_given_key_is_kept(
    table: str, ours: str, column: str, field: str, left_out: set[str]
) -> None:
    real = [row for row in TABLES[ours][0]() if row.confidence != "fictional"]
    kept = [str(getattr(row, field)) for row in real]
    assert Counter(kept) == Counter(
        row[column] for row in given(table) if row[column] not in left_out
    )


@needs_shared
def test_every_given_caption_and_mark_is_kept() -> None:
    captions = {row.caption for row in load.captions()} | {
        alias for row in load.captions() for alias in row.aliases
    }
    wanted = [
        part
        for row in given("captions")
        for part in re.split(r" / |, ", row["caption"].replace("(code-word series) ", ""))
    ]
    short = {f"VISAS {word}" for word in wanted} | set(wanted)
    assert [w for w in wanted if not {w, f"VISAS {w}"} & captions] == []
    assert "VISAS DONKEY" in short & captions
    marks = {mark.mark for mark in load.portion_marks()}
    given_marks = {r["mark"].strip("()").replace(" xxx", "") for r in given("portion_marks")}
    assert given_marks - marks == {"none"}


# A bad row is named.


HEADER = "number,name,abbreviation,variants,source,confidence\n"
GOOD = "1,JANUARY,JAN,,x,recalled\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (HEADER + GOOD + "two,FEBRUARY,FEB,,x,recalled\n", "line 3: column number"),
        (HEADER + GOOD + "13,SMARCH,SMA,,x,recalled\n", "line 3: column number"),
        (HEADER + GOOD + "2,FEBRUARY,,,x,recalled\n", "line 3: column abbreviation"),
        (HEADER + GOOD + "2,FEBRUARY,FEB,FEBR; ,x,recalled\n", "line 3: column variants"),
        (HEADER + GOOD + "2,FEBRUARY,FEB,,,recalled\n", "line 3: column source"),
        (HEADER + GOOD + "2,FEBRUARY,FEB\n", "line 3: column variants"),
        (HEADER + GOOD + "2,FEBRUARY,FEB,,x,recalled,more\n", "line 3: column confidence"),
        (HEADER + '1,"JAN\nUARY",JAN,,x,recalled\n' + "2,,F,,x,y\n", "line 4: column name"),
        (HEADER.replace("variants", "garbles") + GOOD, "line 1: column garbles, variants"),
        (HEADER.replace("variants,", "variants,name,") + GOOD, "line 1: column name"),
        ("", "line 1: column"),
        (HEADER + GOOD + '2,"FEBRUARY\n', "line 3"),
    ],
)
def test_a_bad_row_is_named_by_file_line_and_column(text: str, place: str) -> None:
    with pytest.raises(ValueError, match=f"^months.csv: {place}"):
        load.parse("months.csv", text, rows.MonthRow)


def test_a_bad_choice_and_a_bad_pattern_are_named() -> None:
    header = "name,mrn,kind,source,confidence,aliases,city,country,routing,note,stations_1973_79\n"
    for line, column in (
        ("La Paz,La Paz,embassy,x,y,,,,,,\n", "mrn"),
        ("La Paz,LAPAZ,castle,x,y,,,,,,\n", "kind"),
        ("La Paz,LAPAZ,embassy,x,y,,,,RUEHLP (also RUEHXX),,\n", "routing"),
    ):
        with pytest.raises(ValueError, match=f"^posts.csv: line 2: column {column}: "):
            load.parse("posts.csv", header + line, rows.PostRow)


def test_rows_are_frozen() -> None:
    row: Any = load.months()[0]
    with pytest.raises(AttributeError):
        row.name = "SMARCH"
