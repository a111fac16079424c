"""The models of bargaining in plain loops, straight from their equations: the rival and the check.

All positions from 0 to 1; the challenge model in the variant of the textbook.
"""

from collections.abc import Sequence

Line = Sequence[float]


def mean(x: Line, s: Line, c: Line) -> float:
    """Return the weighted mean."""
    weights = [a * b for a, b in zip(c, s, strict=True)]
    return sum(w * a for w, a in zip(weights, x, strict=True)) / sum(weights)


def median(x: Line, s: Line, c: Line) -> float:
    """Return the lower weighted median."""
    weights = [a * b for a, b in zip(c, s, strict=True)]
    reached, half = 0.0, sum(weights) * 0.5 * (1 - 1e-12)
    for each in sorted(range(len(x)), key=x.__getitem__):
        reached += weights[each]
        if reached >= half:
            return x[each]
    return max(x)


def nash(x: Line, s: Line, c: Line, reference: float = 0.0) -> float:
    """Return the quadratic Nash solution by halving; the reference where there is none."""
    away = [each - reference for each in x]
    if min(away) <= 0 <= max(away):
        return reference
    side = 1 if away[0] > 0 else -1
    ideals = [abs(each) for each in away]
    low = min(ideals)
    high = min(2 * low, max(ideals))
    for _ in range(60):
        z = 0.5 * (low + high)
        terms = zip(s, c, ideals, strict=True)
        if sum(a * b * (1 - z / (2 * y - z)) for a, b, y in terms) > 0:
            low = z
        else:
            high = z
    return reference + side * 0.5 * (low + high)


def challenge(x: Line, s: Line, c: Line, rounds: int) -> list[float]:
    """Return the medians before the first round and after each."""
    medians = [median(x, s, c)]
    for _ in range(rounds):
        x = _round(x, s, c)
        medians.append(median(x, s, c))
    return medians


def _round(x: Line, s: Line, c: Line) -> list[float]:
    players = range(len(x))
    chance = [[_chance(i, j, x, s, c) for j in players] for i in players]
    apart = [[abs(a - b) for b in x] for a in x]
    neutral = [[_expected(apart[i][j], s[j], chance[i][j], 1.0) for j in players] for i in players]
    danger = [sum(neutral[j][i] for j in players if j != i) for i in players]
    least, most = min(danger), max(danger)
    exponents = [1.0] * len(x)
    if most > least:
        risks = [(2 * each - most - least) / (most - least) for each in danger]
        exponents = [(1 - each / 3) / (1 + each / 3) for each in risks]
    found = [
        [_expected(apart[i][j], s[j], chance[i][j], exponents[i]) for j in players] for i in players
    ]
    return [_moved(i, x, found) for i in players]


def _chance(i: int, j: int, x: Line, s: Line, c: Line) -> float:
    ahead = total = 0.0
    for k in range(len(x)):
        vote = c[k] * s[k] * (abs(x[k] - x[j]) - abs(x[k] - x[i]))
        ahead += max(vote, 0.0)
        total += abs(vote)
    return ahead / total if total else 0.5


def _expected(apart: float, care: float, chance: float, exponent: float) -> float:
    success = 2 - 4 * (0.5 - 0.5 * apart) ** exponent
    failure = 2 - 4 * (0.5 + 0.5 * apart) ** exponent
    risked = care * (chance * success + (1 - chance) * failure)
    return risked + (1 - care) * success - (2 - 4 * 0.5**exponent)


def _moved(i: int, x: Line, expected: Sequence[Line]) -> float:
    """Return where i goes: the nearest offer of the first class that holds one."""
    offers: list[tuple[int, float, float]] = []
    for j in range(len(x)):
        a, b = expected[i][j], expected[j][i]
        if x[j] == x[i] or b <= 0:
            continue
        if b > a > 0:
            offers.append((0, abs(x[j] - x[i]), x[j]))
        elif b > -a > 0:
            end = x[i] - (x[j] - x[i]) * a / b
            offers.append((1, abs(end - x[i]), end))
        elif a < 0:
            offers.append((2, abs(x[j] - x[i]), x[j]))
    return min(offers)[2] if offers else x[i]


def exchange(x: Sequence[Line], s: Sequence[Line], c: Line) -> list[float]:
    """Return the outcomes after all exchanges; x, s: a row an issue."""
    votes = [list(row) for row in x]
    weights = [[a * b for a, b in zip(c, row, strict=True)] for row in s]
    shares = [[each / sum(row) for each in row] for row in weights]
    while True:
        means = [
            sum(a * b for a, b in zip(row, share, strict=True))
            for row, share in zip(votes, shares, strict=True)
        ]
        found = _best(x, s, votes, shares, means)
        if found is None:
            return means
        for player, target, issue, shift in found:
            way = x[issue][target] - votes[issue][player]
            step = min(shift / shares[issue][player], abs(way))
            votes[issue][player] += step if way > 0 else -step


def _best(
    x: Sequence[Line], s: Sequence[Line], votes: Sequence[Line], shares: Sequence[Line], means: Line
) -> list[tuple[int, int, int, float]] | None:
    best, found = 1e-9, None
    for p in range(len(x)):
        for q in range(len(x)):
            for i in range(len(x[0])):
                for j in range(i + 1, len(x[0])):
                    if p == q or s[p][i] * s[q][j] >= s[p][j] * s[q][i]:
                        continue
                    if not _apart(x[p][i] - means[p], x[p][j] - means[p]):
                        continue
                    if not _apart(x[q][i] - means[q], x[q][j] - means[q]):
                        continue
                    first = _most(x[p][j], votes[p][i], shares[p][i], means[p])
                    second = _most(x[q][i], votes[q][j], shares[q][j], means[q])
                    rate = (s[p][i] + s[p][j]) / (s[q][i] + s[q][j])
                    first = min(first, second / rate)
                    gain = s[q][i] * first * rate - s[p][i] * first
                    if gain > best + 1e-12:
                        best, found = gain, [(i, j, p, first), (j, i, q, first * rate)]
    return found


def _apart(here: float, there: float) -> bool:
    return min(abs(here), abs(there)) > 1e-9 and here * there < 0


def _most(target: float, vote: float, share: float, outcome: float) -> float:
    if (target - vote) * (target - outcome) <= 0:
        return 0.0
    return min(share * abs(target - vote), abs(target - outcome))
