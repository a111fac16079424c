"""Drafts read into clauses, in the layouts in which they are met."""

import time

import pytest
from draft_texts import adopted, first, told
from hypothesis import given
from hypothesis import strategies as st

from reftel.dossier.drafts.clauses import read_clauses
from reftel.dossier.drafts.records import Draft

OFFICIAL = """\
Resolution 1913 (1999)
of 3 March 1999

The Littoral Council,

Recalling its resolutions 41 (1976) and
63 (1979),

Gravely concerned by the loss of the Melu-
sine, 12

Having heard the statement of the owner,
1. Decides that all littoral States shall:
(a) Report each cargo;
(b) Hold cover for
(i) loss of life;
(ii) loss of cargo;

2. Further requests the Registrar to report within six months, and decides to review
the matter then;

3. Strongly condemns

the owner, and calls upon all States to
do likewise.

Adopted at the 12th meeting by 8 votes to none, with 1 abstention
(Sundaval).

12 Document LC/41.
"""


MODERN = """\
# Resolution 999 (2029)

*The Littoral Council*,

*Recalling* its resolution 41 (1976),

*Acting* under Chapter III of the Concord,

Mandate

1. *Decides* to extend the mandate of the Committee;

2. *Calls upon* all States to:

(a) submit a report; and

(b) provide information:

(i) on cargoes;

(ii) on cover;

Help

3. *Decides* to remain seized of the matter.

Annex

1. Each State shall report.
"""


def tiles(draft: Draft) -> bool:
    """Whether the spans cover every character that is no blank, once."""
    covered = [0] * len(draft.text)
    for each in draft.clauses:
        for at in range(*each.span):
            covered[at] += 1
    pairs = list(zip(draft.text, covered, strict=True))
    return (
        all(count == 1 for sign, count in pairs if not sign.isspace())
        and max(covered, default=0) < 2
    )


def kinds(draft: Draft) -> list[str]:
    return [each.kind for each in draft.clauses]


def test_the_telegram_form() -> None:
    assert told(first()) == [
        ("PP1", "PP1.", "Recalling"),
        ("PP2", "PP2.", "Gravely concerned"),
        ("PP3", "PP3.", "Noting"),
        ("OP1", "OP1.", "Decides"),
        ("OP2", "OP2.", "Requests"),
        ("OP3", "OP3.", "Requests"),
        ("OP4", "OP4.", "Requests"),
        ("OP5", "OP5.", "Calls upon"),
        ("OP6", "OP6.", "Decides"),
        ("OP7", "OP7.", "Decides"),
    ]
    assert first().by_name["OP1"].words == (
        "Decides to extend the mandate of the Committee for a period of five years until "
        "30 May 2013;"
    )
    assert adopted().clauses[0].words == "Resolution 231 (2008)"
    assert [each.kind for each in adopted().clauses[:2]] == ["title", "opening"]


def test_the_official_print() -> None:
    draft = read_clauses(OFFICIAL)
    assert told(draft) == [
        ("PP1", "", "Recalling"),
        ("PP2", "", "Gravely concerned"),
        ("PP3", "", "Having heard"),
        ("OP1", "1.", "Decides"),
        ("OP2", "2.", "Further requests"),
        ("OP3", "3.", "Strongly condemns"),
    ]
    assert kinds(draft)[:2] == ["title", "opening"]
    assert kinds(draft)[-2:] == ["note", "note"]
    assert draft.by_name["PP2"].words == "Gravely concerned by the loss of the Melusine, 12"
    assert draft.by_name["OP3"].words.startswith("Strongly condemns the owner, and calls upon")
    parts = draft.by_name["OP1"].parts
    assert [(each.label, each.depth) for each in parts] == [
        ("(a)", 1), ("(b)", 1), ("(i)", 2), ("(ii)", 2),
    ]  # fmt: skip
    assert parts[3].span.of(OFFICIAL) == "(ii) loss of cargo;"
    assert [each.name for each in draft.by_name["OP2"].further] == ["decides"]
    assert tiles(draft)


LAYOUTS = {
    ("The Council,\n\nHaving met,\n\nDecides to go."): "PP1 Having met, OP1 Decides",
    (
        "The Council\n\n1. Calls upon all\nto go;\n\n2. Decides to stay."
    ): "OP1 Calls upon, OP2 Decides",
    (
        "The Council,\nRecalling its rule,\nNoting the ship,\n1. Decides it."
    ): "PP1 Recalling, PP2 Noting, OP1 Decides",
    (
        "Having seen that it is so;\n\n"
        "Therefore\n\n"
        "1. The Littoral Council requests all to go;\n\n"
        "2. The Littoral Council directs it."
    ): "PP1 Having, OP1 requests, OP2 directs",
    (
        "PP1. Recalling it, PP2. Noting it, OP1. Decides it; OP2. Urges it."
    ): "PP1 Recalling, PP2 Noting, OP1 Decides, OP2 Urges",
    (
        "PP1 Recalling it,\n\nOP1 bis. Decides it;\n\nOP2: Urges it."
    ): "PP1 Recalling, OP1bis Decides, OP2 Urges",
    ("The Council, Recalling its rule,\n\nDecides to go."): "PP1 Recalling, OP1 Decides",
    ("The Council,\n\nl. Decides to go;\n\n2, Urges all to come."): "OP1 Decides, OP2 Urges",
    (
        "The Council,\n\nActing under Chapter VII of the Charter,\n\n1. Decides to go."
    ): "PP1 Acting under, OP1 Decides",
    (
        "The Council,\n\n(a) Resolves to go; and\n\n(b) Requests all to come."
    ): "OP1 Resolves, OP2 Requests",
    ("The Council,\n\nResolves:\n\nTo go;\n\nTo stay."): "OP1 Resolves",
    ("The Council,\n\nRecommends:\n\n1. That all go;\n\n2. That some stay."): "OP1 Recommends",
    (
        "The Council,\n\nNoting that the\n\nCouncil has met,\n\n1. Decides it."
    ): "PP1 Noting, OP1 Decides",
    ("The Council,\n\nNoting its resolution of 9 May,3\nDecides to go."): "PP1 Noting, OP1 Decides",
    (
        "The Council,\n\n"
        "1. Acting in accordance with Article 34, requests a report;\n\n"
        "2. Urges it."
    ): "PP1 Acting in accordance, OP2 Urges",
    (
        "The Council,\n\n"
        "Having met,\n\n"
        "1. Acting in accordance with Article 34, requests a report;\n\n"
        "2. Urges it."
    ): "PP1 Having met, OP1 requests, OP2 Urges",
}


@pytest.mark.parametrize("text", LAYOUTS)
def test_layouts(text: str) -> None:
    draft = read_clauses(text)
    assert ", ".join(f"{name} {verb}" for name, _, verb in told(draft)) == LAYOUTS[text]
    assert tiles(draft)


def test_parts_of_a_text_have_their_marks() -> None:
    draft = read_clauses(
        "The Council,\n\nRecalling it,\n\nA\n\n1. Decides it;\n\n2. Urges it;\n\nB\n\n1. Notes it."
    )
    assert [name for name, _, _ in told(draft)] == ["PP1", "A.OP1", "A.OP2", "B.OP1"]


def test_two_resolutions_in_a_text() -> None:
    one = "The Council,\n\nRecalling it,\n\nDecides it.\n\nAdopted at the 1st meeting."
    draft = read_clauses(f"{one}\n\nResolution 2 (2008)\n\n{one}")
    assert [name for name, _, _ in told(draft)] == ["I.PP1", "I.OP1", "II.PP1", "II.OP1"]
    assert tiles(draft)


def test_a_verb_that_the_table_lacks_is_not_guessed() -> None:
    draft = read_clauses("The Council,\n\n1. Decides it;\n\n2. Frobnicates the matter.")
    assert told(draft)[1] == ("OP2", "2.", "")
    assert draft.by_name["OP2"].verb is None


def test_the_points_of_a_non_paper() -> None:
    draft = read_clauses("Non-paper\n\n-- Eldrane seeks\nfive years.\n\n-- It asks for no money.\n")
    assert [(each.kind, each.name, each.words) for each in draft.clauses] == [
        ("title", "title1", "Non-paper"),
        ("other", "P1", "Eldrane seeks five years."),
        ("other", "P2", "It asks for no money."),
    ]
    assert tiles(draft)
    numbered = read_clauses("1. Eldrane seeks five years.\n3. It asks for no money.")
    assert [each.name for each in numbered.clauses] == ["P1", "P3"]


def test_an_annex_and_a_heading() -> None:
    draft = read_clauses(
        "The Council,\n\nRecalling it,\n\nSanctions\n\n1. Decides it.\n\n"
        "Annex I\n\nRule 1\n\nAll go."
    )
    assert kinds(draft) == [
        "opening", "preambular", "heading", "operative", "annex", "annex", "annex",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", " \n ", "x", "\x00", "1", "1.", "(a)", "OP1.", "The Council,"]
)
def test_any_text_has_a_reading(text: str) -> None:
    assert tiles(read_clauses(text))


PIECES = (
    "The Council,", "Recalling its resolution 41 (1976),", "PP1. ", "OP2. ", "1. ", "2. ", "(a) ",
    "Decides to extend the mandate;", "and the matter", "\n", "\n\n", " ", "I", "ANNEX", "12 Ibid.",
    "Adopted at the 5th meeting.", "Resolution 231 (2008)", "Therefore", "mem-\nbers", "\t", "\r\n",
    "\x0c", "\u2028", "Noting it,", "-- ", "\n- ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=200))
def test_nothing_is_lost_and_nothing_read_twice(text: str) -> None:
    """Law: the spans cover every character that is no blank, exactly once; names are unique."""
    draft = read_clauses(text)
    assert tiles(draft)
    assert len(draft.by_name) == len(draft.clauses)


def test_a_modern_resolution_as_the_web_has_it() -> None:
    draft = read_clauses(MODERN)
    assert told(draft) == [
        ("PP1", "", "Recalling"),
        ("PP2", "", "Acting under"),
        ("OP1", "1.", "Decides"),
        ("OP2", "2.", "Calls upon"),
        ("OP3", "3.", "Decides"),
    ]
    assert kinds(draft)[:2] == ["title", "opening"]
    assert [each.words for each in draft.clauses if each.kind == "heading"] == ["Mandate", "Help"]
    assert [(each.label, each.depth) for each in draft.by_name["OP2"].parts] == [
        ("(a)", 1), ("(b)", 1), ("(i)", 2), ("(ii)", 2),
    ]  # fmt: skip
    assert kinds(draft)[-1] == "annex"


def test_many_clauses_take_no_longer_than_their_number() -> None:
    """An hour for a rule that looks back over all that was read; a second without one."""
    for piece in (
        "1. Decides it;\n",
        "Decides it;\n\n",
        "I\n\n",
        "PP1. Noting it,\nOP1. Urges it;\n",
    ):
        start = time.perf_counter()
        assert len(read_clauses(piece * 20_000).clauses) >= 20_000
        assert time.perf_counter() - start < 10


def test_a_long_line_takes_no_longer_than_its_length() -> None:
    text = "The Council,\n\n" + "OP1. " * 4000 + "The " * 4000 + "," * 4000 + "(" * 4000
    assert tiles(read_clauses(text))
