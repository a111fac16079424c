"""The probabilistic Condorcet election: every option has a chance, from the votes of every pair.

    v_k = w_k f(u_ki - u_kj);  c_ij = sum of the votes for i against j;
    p_ij = c_ij^m / (c_ij^m + c_ji^m)

Wise, Lester & Efird, "An introduction to the KAPSARC toolkit for behavioral analysis (KTAB) using
one-dimensional spatial models" (KAPSARC 2015).
"""

from typing import Literal, get_args

import msgspec
import numpy as np

from reftel.council.bargain.compiled import compiled
from reftel.council.bargain.sample import Sample, Table, scaled
from reftel.council.errors import CouncilError
from reftel.council.issue import Issue, Numbers

VoteRule = Literal[
    "proportional", "sign", "cubic", "proportional and sign", "proportional and cubic", "asymmetric"
]
Election = Literal["conditional", "Markov uniform", "Markov incentive"]
# What stands behind each side of a pair beside the votes, as a share of all weight, so that a pair
# for which nobody cares is even. KTAB adds 1e-8 of the weights' own unit; a share is the same
# whatever the unit.
FLOOR = 1e-11
RULES: tuple[VoteRule, ...] = get_args(VoteRule)
PROPORTIONAL, SIGN, CUBIC, PROPORTIONAL_AND_SIGN, PROPORTIONAL_AND_CUBIC, ASYMMETRIC = range(6)
EXPONENTS = (1, 2, 4, 8)


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The options of an election with their chances.

    options: points of the issue's scale, rising. chances: of each option, with the sum 1. beats:
    the chance that the row's option wins against the column's.
    """

    options: tuple[float, ...]
    chances: tuple[float, ...]
    beats: tuple[tuple[float, ...], ...]

    @property
    def outcome(self) -> float:
        """The expected outcome."""
        found = np.dot(self.options, self.chances)
        return float(np.clip(found, self.options[0], self.options[-1]))

    @property
    def likeliest(self) -> float:
        """The option with the highest chance; the lowest one of a tie."""
        return self.options[int(np.argmax(self.chances))]


def condorcet_election(
    issue: Issue,
    *,
    rule: VoteRule = "proportional",
    exponent: int = 1,
    election: Election = "conditional",
) -> Result:
    """Return the chances of the positions that are held on an issue.

    Utility is 1 - |x - x_i| / R on the issue's scale, weight capability times salience. Raises
    CouncilError for a rule, an election or an exponent that there is none of.
    """
    options = np.unique(issue.positions)
    utilities = 1 - np.abs(issue.positions[:, None] - options) / issue.width
    support = coalitions(issue.weights, utilities, rule)
    return Result(
        options=tuple(options.tolist()),
        chances=tuple(chances(support, exponent, election).tolist()),
        beats=tuple(map(tuple, victories(support, exponent).tolist())),
    )


def draws(sample: Sample) -> Numbers:
    """Return the expected outcome of every draw by the defaults, shape (draws,)."""
    outcomes = np.empty(sample.positions.shape[0])
    _outcomes(*sample.rows(), sample.low, sample.high - sample.low, outcomes)
    return outcomes


def number(rule: VoteRule) -> int:
    """Return the number of a rule of votes, as `vote` takes it. Raises CouncilError."""
    if rule not in RULES:
        raise CouncilError(_unknown("rule of votes", rule, RULES))
    return RULES.index(rule)


def checked(exponent: int) -> int:
    """Return the exponent; raise CouncilError for another than KTAB's."""
    if exponent not in EXPONENTS:
        raise CouncilError(_unknown("exponent", exponent, EXPONENTS))
    return exponent


@compiled
def vote(difference: float, rule: int) -> float:
    """Return what a voter of weight 1 gives for a difference of utility, by the number of the rule.

    asymmetric: a gain counts two thirds of a loss.
    """
    if rule == PROPORTIONAL:
        return difference
    if rule == SIGN:
        return np.sign(difference)
    if rule == CUBIC:
        return difference**3
    if rule == PROPORTIONAL_AND_SIGN:
        return 0.8 * difference + 0.2 * np.sign(difference)
    if rule == PROPORTIONAL_AND_CUBIC:
        return 0.5 * difference + 0.5 * difference**3
    return difference * (2 / 3) if difference > 0 else difference


def coalitions(weights: Numbers, utilities: Numbers, rule: VoteRule = "proportional") -> Numbers:
    """Return the support c_ij of option i against option j, shape (options, options), over 0.

    weights: (voters,), 0 or more. utilities: (voters, options). Raises CouncilError.
    """
    largest = float(weights.max())
    share = weights / largest if largest > 0 else np.ones_like(weights)
    return supports(share / share.sum(), np.ascontiguousarray(utilities), number(rule))


@compiled
def supports(share: Numbers, utilities: Numbers, rule: int) -> Numbers:
    """Return the support of every option against every other; share: weights with the sum 1."""
    voters, options = utilities.shape
    support = np.full((options, options), FLOOR)
    for voter in range(voters):
        for one in range(options):
            for other in range(options):
                given = vote(utilities[voter, one] - utilities[voter, other], rule)
                if given > 0:
                    support[one, other] += share[voter] * given
    return support


def victories(support: Numbers, exponent: int = 1) -> Numbers:
    """Return the chance p_ij that option i wins against option j; p_ij + p_ji = 1, p_ii = .5.

    exponent: 1, 2, 4 or 8, KTAB's linear, square, quartic and octic. Raises CouncilError.
    """
    # From the smaller side, so that a tiny chance keeps its digits.
    return np.exp(-np.logaddexp(0.0, checked(exponent) * (np.log(support.T) - np.log(support))))


def chances(support: Numbers, exponent: int = 1, election: Election = "conditional") -> Numbers:
    """Return the chance of each option from the support of every pair; the sum is 1.

    support: (options, options), over 0; the diagonal, a challenge to oneself, changes little.
    Raises CouncilError.
    """
    if election == "conditional":
        return conditional(support, checked(exponent))
    won = victories(support, exponent)
    if election == "Markov uniform":
        return _stationary(won, np.full_like(won, 1 / len(won)))
    if election == "Markov incentive":
        incentive = support * won
        return _stationary(won, incentive / incentive.sum(axis=0))
    raise CouncilError(_unknown("election", election, get_args(Election)))


@compiled
def _outcomes(  # noqa: PLR0913, PLR0917 - the fields of a sample
    positions: Table,
    saliences: Table,
    capabilities: Table,
    low: float,
    width: float,
    outcomes: Numbers,
) -> None:
    count, players = positions.shape
    points, weights = np.empty(players), np.empty(players)
    for draw in range(count):
        scaled(positions[draw], saliences[draw], capabilities[draw], low, width, points, weights)
        options = np.unique(points)
        utilities = 1 - np.abs(points.reshape(-1, 1) - options)
        support = supports(weights / weights.sum(), utilities, PROPORTIONAL)
        # A sum of shares is rounded; the outcome stays between the options.
        mean = np.dot(options, conditional(support, 1))
        outcomes[draw] = low + width * min(max(mean, options[0]), options[-1])


@compiled
def conditional(support: Numbers, exponent: int) -> Numbers:
    """Return the product of every option's chances against all others, with the sum 1."""
    options = len(support)
    logs = np.zeros(options)
    for one in range(options):
        for other in range(options):
            if one != other:
                odds = exponent * (np.log(support[other, one]) - np.log(support[one, other]))
                # log(1 / (1 + exp(odds))), from the smaller side.
                logs[one] -= max(odds, 0.0) + np.log1p(np.exp(-abs(odds)))
    product = np.exp(logs - logs.max())
    return product / product.sum()


def _stationary(won: Numbers, challenge: Numbers) -> Numbers:
    """Return P with P_i = sum_j p_ij (P_i h_ji + P_j h_ij), which KTAB iterates towards.

    It is linear, and P the stationary chances of a Markov chain. Of every two options one follows
    on the other, so there is one such P.
    """
    size = len(won)
    change = won * challenge
    np.fill_diagonal(change, 0.0)
    equations = change - np.diag(change.sum(axis=0))
    # One equation follows from the others; that the chances sum to 1 takes its place.
    equations[-1] = 1.0
    right = np.zeros(size)
    right[-1] = 1.0
    found = np.maximum(np.linalg.solve(equations, right), 0.0)
    return found / found.sum()


def _unknown(what: str, found: object, known: tuple[object, ...]) -> str:
    return f"{what}: {found!r}; there is {', '.join(map(str, known))}"
