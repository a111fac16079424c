"""A brief tells nothing of what its reader may not read, not even that there is more."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from briefs import EXAMPLE, HEATED, copied, opened
from hypothesis import given, settings
from hypothesis import strategies as st

from reftel.archive.access.labels import Clearance, parse_clearance
from reftel.archive.archive import Archive
from reftel.desk.briefing import Brief, brief
from reftel.desk.briefing.html import html
from reftel.desk.briefing.markdown import markdown
from reftel.desk.briefing.readable import own_label, readable_by
from reftel.desk.dossiers.opening import opener
from reftel.desk.importing import bring
from reftel.dossier.dossier import Dossier
from reftel.dossier.errors import DossierError

# Lines of every table that cite a telegram above the reader. They are the newest, they take the
# place of others, they end silences and mandates: each would show.
CITE = "08HIDDEN1#2"
HIDDEN = {
    "statements.csv": "".join(
        f"hid-{at},{actor},{provision},{stance},{said},,{source},{via},,,,,{later},{CITE},zebra,"
        f"{status},,x,\n"
        for at, (actor, provision, stance, said, source, via, later, status) in enumerate(
            [
                ("sundaval", "term", "five years", "2008-05-20", "own", "", "", "accepted"),
                ("gelinor", "fund", "assessed", "2008-04-20", "own", "", "", "accepted"),
                ("kethara", "term", "two years", "2008-04-20", "reported", "desk", "", "accepted"),
                ("anzorre", "whole-text", "against", "", "expectation", "", "", "accepted"),
                ("zebra", "jub", "none", "2008-04-20", "own", "", "", "accepted"),
                ("pellmar", "jub", "none", "2008-04-01", "own", "", "pv-term-0402", "proposed"),
            ]
        )
    ),
    "texts.toml": f'\n[[text]]\nid = "hidden-draft"\nkind = "draft"\ntitle = "Zebra"\n'
    f'on = 2008-04-24\nfollows = "draft-2"\ncite = "{CITE}"\n',
    "standings.csv": "five-years,hidden-draft,out,OP1,zebra,,desk,\n"
    f"five-years,draft-2,out,OP9,zebra,{CITE},desk,\n",
    "asks.csv": f"hidden-ask,dravonne,A zebra,term,2008-04-20,{CITE},zebra,desk,\n",
    "votes.csv": f"draft-2,anzorre,no,{CITE},zebra,desk\n",
    "silences.csv": f"hidden-silence,draft-1,vehlen,2008-05-05,,,,{CITE},zebra,desk,\n",
    "mandates.csv": f"hidden-term,committee-41,draft-2,2008-04-20,12,2009-05-30,term-2006,"
    f"2008-06-01 zebra,{CITE},zebra,desk,\n",
    "provisions.toml": "",
    "demarches.toml": f'\n[[demarche.step]]\nkind = "delivery"\non = 2008-04-20\n'
    f'to = ["dravonne"]\ncite = "{CITE}"\nquote = "zebra"\n\n[[demarche]]\nid = "hidden"\n'
    f'title = "Zebra"\nby = ["eldrane"]\nto = ["anzorre", "gelinor"]\n\n[[demarche.step]]\n'
    f'kind = "delivery"\non = 2008-04-20\ncite = "{CITE}"\nquote = "zebra"\n',
}
DAYS = [None, HEATED, date(2008, 5, 20)]


def made(dossier: Dossier, on: date | None) -> Brief:
    return brief(
        dossier,
        on=on,
        opener=opened,
        readable=lambda cite: not cite.startswith("08HIDDEN1"),
        room=None,
    )


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("file", [*HIDDEN, "all"])
def test_a_hidden_paragraph_changes_nothing(file: str, on: date | None, tmp_path: Path) -> None:
    """Two worlds that differ only above the reader give the same brief."""
    added = HIDDEN if file == "all" else {file: HIDDEN[file]}
    less, more = copied(tmp_path / "less" / "d", {}), copied(tmp_path / "more" / "d", added)
    assert made(more, on) == made(less, on)


@pytest.mark.parametrize("file", [each for each in HIDDEN if HIDDEN[each]])
def test_the_hidden_lines_would_show(file: str, tmp_path: Path) -> None:
    """The owner's brief has them: the law above does not hold because nothing is looked at."""
    less = copied(tmp_path / "less" / "d", {})
    more = copied(tmp_path / "more" / "d", {file: HIDDEN[file]})
    owner = [brief(each, on=HEATED, opener=opened, room=None) for each in (less, more)]
    # An ask shows with its standing in a text only.
    assert (owner[0] != owner[1]) is (file != "asks.csv")


@given(hidden=st.sets(st.sampled_from(sorted({each.cite for each in Dossier(EXAMPLE).statements}))))
@settings(max_examples=12, deadline=None)
def test_no_citation_of_what_is_hidden_is_left(hidden: set[str]) -> None:
    """Whatever is hidden, no sentence cites it."""
    dossier = Dossier(EXAMPLE)
    told = brief(
        dossier, on=HEATED, opener=opened, readable=lambda each: each not in hidden, room=None
    )
    cites = {cite for each in told.all_sentences() for cite in each.citations}
    assert not cites & hidden


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("guard") / "archive", create=True) as held:
        bring(held, [EXAMPLE.parents[1]], workers=1)
        yield held


def as_read(archive: Archive, dossier: Dossier, clearance: Clearance, on: date | None) -> Brief:
    reading = opener(archive.session(clearance))
    return brief(
        dossier,
        on=on,
        opener=reading,
        readable=readable_by(reading, clearance, dossier),
        grants=clearance.grants,
        room=None,
    )


@pytest.mark.parametrize("on", DAYS)
def test_a_reader_of_the_archive_gets_a_brief_of_what_he_may_read(
    archive: Archive, on: date | None, tmp_path: Path
) -> None:
    """Paragraphs 5 and 6 of MIRZAQUE 96 are S/NF: as if nobody had worked them in."""
    reader = parse_clearance("C")
    without = copied(tmp_path / "without" / "d", {})
    path = without.folder / "statements.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [each for each in lines if "08MIRZAQUE96#5" not in each and "08MIRZAQUE96#6" not in each]
    assert len(lines) - len(kept) == 4
    path.write_text("".join(kept), "utf-8")
    some = as_read(archive, Dossier(EXAMPLE), reader, on)
    assert some == as_read(archive, Dossier(without.folder), reader, on)
    assert some.marking == "CONFIDENTIAL"
    words = msgspec.json.encode(some).decode() + html(some) + markdown(some)
    assert "Ports Authority" not in words
    assert "contact" not in words


def test_who_may_not_read_the_dossiers_own_lines_gets_nothing(archive: Archive) -> None:
    with pytest.raises(DossierError, match="may not be read with this clearance"):
        as_read(archive, Dossier(EXAMPLE), parse_clearance("U"), HEATED)


def test_without_a_marking_a_dossier_is_the_owners(archive: Archive, tmp_path: Path) -> None:
    dossier = copied(tmp_path / "d", {})
    path = dossier.folder / "dossier.toml"
    path.write_text(path.read_text("utf-8").replace('marking = "C"', 'marking = ""'), "utf-8")
    with pytest.raises(DossierError):
        as_read(archive, Dossier(dossier.folder), parse_clearance("TS NODIS @USA"), HEATED)
    owner = as_read(archive, Dossier(dossier.folder), parse_clearance("everything"), HEATED)
    assert owner.marking.endswith("A MARKING IS NOT KNOWN")


@pytest.mark.parametrize(
    ("marking", "clearance", "reads"),
    [
        ("U", "U", True),
        ("C", "U", False),
        ("c", "C", True),
        ("S/NF", "S", False),
        ("S/NF", "S @USA", True),
        ("", "TS", False),
        ("COSMIC", "TS", False),
    ],
)
def test_the_marking_of_the_dossiers_own_lines(marking: str, clearance: str, reads: bool) -> None:
    assert parse_clearance(clearance).reads(own_label(marking)) is reads


def test_of_a_telegram_seen_in_part_the_readers_captions_are_taken_on(archive: Archive) -> None:
    reader = parse_clearance("C EXDIS")
    assert as_read(archive, Dossier(EXAMPLE), reader, HEATED).marking == "CONFIDENTIAL//EXDIS"
