"""Pages of facts: counts and places of a name; nothing that is hidden shows in them."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from kept import imported
from typer.testing import CliRunner

from reftel.archive.access.labels import EVERYTHING, Clearance, parse_clearance
from reftel.archive.archive import Archive
from reftel.archive.errors import ArchiveError
from reftel.archive.facts import Facts
from reftel.cli.app import app
from reftel.telegram.mentions import MentionKind

QUESTIONS: tuple[tuple[MentionKind, str], ...] = (
    ("person", "dolgov"), ("person", "vladimir dolgov"), ("person", "quist"), ("person", "zabrin"),
    ("state", "RU"), ("state", "burma"), ("state", "Zaire"), ("state", "CL"), ("body", "P-5"),
    ("body", "UN"), ("body", "OPEC"), ("post", "usun"), ("post", "LA PAZ"), ("post", "paris"),
)  # fmt: skip


def letter(
    number: int,
    *paragraphs: str,
    sent: str = "042143Z APR 08",
    level: str = "C O N F I D E N T I A L",
    post: str = "LA PAZ",
    subject: str = "(U) TALKS",
) -> str:
    head = f"R {sent}\nFM AMEMBASSY {post}\nTO SECSTATE WASHDC\nINFO AMEMBASSY PARIS\nBT\n"
    body = "\n\n".join(f"{at}. {text}" for at, text in enumerate(paragraphs, 1))
    return (
        f"{head}{level} {post} {number:06}\n\nE.O. 12958: DECL: 04/04/2018\nTAGS: PREL\n"
        f"SUBJECT: {subject}\n\n{body}\n\nVALE\nBT\n"
    )


SHOWN = (
    letter(1, "(C) Ambassador Vladimir Dolgov told us of Burma. Dolgov spoke of the P-5."),
    letter(2, "(C) Mr. Quist met Dolgov. Mr. Dolgov left.", sent="091200Z MAY 08"),
    letter(3, "(U) The Russian Ambassador, Mr. Zabrin, left for Chile.", sent="101200Z MAY 08"),
)
TAIL = "(U) Zabrin asked USUN about OPEC."


def archive(folder: Path, texts: Iterable[str]) -> Path:
    """Return the folder of an archive of these telegrams, in the order in which they come."""
    folder.mkdir()
    paths: list[Path] = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.txt")
        paths[-1].write_text(text)
    return imported(folder / "archive", paths)


def asked(folder: Path, clearance: Clearance) -> bytes:
    """Return all answers of a session, as bytes."""
    with Archive(folder) as opened:
        session = opened.session(clearance)
        answers = [session.facts(kind, words, 3) for kind, words in QUESTIONS]
        return msgspec.json.encode(answers)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return archive(tmp_path / "kept", SHOWN)


def facts(folder: Path, kind: MentionKind, words: str) -> Facts:
    with Archive(folder) as opened:
        return opened.session().facts(kind, words)


def test_a_person_is_found_by_surname_and_by_full_name(kept: Path) -> None:
    found = facts(kept, "person", "dolgov")
    assert found.telegrams == 2
    assert [(each.key, each.telegrams) for each in found.forms] == [
        ("dolgov", 1),
        ("vladimir dolgov", 1),
    ]
    assert found.months == (("2008-04", 1), ("2008-05", 1))
    assert [each.telegram for each in (found.first, found.last) if each] == ["08LAPAZ1", "08LAPAZ2"]
    assert [(each.key, each.telegrams) for each in found.people] == [("quist", 1)]
    assert [(each.name, each.telegrams) for each in found.states] == [("Burma", 1)]
    assert [each.key for each in found.bodies] == ["P5"]
    assert [(each.key, each.telegrams) for each in found.senders] == [("LAPAZ", 2)]
    assert facts(kept, "person", "Vladimir DOLGOV").telegrams == 1


def test_places_are_those_of_the_newest_first(kept: Path) -> None:
    found = facts(kept, "person", "Dolgov").places
    assert [(each.telegram, each.paragraph, each.text) for each in found] == [
        ("08LAPAZ2", 0, "Dolgov"),
        ("08LAPAZ2", 0, "Dolgov"),
        ("08LAPAZ1", 0, "Vladimir Dolgov"),
        ("08LAPAZ1", 0, "Dolgov"),
    ]
    with Archive(kept) as opened:
        session = opened.session()
        for each in found:
            assert each.span.of(session.telegram(each.telegram).telegram.text) == each.text


def test_a_post_sends_and_receives_too(kept: Path) -> None:
    assert facts(kept, "post", "la paz").sent == 3
    paris = facts(kept, "post", "PARIS")
    assert (paris.telegrams, paris.sent, paris.received) == (3, 0, 3)


def test_a_name_of_several_or_of_nothing_is_refused(kept: Path) -> None:
    with pytest.raises(ArchiveError, match=r"RU \(Russia\) or SU \(Soviet Union\)"):
        facts(kept, "state", "russia")
    with pytest.raises(ArchiveError, match="names no body"):
        facts(kept, "body", "xyzzy")
    assert facts(kept, "person", "nobody").telegrams == 0


def secret(number: int, *paragraphs: str, sent: str = "011200Z DEC 09", post: str = "PARIS") -> str:
    marked = [f"(S) {each}" for each in paragraphs]
    subject = "(S) DOLGOV AND THE P-5"
    return letter(number, *marked, sent=sent, level="S E C R E T", post=post, subject=subject)


HIDDEN = (
    secret(4, "Dolgov and Mr. Zabrin of Zaire met the OPEC team in Chile."),
    secret(5, "Mr. Dolgov left.", "EMBASSY PARIS knew.", sent="011200Z JAN 01"),
    secret(6, "Mr. Quist.", post="LA PAZ"),
)


def mixed(*hidden: str) -> str:
    """Return a telegram of which a reader below S sees the last paragraph, with its number."""
    return letter(7, *(f"(S) {each}" for each in hidden), TAIL, level="S E C R E T")


WORLDS = (
    ((mixed("Ambassador Igor Zabrin told the UN of Burma."), *SHOWN), (*SHOWN, mixed("No."))),
    ((*HIDDEN, *SHOWN), SHOWN),
    ((HIDDEN[0], *SHOWN, HIDDEN[2]), (*SHOWN, HIDDEN[1])),
    (
        (*SHOWN, mixed("Mr. Zabrin of Zaire.", "Mr. Quist."), HIDDEN[0]),
        (*SHOWN, mixed("Mr. X.", "He left.")),
    ),
)


@pytest.mark.parametrize("clearance", ["U", "C", "C EXDIS @USA"])
@pytest.mark.parametrize("pair", range(len(WORLDS)))
def test_what_is_hidden_changes_no_fact(tmp_path: Path, pair: int, clearance: str) -> None:
    """Two archives that differ above the reader answer alike, byte for byte; not so the owner's."""
    first, second = (
        archive(tmp_path / str(number), world) for number, world in enumerate(WORLDS[pair])
    )
    reader = parse_clearance(clearance)
    assert asked(first, reader) == asked(second, reader)
    assert asked(first, EVERYTHING) != asked(second, EVERYTHING)


def test_what_came_after_the_session_was_opened_is_counted(tmp_path: Path) -> None:
    folder = archive(tmp_path / "kept", SHOWN[:1])
    late = tmp_path / "late.txt"
    late.write_text(SHOWN[1])
    with Archive(folder) as opened:
        session = opened.session()
        assert session.facts("person", "dolgov").telegrams == 1
        imported(folder, [late])
        assert session.facts("person", "dolgov").telegrams == 2


def command(folder: Path, *arguments: str) -> tuple[int, str]:
    runner = CliRunner(env={"NO_COLOR": "1"})
    result = runner.invoke(app, ["facts", *arguments, "--archive", str(folder)])
    return result.exit_code, result.stdout


def test_the_page_on_the_terminal(kept: Path) -> None:
    code, page = command(kept, "person", "dolgov")
    assert code == 0
    assert page.splitlines() == [
        "DOLGOV  2 telegrams",
        "first     2008-04-04  08LAPAZ1",
        "last      2008-05-09  08LAPAZ2",
        "named as  DOLGOV 1 · VLADIMIR DOLGOV 1",
        "people    QUIST 1",
        "states    Burma 1",
        "bodies    Permanent Five 1",
        "from      La Paz 2",
        "",
        "          J F M A M J J A S O N D",
        "2008      · · · █ █ · · · · · · ·  2",
        "",
        "2008-05-09  08LAPAZ2: para 1",
        "2008-04-04  08LAPAZ1: para 1",
    ]


def test_the_page_for_machines(kept: Path) -> None:
    code, page = command(kept, "state", "MM", "--json", "--newest", "1")
    assert code == 0
    found = msgspec.json.decode(page, type=Facts)
    assert (found.key, found.name, found.telegrams, len(found.places)) == ("MM", "Burma", 1, 1)


def test_a_name_that_no_telegram_has(kept: Path) -> None:
    assert command(kept, "person", "nobody") == (1, "no telegram names NOBODY\n")
