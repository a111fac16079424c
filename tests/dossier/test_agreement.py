"""Two coders of the same telegrams: what is paired, what is measured, what is to be settled."""

from pathlib import Path

import pytest

from dossier.making import made
from reftel.dossier.agreement import Agreement, Measure, agreement
from reftel.dossier.coded_units import of_one, of_two
from reftel.dossier.dossier import Dossier
from reftel.dossier.errors import DossierError

HEADER = "id,actor,provision,stance,source,strength,cite,quote,coder,status\n"
PROVISIONS = """\
[[provision]]
id = "term"
name = "Term"
marks = [{at = 0, name = "lapse"}, {at = 40, name = "two years"}, {at = 100, name = "five years"}]

[[provision]]
id = "fund"
name = "Fund"
"""


def coded(folder: Path, *lines: str) -> Dossier:
    words = HEADER + "".join(f"{line}\n" for line in lines)
    return made(folder, statements_csv=words, provisions_toml=PROVISIONS)


def agreed(folder: Path, *lines: str) -> Agreement:
    return agreement(of_one(coded(folder, *lines)))


def measure(found: Agreement, field: str) -> Measure:
    return next(each for each in found.measures if each.field == field)


def test_the_same_statement_by_two_coders_is_one_unit(tmp_path: Path) -> None:
    found = agreed(
        tmp_path,
        "a,eldrane,term,five years,own,firm,08A1#2,a term of five years,ann,accepted",
        "b,eldrane,term,five years,own,firm,08A1#2,five years,ben,proposed",
    )
    assert (found.coders, found.sources, found.units, found.both) == (("ann", "ben"), 1, 1, 1)
    assert found.differences == ()
    assert measure(found, "source").agreement == 1
    assert measure(found, "found at all").agreement == 1


def test_differences_name_fields_places_and_words(tmp_path: Path) -> None:
    (found,) = agreed(
        tmp_path,
        "a,eldrane,term,five years,own,firm,08A1#2,a term of five years,ann,",
        "b,eldrane,term,two years,expectation,firm,08A1#2,a term,ben,",
    ).differences
    assert (found.source, found.paragraph, found.actor) == ("08A1", "2", "eldrane")
    assert found.fields == ("stance", "source")
    assert [each.place for each in found.rows] == [
        f"{tmp_path}/statements.csv:2",
        f"{tmp_path}/statements.csv:3",
    ]
    assert [each.quote for each in found.rows] == ["a term of five years", "a term"]


def test_what_one_did_not_find_is_told(tmp_path: Path) -> None:
    found = agreed(
        tmp_path,
        "a,eldrane,term,five years,own,,08A1#2,x,ann,",
        "b,dravonne,term,lapse,own,,08A1#2,y,ann,",
        "c,eldrane,term,five years,own,,08A1#2,x,ben,",
    )
    assert measure(found, "found at all").agreement == pytest.approx(2 / 3)
    (difference,) = found.differences
    assert (difference.actor, difference.missing) == ("dravonne", ("ben",))


def test_one_sentence_on_two_provisions_is_a_difference_of_provision(tmp_path: Path) -> None:
    found = agreed(
        tmp_path,
        "a,eldrane,term,five years,own,,08A1#2,money for five years,ann,",
        "b,eldrane,fund,for,own,,08A1#2,money for five years,ben,",
        "c,eldrane,term,lapse,own,,08A1#3,quite other words,ann,",
        "d,eldrane,fund,for,own,,08A1#3,no word of those,ben,",
    )
    assert measure(found, "provision").units == 1
    assert measure(found, "provision").agreement == 0
    # Stances on two scales are not compared.
    assert measure(found, "stance: form").units == 0
    assert [each.fields for each in found.differences] == [("provision",), (), ()]


def test_several_of_a_place_are_paired_by_their_words(tmp_path: Path) -> None:
    found = agreed(
        tmp_path,
        "a,eldrane,term,five years,own,,08A1#2,the longer term,ann,",
        "b,eldrane,term,two years,own,,08A1#2,at least two,ann,",
        "c,eldrane,term,two years,own,,08A1#2,at least two,ben,",
        "d,eldrane,term,five years,own,,08A1#2,the longer term,ben,",
    )
    assert found.units == 2
    assert found.differences == ()
    assert measure(found, "stance: place").agreement == 1


def test_only_sources_that_both_coded_are_compared(tmp_path: Path) -> None:
    found = agreed(
        tmp_path,
        "a,eldrane,term,five years,own,,08A1#2,x,ann,",
        "b,eldrane,term,five years,own,,08B1#2,x,ann,",
        "c,eldrane,term,five years,own,,08A1#2,x,ben,",
        "d,eldrane,term,five years,own,,,x,ben,",
        "e,eldrane,term,lapse,own,,08A1#7,x,ben,rejected",
    )
    assert found.units == 1
    assert found.left_out == {"ann": 1, "ben": 1}
    assert [note.split(" ")[:3] for note in found.notes] == [
        ["1", "of", "ann"],
        ["1", "of", "ben"],
    ]


def test_for_and_against_are_steps_of_a_scale(tmp_path: Path) -> None:
    stances = [("for", "for"), ("unclear", "for"), ("against", "against"), ("for", "against")]
    lines = [
        f"{coder}{at},eldrane,fund,{stance},own,,08A1#{at},x,{coder},"
        for at, pair in enumerate(stances)
        for coder, stance in zip(("ann", "ben"), pair, strict=True)
    ]
    found = measure(agreed(tmp_path, *lines), "stance: direction")
    assert (found.scale, found.units, found.agreement) == ("ordinal", 4, 0.5)
    # Steps apart: 0, 1, 0, 2, as a mean 3/4. By chance, ann with 2 for, 1 unclear, 1 against, ben
    # with 2 for, 2 against: (2*2*2 + 1*2*1 + 1*2*1 + 1*2*2) / 16 = 1.
    assert found.kappa == pytest.approx(1 - 0.75 / 1)


def test_three_coders_have_alpha_and_no_kappa(tmp_path: Path) -> None:
    lines = [
        f"{coder}{at},eldrane,term,{stance},own,,08A1#{at},x,{coder},"
        for at, stance in enumerate(("lapse", "two years", "five years"))
        for coder in ("ann", "ben", "eve")
    ]
    found = measure(agreed(tmp_path, *lines), "stance: place")
    assert (found.alpha, found.kappa, found.units) == (1, None, 3)


def test_too_few_are_said_to_be_too_few(tmp_path: Path) -> None:
    found = agreed(
        tmp_path,
        "a,eldrane,term,five years,own,,08A1#2,x,ann,",
        "b,eldrane,term,five years,own,,08A1#2,x,ben,",
    )
    source = measure(found, "source")
    assert (source.kappa, source.alpha) == (None, None)
    assert source.notes == (
        "all are own: kappa and alpha need two values",
        "no difference in 1: of all, up to 95% may differ",
    )
    assert measure(found, "stance: direction").notes == ("no unit was given this by two coders",)


def test_two_dossiers_are_two_coders(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for each in folders:
        each.mkdir()
    one = coded(folders[0], "a,eldrane,term,five years,own,,08A1#2,x,,")
    other = coded(folders[1], "a,eldrane,term,lapse,own,,08A1#2,x,,")
    found = agreement(of_two(one, other))
    assert found.coders == ("one", "two")
    assert found.differences[0].fields == ("stance",)
    assert found.differences[0].rows[1].place == f"{folders[1]}/statements.csv:2"


def test_other_scales_are_told(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for each in folders:
        each.mkdir()
    line = "a,eldrane,fund,for,own,,08A1#2,x,,\n"
    one = coded(folders[0], line)
    other = made(
        folders[1],
        statements_csv=HEADER + line,
        provisions_toml=PROVISIONS + "low = 0\nhigh = 10\n",
    )
    found = agreement(of_two(one, other))
    assert found.notes == ("the scale of fund is not the same in both; places are shares of each",)
    assert measure(found, "stance: place").agreement == 1


def test_one_coder_cannot_agree(tmp_path: Path) -> None:
    dossier = coded(tmp_path, "a,eldrane,term,five years,own,,08A1#2,x,ann,")
    with pytest.raises(DossierError, match="has one coder, ann"):
        of_one(dossier)
    with pytest.raises(DossierError, match="no coder eve; it has ann"):
        of_one(dossier, ["ann", "eve"])
