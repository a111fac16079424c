"""KTAB's spatial model in plain loops, straight from its equations: the rival and the check.

With the defaults only: proportional votes, conditional elections, middle risk, two thirds of one's
own attitude seen in others, semi-commitment, the initiator's view, the likeliest offer.
"""

from collections.abc import Sequence
from math import exp, log, sqrt

Rows = list[list[float]]
FLOOR, CHALLENGE_FLOOR, GUARD, LEAST_GAIN, DIGITS = 1e-11, 1e-13, 1e-6, 1e-5, 4


def run(positions: Rows, saliences: Rows, capabilities: Sequence[float], turns: int) -> list[Rows]:
    """Return the positions at each turn, turn 0 first; all from 0 to 1."""
    total = sum(capabilities)
    strength = [each / total for each in capabilities]
    done = [positions]
    for _ in range(turns):
        done.append(_turn(done[-1], saliences, strength))
    return done


def distance(mine: Sequence[float], other: Sequence[float], salience: Sequence[float]) -> float:
    away = sum((s * (a - b)) ** 2 for s, a, b in zip(salience, mine, other, strict=True))
    return sqrt(away / sum(s * s for s in salience))


def utility(far: float, risk: float) -> float:
    return (1 - far) * (1 + risk * far)


def election(weights: Sequence[float], utilities: Rows) -> list[float]:
    """Return the conditional chances of the options; utilities: a row a voter."""
    count = len(utilities[0])
    support = [[FLOOR] * count for _ in range(count)]
    for i in range(count):
        for j in range(count):
            for weight, row in zip(weights, utilities, strict=True):
                if row[i] > row[j]:
                    support[i][j] += weight * (row[i] - row[j])
    logs = [
        sum(log(support[i][j] / (support[i][j] + support[j][i])) for j in range(count) if j != i)
        for i in range(count)
    ]
    odds = [exp(each - max(logs)) for each in logs]
    return [each / sum(odds) for each in odds]


def challenge(
    seen: Rows, attention: Sequence[float], strength: Sequence[float], i: int, j: int
) -> float:
    """Return the chance that i wins against j as somebody sees it."""
    heavy = [c * s for c, s in zip(strength, attention, strict=True)]
    mine = heavy[i] * (seen[i][i] - seen[i][j]) + CHALLENGE_FLOOR
    theirs = heavy[j] * (seen[j][j] - seen[j][i]) + CHALLENGE_FLOOR
    for_i, for_j = mine, theirs
    for k in range(len(seen)):
        if k in {i, j}:
            continue
        at_i, at_j, kept = seen[k][i], seen[k][j], seen[k][k]
        call = heavy[k] * (at_i - at_j)
        wins = (mine + max(call, 0.0)) / (mine + theirs + abs(call))
        joined = wins * (2 * at_i + kept) + (1 - wins) * 3 * at_j
        opposed = (1 - wins) * (2 * at_j + kept) + wins * 3 * at_i
        vote = heavy[k] * (joined - opposed)
        for_i += max(vote, 0.0)
        for_j += max(-vote, 0.0)
    return for_i / (for_i + for_j)


def _turn(x: Rows, saliences: Rows, strength: Sequence[float]) -> Rows:
    players = range(len(x))
    attention = [sum(each) for each in saliences]
    far = [[distance(x[i], x[j], saliences[i]) for j in players] for i in players]
    found = election(strength, [[1 - each for each in row] for row in far])
    low, high = min(found), max(found)
    risk = [-0.5 + 1.5 * (each - low) / (high - low) for each in found]
    offers = [
        offer for i in players if (offer := _offer(x, saliences, attention, strength, far, risk, i))
    ]
    own = [[utility(far[i][j], risk[i]) for j in players] for i in players]
    moved = [list(each) for each in x]
    for k in players:
        held = [each for each in offers if k in each[:2]]
        utilities = [
            [sum(own[m]) / len(x)]
            + [
                (
                    sum(own[m]) - own[m][i] - own[m][j]
                    + utility(distance(x[m], at_i, saliences[m]), risk[m])
                    + utility(distance(x[m], at_j, saliences[m]), risk[m])
                ) / len(x)
                for i, j, at_i, at_j in held
            ]
            for m in players
        ]  # fmt: skip
        chances = election(strength, utilities)
        at = chances.index(max(chances))
        if at:
            i, _, at_i, at_j = held[at - 1]
            moved[k] = at_i if i == k else at_j
    return moved


def _offer(  # noqa: PLR0913, PLR0917 - plain loops have no records
    x: Rows,
    saliences: Rows,
    attention: Sequence[float],
    strength: Sequence[float],
    far: Rows,
    risk: Sequence[float],
    i: int,
) -> tuple[int, int, list[float], list[float]] | None:
    players = range(len(x))
    seen = [[utility(far[k][j], (2 * risk[i] + risk[k]) / 3) for j in players] for k in players]
    best, whom, chance = LEAST_GAIN, -1, 0.0
    for j in players:
        if j == i:
            continue
        wins = challenge(seen, attention, strength, i, j)
        contest = wins * 2 * seen[i][i] + (1 - wins) * 2 * seen[i][j]
        gain = (1 - attention[j]) * 2 * seen[i][i] + attention[j] * contest
        gain -= seen[i][i] + seen[i][j]
        if gain > best:
            best, whom, chance = gain, j, wins
    if whom < 0:
        return None
    at_i: list[float] = []
    at_j: list[float] = []
    for k in range(len(x[0])):
        a, b = (saliences[i][k] * chance) ** 2, (saliences[whom][k] * (1 - chance)) ** 2
        mine, theirs = x[i][k], x[whom][k]
        ends = min(mine, theirs), max(mine, theirs)
        for points, point in (
            (at_i, ((a + GUARD) * mine + b * theirs) / (a + b + GUARD)),
            (at_j, (a * mine + (b + GUARD) * theirs) / (a + b + GUARD)),
        ):
            points.append(min(max(round(point, DIGITS), ends[0]), ends[1]))
    return i, whom, at_i, at_j
