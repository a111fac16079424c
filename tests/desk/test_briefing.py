"""What a brief says: nothing without a citation, nothing mixed, nothing from later than its day."""

import re
from datetime import date
from pathlib import Path

import pytest
from briefs import DAYS, EXAMPLE, HEATED, copied, opened, opens, telegrams, whole, written

from reftel.archive.archive import Archive
from reftel.archive.session import Session
from reftel.desk.briefing import Brief, Section, Sentence, brief
from reftel.desk.briefing.ground import Learnt
from reftel.desk.dossiers.opening import opener
from reftel.desk.importing import bring
from reftel.dossier.dossier import Dossier
from reftel.dossier.errors import DossierError


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier(EXAMPLE)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory):
    with Archive(tmp_path_factory.mktemp("brief") / "archive", create=True) as archive:
        bring(archive, [EXAMPLE.parents[1]], workers=1)
        yield archive.session()


def part(made: Brief, title: str) -> Section:
    return next(each for each in made.sections if each.title.startswith(title))


def led(made: Brief, title: str, lead: str) -> Sentence:
    return next(each for each in part(made, title).sentences if each.lead.startswith(lead))


def cell(made: Brief, provision: str, column: str) -> dict[str, str]:
    """Return who stands at which stance, in a column of the table."""
    table = part(made, "Who stands where")
    row = next(each for each in table.rows if each.name == provision)
    at = table.columns.index(column) - 1
    return {each.lead: each.words for each in row.cells[at]}


@pytest.mark.parametrize("on", DAYS)
def test_every_sentence_has_a_citation_that_opens(
    dossier: Dossier, session: Session, on: date
) -> None:
    """No sentence without citation."""
    made = brief(dossier, on=on, opener=opener(session), room=None)
    does_open = opens(dossier, opener(session))
    assert len(made.all_sentences()) > 20
    for each in made.all_sentences():
        assert each.citations, each
        assert all(map(does_open, each.citations)), each


@pytest.mark.parametrize("on", DAYS)
def test_nothing_is_told_that_was_not_known_on_its_day(dossier: Dossier, on: date) -> None:
    made = whole(dossier, on)
    days = {name: each.day for name, each in telegrams().items()}
    for each in made.all_sentences():
        for cite in each.citations:
            day = days.get(cite.partition("#")[0])
            assert day is None or day <= on, each


def test_what_is_proposed_or_rejected_is_counted_and_not_told(dossier: Dossier) -> None:
    made = whole(dossier, HEATED)
    # What was proposed from Temmaz's words and rejected.
    assert "Kethara" not in cell(made, "Term of the mandate", "Own statements")["two years"]
    proposed = list(dossier.statements.waiting())
    learnt = Learnt(dossier, opened)
    there = [each for each in proposed if (day := learnt.day(each)) is None or day <= HEATED]
    waiting = led(made, "Gaps", "Waiting")
    assert waiting.words.startswith(f"{len(there)} proposed line")
    assert 0 < len(there) < len(proposed)


def test_kinds_of_source_are_never_mixed(dossier: Dossier) -> None:
    """Own words, reports and expectations stand in a column each."""
    columns = {1: {"own", "government"}, 2: {"reported", "second-hand"}, 3: {"expectation"}}
    for row in part(whole(dossier, HEATED), "Who stands where").rows:
        provision = next(each.id for each in dossier.provisions if each.name == row.name)
        for at, sentences in enumerate(row.cells, 1):
            for each in sentences:
                fit = {
                    dossier.actors.name_of(other.actor)
                    for other in dossier.statements
                    if other.provision == provision
                    and other.cite in each.citations
                    and other.source in columns[at]
                }
                told = re.sub(r"\(if [^)]{0,200}\)", ",", each.words).partition(" by ")[0]
                for mark in ("second-hand", "(firm)", " and ", ";"):
                    told = told.replace(mark, ",")
                names = {name for part in told.split(",") if (name := part.strip())}
                assert names <= fit, each


def test_an_expectation_is_no_statement(dossier: Dossier) -> None:
    made = whole(dossier, HEATED)
    assert "Gelinor" in cell(made, "The text as a whole", "Expected, not said")["for"]
    assert "Gelinor" in cell(made, "The text as a whole", "Own statements")["unclear"]
    told = cell(made, "National action plans", "Reported by others")["none"]
    assert told == ("Lombarra, second-hand by Ilya Morbane, from Dravonne Delegation in Caldessa")


def test_the_question_and_what_is_left_of_the_time(dossier: Dossier) -> None:
    words = [each.words for each in part(whole(dossier, HEATED), "The question").sentences]
    assert words[0] == dossier.title.question
    assert "A decision is due on 30 May 2008, in 35 days." in words
    assert words[2].endswith("Resolution 212 (2006) ends on 30 May 2008, in 35 days.")
    later = [each.words for each in part(whole(dossier), "The question").sentences]
    assert later[1].endswith("Resolution 231 (2008) ends on 30 May 2011, in 1,109 days.")
    assert len(later) == 2


def test_where_it_stands(dossier: Dossier) -> None:
    made = whole(dossier, HEATED)
    assert led(made, "Where it stands", "On the table").words.startswith("Revised draft by Eldrane")
    assert "OP4" in led(made, "Where it stands", "Amendment").words
    asks = led(made, "Where it stands", "Eldrane")
    assert asks.words.startswith("1 in (")
    assert ", 5 softened (" in asks.words
    assert asks.words.endswith(", 1 out (Number of experts, OP5).")
    assert asks.citations == tuple(
        f"text:draft-2#{each}" for each in ("OP1", "OP2", "OP3", "OP4", "PP4", "OP5")
    )
    assert led(whole(dossier), "Where it stands", "Adopted").words.endswith("adopted 9-0-2).")


def test_what_moved(dossier: Dossier) -> None:
    made = brief(dossier, on=HEATED, since=date(2008, 4, 9), opener=opened, room=None)
    moved = led(made, "What moved since 9 April", "Dravonne")
    assert "Term of the mandate, two years → three years (25 April)" in moved.words
    assert {"08CALDESSA283#4", "08CALDESSA241#1"} <= {*moved.citations}
    # He would not discuss action plans on 2 April; before and behind that he wanted none.
    assert "National action plans" not in moved.words
    broken = led(made, "What moved", "Silence broken")
    assert broken.words.startswith("by Sundaval on “Revised draft” on 24 April: the fund")
    answers = [each.words for each in part(made, "What moved").sentences if each.topic == "answer"]
    assert answers[0].startswith("answered on 14 April: Three years")


def test_nothing_moved_is_told_as_such(dossier: Dossier) -> None:
    made = brief(dossier, on=date(2008, 4, 8), since=date(2008, 4, 7), opener=opened)
    (told,) = part(made, "What moved").sentences
    assert told.words == "No evidence held of a move after 7 April 2008."
    assert told.citations == ("dossier:statements",)


def test_the_count_tells_own_statements_apart(dossier: Dossier) -> None:
    made = whole(dossier, HEATED)
    own = led(made, "Count", "Own statements (The text as a whole, 11 members)").words
    assert own.startswith("for 7 (")
    assert "unclear 3 (Anzorre, Gelinor and Lombarra)" in own
    both = led(made, "Count", "With reports and expectations").words
    assert both.startswith("for 9 (")
    assert "abstain 1 (Lombarra)" in both
    assert "Pellmar" in led(made, "Count", "Said of an earlier text").words
    vote = led(whole(dossier), "Count", "Recorded vote").words
    assert vote.startswith("yes 9 (")
    assert vote.endswith("abstained 2 (Lombarra and Sundaval).")


def test_each_member_is_counted_once(dossier: Dossier) -> None:
    made = whole(dossier, HEATED)
    members = dossier.actors.members(dossier.title.body, HEATED)
    for lead in ("Own statements", "With reports"):
        words = led(made, "Count", lead).words
        assert all(words.count(dossier.actors.name_of(each)) == 1 for each in members)


def test_sources_that_disagree(dossier: Dossier) -> None:
    told = [
        each
        for each in part(whole(dossier, HEATED), "Sources disagree").sentences
        if each.words.startswith("Term")
    ]
    assert [each.words for each in told] == [
        "Term of the mandate: three years (its own words, 21 March), but two years"
        " (second-hand by Neela Borodane, from Sundaval, 20 March)."
    ]
    assert told[0].citations == ("08MIRZAQUE96#3", "08PORTESSIK118#5")


def test_gaps_and_next_steps(dossier: Dossier) -> None:
    made = whole(dossier, HEATED)
    silent = "Anzorre, Gelinor, Lombarra, Pellmar and Ysdal"
    assert led(made, "Gaps", "Not approached").words.startswith(silent)
    assert led(made, "Gaps", "No evidence held").words.startswith(
        "by how many of 9 provisions: Anzorre 8, Gelinor 7, Lombarra 7"
    )
    late = led(made, "Next steps", "Report overdue")
    assert late.words.startswith(silent)
    assert late.words.endswith("was due 26 March, 30 days ago.")
    assert "08STATE27316#3" in late.citations
    assert led(made, "Next steps", "End of the mandate").words == "30 May, in 35 days."
    before = whole(dossier, date(2008, 3, 20))
    assert led(before, "Next steps", "Report due").words.endswith("26 March, in 6 days.")


def test_a_silence_runs_until_it_is_broken(tmp_path: Path) -> None:
    silence = "silence-may,draft-2,vehlen,2008-05-02 12:00,,,,08CALDESSA283#6,more time,desk,\n"
    made = whole(copied(tmp_path / "dossier", {"silences.csv": silence}), HEATED)
    running = led(made, "Next steps", "Silence")
    assert running.words == "on “Revised draft” ends 2 May at 12:00, in 7 days."
    assert running.citations == ("08CALDESSA283#6",)


def test_the_day_is_the_newest_of_the_dossier(dossier: Dossier) -> None:
    made = whole(dossier)
    assert (made.on, made.is_newest) == (date(2008, 5, 16), True)
    assert made.since == date(2008, 5, 2)
    assert not whole(dossier, HEATED).is_newest


def test_a_new_dossier_has_no_day_and_then_says_what_is_not_known(tmp_path: Path) -> None:
    dossier = written(tmp_path / "new", {"dossier.toml": '[dossier]\ntitle = "New"\n'})
    with pytest.raises(DossierError, match="no line of it tells a day"):
        whole(dossier)
    made = whole(dossier, HEATED)
    assert [each.words for each in made.all_sentences()] == [
        "No evidence held of a text on the table.",
        "No evidence held of a move after 11 April 2008.",
        "No evidence held: the dossier names no provision, or no body with members.",
        "No evidence held of a step that is due.",
    ]
    assert all(each.citations for each in made.all_sentences())


def test_members_of_a_roster_have_names(tmp_path: Path) -> None:
    files = {
        "dossier.toml": '[dossier]\ntitle = "R"\nbody = "council"\ndue = 2008-04-25\n',
        "actors.toml": '[[actor]]\nid = "council"\nname = "Security Council"\nkind = "body"\n'
        'roster = "UNSC"\n',
        "provisions.toml": '[[provision]]\nid = "term"\nname = "Term"\n',
    }
    made = whole(written(tmp_path / "roster", files), date(2008, 4, 1))
    assert "Burkina Faso" in led(made, "Count", "Own statements").words


@pytest.mark.parametrize(
    ("on", "marking"), [(None, "SECRET//NOFORN"), (date(2008, 3, 12), "CONFIDENTIAL")]
)
def test_the_marking_is_the_highest_of_what_is_cited(
    dossier: Dossier, session: Session, on: date | None, marking: str
) -> None:
    made = brief(dossier, on=on, opener=opener(session), room=None)
    cites = {cite for each in made.all_sentences() for cite in each.citations}
    assert made.marking == marking
    assert ("08MIRZAQUE96#5" in cites) == (marking != "CONFIDENTIAL")


def test_a_page_that_leaves_the_secret_out_is_marked_for_what_it_cites(
    dossier: Dossier, session: Session
) -> None:
    made = brief(dossier, on=HEATED, opener=opener(session))
    cites = {cite for each in made.all_sentences() for cite in each.citations}
    assert not cites & {"08MIRZAQUE96#5", "08MIRZAQUE96#6"}
    assert made.marking == "CONFIDENTIAL"


def test_without_an_archive_a_marking_is_not_known(dossier: Dossier) -> None:
    assert brief(dossier).marking == "CONFIDENTIAL//A MARKING IS NOT KNOWN"
