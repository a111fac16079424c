"""`reftel council`: what is printed, what stands in the JSON, and how mistakes are told."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from reftel.cli.app import app
from reftel.core.errors import ReftelError

ROOT = Path(__file__).parents[2]
BODY = str(ROOT / "examples/bodies/littoral-council.toml")
COUNT = str(ROOT / "examples/bodies/littoral-whip.csv")
DAY = ("--body", BODY, "--on", "2008-04-02")


def run(*arguments: str) -> str:
    result = CliRunner(env={"NO_COLOR": "1"}).invoke(app, ["council", *arguments])
    if isinstance(result.exception, ReftelError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def as_json(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json"))


def test_who_sat_on_a_day() -> None:
    told = run("on", "2008-04-04")
    assert "substance: yes >= 9; no permanent member against" in told
    assert "Burkina Faso" in told
    assert max(map(len, told.splitlines())) <= 80
    found = as_json("on", "2008-04-04")
    assert (found["on"], len(found["members"])) == ("2008-04-04", 15)


def test_a_body_whose_members_are_not_known_says_so() -> None:
    assert "0 members known, of 47 seats" in run("on", "2020-01-01", "--body", "HRC")
    with pytest.raises(ReftelError, match='with extends = "HRC"'):
        run("power", "--body", "HRC", "--on", "2020-01-01")


def test_the_bodies_and_their_rules() -> None:
    told = run("bodies")
    assert "1965-08-31 to ...         substance: yes >= 9; no permanent member against" in told
    assert max(map(len, told.splitlines())) <= 80
    assert {each["code"] for each in as_json("bodies")} >= {"UNSC", "UNGA", "EU", "NATO", "HRC"}


def test_power_of_the_council() -> None:
    told = run("power", "--on", "2008-04-04")
    assert "China            0.16693   0.19627" in told
    assert "(848 sets)" in told
    found = as_json("power", "--on", "2008-04-04")
    assert (found["rule"], found["power"]["winning"]) == ("substance", 848)
    assert "0.13382" in run("power", *DAY, "--abstention")


def test_a_body_too_large_to_count_is_drawn(tmp_path: Path) -> None:
    rows = [f'[[members]]\ncode = "m{at}"' for at in range(60)]
    values = ", ".join(f"m{at} = {10**6 + at**3}" for at in range(60))
    path = tmp_path / "fund.toml"
    path.write_text(
        'code = "F"\nname = "Fund"\n[[rules]]\nname = "w"\nneeds = ["w yes > 1/2 of members"]\n'
        f'[[weights]]\nweight = "w"\nvalues = {{ {values} }}\n' + "\n".join(rows)
    )
    told = run("power", "--body", str(path), "--seed", "0")
    assert "drawn, not counted: 20,000 draws, seed 0" in told
    assert "±" in told


def test_a_whip_count() -> None:
    told = run("whip", COUNT, *DAY)
    assert "as they lean: 5-3-3, fails (vetoed by Dravonne; yes >= 7: 5 of 7, 2 short)" in told
    assert "can block alone: Dravonne (0), Eldrane (3), Ishmere (3)" in told
    assert "11: Dravonne abstain, Anzorre yes, Kethara yes" in told
    assert max(map(len, told.splitlines())) <= 80
    found = as_json("whip", COUNT, *DAY)
    assert found["coalitions"]["to_pass"][0]["cost"] == 11
    assert [row["standing"] for row in found["count"]["rows"]].count("abstain") == 3


def test_a_count_that_passes_names_who_would_break_it(tmp_path: Path) -> None:
    path = tmp_path / "count.csv"
    names = ["Eldrane", "Dravonne", "Ishmere", "Ysdal", "Pellmar", "Tuvane", "Kethara"]
    path.write_text("member,standing\n" + "\n".join(f"{name},yes" for name in names))
    told = run("whip", str(path), *DAY)
    assert "passes" in told
    assert "cheapest to fail\n  2: " in told
    assert "cheapest to pass" not in told


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_picture_of_a_count(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"whip.{kind}"
    run("whip", COUNT, *DAY, "--picture", str(path))
    assert path.stat().st_size > 1000
    if kind == "svg":
        assert "Dravonne" in path.read_text(encoding="utf-8")
        first = path.read_bytes()
        run("whip", COUNT, *DAY, "--picture", str(path))
        assert path.read_bytes() == first


def test_mistakes_are_told_without_a_traceback() -> None:
    for arguments, told in (
        (("whip", COUNT, "--on", "2008-04-02"), "line 4: Eldrane does not sit in UNSC"),
        (("whip", COUNT, *DAY, "--picture", "x.gif"), "a picture ends with .svg"),
        (("whip", COUNT, *DAY, "--party", "Germany"), "Germany does not sit in LCC"),
        (("power", "--rule", "unanimity"), 'has no rule "unanimity"'),
        (("on", "2008-04-04", "--body", "NOBODY"), "NOBODY is no body and no file"),
    ):
        with pytest.raises(ReftelError, match=told):
            run(*arguments)
    result = CliRunner().invoke(app, ["council", "on", "April"])
    assert result.exit_code == 2
    assert "'April' is no day" in result.output
