"""The expected utility model, or challenge model: who makes whom move, round after round.

Bueno de Mesquita, The War Trap (1981), "The war trap revisited" (1985), "Political forecasting: an
expected utility method" in European Community Decision Making (1994); after the account of Scholz,
Calbert & Smith, "Unravelling Bueno de Mesquita's group decision model", ICAART (2011), 18-30.

The papers leave five things open, and the outcome depends on them; `Variant` names them. The model
often does not settle, so the whole course is reported, never the last round alone. The equations of
a round stand in `challenge_round`.
"""

from itertools import product
from typing import Literal, get_args, get_type_hints

import msgspec
import numpy as np
from numpy.typing import NDArray

from reftel.council.bargain.challenge_round import Course, Rules, expectations, follow, medians
from reftel.council.bargain.sample import Sample, one
from reftel.council.errors import CouncilError
from reftel.council.issue import Issue, Numbers

Kind = Literal["conflict", "compromise", "capitulation"]
KINDS: tuple[Kind, ...] = ("conflict", "compromise", "capitulation")
MOST_ROUNDS = 1000
# The fields of a variant that say what the papers leave open.
OPEN = ("votes", "span", "conflict", "offers", "risks")


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """What the papers leave open, one field each, and how long the course is.

    votes: what a challenger's votes are divided by. "pairwise": the votes on the two positions that
      are compared, which count distances (the paper's equation). "all pairs": the votes on every
      ordered pair of players, and every distance is raised to the voter's risk exponent.
    span: the length that distances are measured in. "fixed": the issue's scale. "current": from the
      lowest to the highest position of the round.
    conflict: both expect to gain. "smaller gives way": who expects less moves all the way.
      "no move": the end is uncertain, so nobody moves.
    offers: which offer a player takes. "least movement": conflict before compromise before
      capitulation, and in a class the nearest. "most enforceable": the one whose maker expects
      most from it, whatever its class. "smallest mean": as the first, but among compromises the
      one that lies lowest on the scale.
    risks: "each": a player's expectation is reckoned with its own risk exponent. "mover": a
      player who weighs an offer reckons the other's expectation with its own exponent as well.
    quo: 0 to 1, the chance that things stay as they are where nobody challenges (Q).
    rounds: 1 to 1000, after which the course ends unless nobody moved before.
    """

    votes: Literal["pairwise", "all pairs"] = "pairwise"
    span: Literal["fixed", "current"] = "fixed"
    conflict: Literal["smaller gives way", "no move"] = "smaller gives way"
    offers: Literal["least movement", "most enforceable", "smallest mean"] = "least movement"
    risks: Literal["each", "mover"] = "each"
    quo: float = 1.0
    rounds: int = 10

    def __post_init__(self) -> None:
        if not 0 <= self.quo <= 1:
            message = f"quo {self.quo:g} is not from 0 to 1"
            raise CouncilError(message)
        if not 1 <= self.rounds <= MOST_ROUNDS:
            message = f"rounds {self.rounds} is not from 1 to {MOST_ROUNDS}"
            raise CouncilError(message)

    @property
    def rules(self) -> Rules:
        """The variant as the numbers that the loops take."""
        return Rules(
            self.votes == "all pairs",
            self.span == "current",
            self.conflict == "smaller gives way",
            ("least movement", "most enforceable", "smallest mean").index(self.offers),
            self.risks == "mover",
            self.quo,
        )


TEXTBOOK = Variant()
# Table 2 of Scholz et al. is met by this variant in all digits of its means, and of its medians
# but the second round's.
TABLE_2 = Variant(votes="all pairs", offers="smallest mean", risks="mover", rounds=8)


def every_variant(rounds: int = 10) -> tuple[Variant, ...]:
    """Return the 48 variants that differ in what the papers leave open, with a quo of 1.

    How far their outcomes lie apart is a part of what the model does not know.
    """
    fields = get_type_hints(Variant)
    choices = product(*(get_args(fields[name]) for name in OPEN))
    return tuple(Variant(**dict(zip(OPEN, each, strict=True)), rounds=rounds) for each in choices)


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One player's move. start, end: on the issue's scale."""

    player: str
    toward: str
    kind: Kind
    start: float
    end: float


class Challenge(msgspec.Struct, frozen=True, kw_only=True):
    """The course of the challenges.

    medians, means, positions: before the first round, then after each. moves: of each round.
    settled: whether the last round moved nobody. variant: what was assumed.
    """

    medians: tuple[float, ...]
    means: tuple[float, ...]
    positions: tuple[tuple[float, ...], ...]
    moves: tuple[tuple[Move, ...], ...]
    settled: bool
    variant: Variant

    @property
    def outcome(self) -> float:
        """The weighted median after the last round; read it beside the course."""
        return self.medians[-1]

    @property
    def rounds(self) -> int:
        """How many rounds were played."""
        return len(self.moves)


class Pass(msgspec.Struct, frozen=True, kw_only=True):
    """What the players expect before they move.

    chances: P_i, the chance that the row beats the column. neutral: E_ij where nobody minds risk.
    risks: R_i, from -1 to 1. exponents: r_i, from 1/2 to 2. expected: E_ij with these exponents.
    Matrices have a row and a column a player.
    """

    chances: tuple[tuple[float, ...], ...]
    neutral: tuple[tuple[float, ...], ...]
    risks: tuple[float, ...]
    exponents: tuple[float, ...]
    expected: tuple[tuple[float, ...], ...]


def challenge(issue: Issue, variant: Variant = TEXTBOOK) -> Challenge:
    """Return the course of an issue under a variant of the model.

    Source: Bueno de Mesquita 1994; Scholz et al. 2011.
    """
    course = follow(one(issue), variant.rules, variant.rounds)
    return Challenge(
        medians=tuple(course.medians.tolist()),
        means=tuple(course.means.tolist()),
        positions=tuple(tuple(each) for each in course.positions.tolist()),
        moves=tuple(tuple(_moves(issue, course, number)) for number in range(len(course.toward))),
        settled=course.settled,
        variant=variant,
    )


def first_pass(issue: Issue, variant: Variant = TEXTBOOK) -> Pass:
    """Return what the players expect in the first round. Source: as `challenge`."""
    chances, neutral, risks, exponents, expected = expectations(one(issue), variant.rules)
    return Pass(
        chances=_rows(chances),
        neutral=_rows(neutral),
        risks=tuple(risks.tolist()),
        exponents=tuple(exponents.tolist()),
        expected=_rows(expected),
    )


def draws(sample: Sample, variant: Variant = TEXTBOOK) -> Numbers:
    """Return the weighted median of every draw after the last round, shape (draws,)."""
    return courses(sample, variant)[:, -1]


def courses(sample: Sample, variant: Variant = TEXTBOOK) -> Numbers:
    """Return the medians of every draw: before the first round and after each.

    Shape (draws, rounds + 1); a draw that has settled keeps its median.
    """
    return medians(sample, variant.rules, variant.rounds)


def _moves(issue: Issue, course: Course, number: int) -> list[Move]:
    """Return who moved in a round."""
    names = [each.name for each in issue.players]
    before, after = course.positions[number], course.positions[number + 1]
    toward: list[int] = course.toward[number].tolist()
    kinds: list[int] = course.kinds[number].tolist()
    return [
        Move(
            player=names[each],
            toward=names[toward[each]],
            kind=KINDS[kinds[each]],
            start=float(before[each]),
            end=float(after[each]),
        )
        for each in range(len(names))
        if kinds[each] >= 0
    ]


def _rows(matrix: NDArray[np.float64]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in matrix.tolist())
