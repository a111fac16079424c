"""One round of the challenge model, and rounds after rounds; for `challenge`, which cites papers.

    d = |x_i-x_j|/R;  U_s = 2-4(.5-.5d)^r_i;  U_f = 2-4(.5+.5d)^r_i;  U_sq = 2-4(.5)^r_i
    U_b, U_w = 2-4(.5 -+ .25(|x_i-mu|+|x_i-x_j|)/R)^r_i
    P_i = sum_{k: a_k>0} w_k a_k / sum_k w_k|a_k|,  a_k = |x_k-x_j| - |x_k-x_i|
    E_ij = s_j(P_i U_s + (1-P_i)U_f) + (1-s_j)U_s - Q U_sq - (1-Q)(T U_b + (1-T)U_w)
    T = 1 where |x_i-mu| < |x_i-x_j|, else 0
    Sec_i = sum_{j!=i} E_ji with r = 1;  R_i = (2Sec_i-max-min)/(max-min)
    r_i = (1-R_i/3)/(1+R_i/3)

All positions are on the scale from 0 to 1 here, and R is 1 or the length of what is taken up.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reftel.council.bargain.compiled import compiled
from reftel.council.bargain.median import lower
from reftel.council.bargain.sample import Sample, Table, scaled
from reftel.council.issue import Numbers

Indices = NDArray[np.int64]
# Positions nearer than this share of the span are one position, so that noise is no difference.
NEAR = 1e-9
# Expectations are of the size of 1; a difference below this is rounding and decides nothing.
EVEN = 1e-12
NO_OFFER, CONFLICT, COMPROMISE, CAPITULATION = -1, 0, 1, 2
LEAST, ENFORCEABLE = 0, 1


class Rules(NamedTuple):
    """`challenge.Variant` as numbers; offers: 0 least movement, 1 most enforceable, 2 lowest."""

    all_pairs: bool
    current: bool
    yields: bool
    offers: int
    mover: bool
    quo: float


class Course(NamedTuple):
    """What happened on the issue's scale.

    medians, means: shape (rounds + 1,). positions: (rounds + 1, players). toward, kinds: (rounds,
    players), the player that was moved to and the kind of offer, -1 where a player stayed.
    """

    medians: Numbers
    means: Numbers
    positions: Numbers
    toward: Indices
    kinds: Indices
    settled: bool


class Room(NamedTuple):
    """Arrays that a round writes to, made once for many draws."""

    apart: Numbers  # (players, players) d
    lost: Numbers  # (players, players) log(.5-.5d), so that a power is one exponential
    won: Numbers  # (players, players) log(.5+.5d)
    far: Numbers  # (players, players) what a voter (row) loses at a position (column)
    chances: Numbers  # (players, players) P, row beats column
    own: Numbers  # (players, players) E_ij with the row's exponent
    seen: Numbers  # (players, players) E_ji as the row reckons it
    exponents: Numbers  # (players,) r
    moved: Numbers  # (players,) positions after the round
    order: Indices  # (players,)
    toward: Indices  # (players,)
    kinds: Indices  # (players,)


def follow(sample: Sample, rules: Rules, rounds: int) -> Course:
    """Return the course of the first draw of a sample."""
    points, weights, saliences = _first(sample)
    width, room = sample.high - sample.low, _room(points.size)
    path, settled = [points.copy()], False
    toward, kinds = list[Indices](), list[Indices]()
    while len(path) <= rounds and not settled:
        settled = _round(points, saliences, weights, rules, room) <= NEAR
        path.append(points.copy())
        toward.append(room.toward.copy())
        kinds.append(room.kinds.copy())
    middles = [each[lower(each, weights, room.order)] for each in path]
    held = np.array(path)
    share = weights / weights.sum()
    return Course(
        _back(np.array(middles), sample, width),
        _back(np.clip(held @ share, held.min(axis=1), held.max(axis=1)), sample, width),
        _back(held, sample, width),
        np.array(toward),
        np.array(kinds),
        settled,
    )


def medians(sample: Sample, rules: Rules, rounds: int) -> Numbers:
    """Return the medians of every draw, shape (draws, rounds + 1)."""
    out = np.empty((sample.positions.shape[0], rounds + 1))
    room = _room(sample.positions.shape[1])
    width = sample.high - sample.low
    _medians(*sample.rows(), sample.low, width, rules, room, out)
    return _back(out, sample, width)


def expectations(
    sample: Sample, rules: Rules
) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """Return P, E with r = 1, R_i, r_i and E with r_i of the first draw."""
    points, weights, saliences = _first(sample)
    room = _room(points.size)
    span, mu = _prepared(points, weights, rules, room)
    _expect(points, saliences, span, mu, rules, room)
    neutral = room.own.copy()
    _mind_risk(points, saliences, weights, span, mu, rules, room)
    risks = 3 * (1 - room.exponents) / (1 + room.exponents)
    return room.chances, neutral, risks, room.exponents, room.own


def _first(sample: Sample) -> tuple[Numbers, Numbers, Numbers]:
    """Return positions, weights and saliences of the first draw on the scale from 0 to 1."""
    positions, saliences, capabilities = (each[0] for each in sample.rows())
    points, weights = np.empty(positions.size), np.empty(positions.size)
    scaled(
        positions, saliences, capabilities, sample.low, sample.high - sample.low, points, weights
    )
    return points, weights, saliences.astype(np.float64)


def _room(players: int) -> Room:
    square = [np.zeros((players, players)) for _ in range(7)]
    line = [np.zeros(players) for _ in range(2)]
    order, toward, kinds = (np.zeros(players, dtype=np.int64) for _ in range(3))
    return Room(*square, *line, order=order, toward=toward, kinds=kinds)


def _back(points: Numbers, sample: Sample, width: float) -> Numbers:
    """Return points of the scale from 0 to 1 on the sample's own, and never beyond it."""
    return np.clip(sample.low + points * width, sample.low, sample.high)


@compiled
def _medians(  # noqa: PLR0913, PLR0917 - a sample, its scale, and how it is played
    positions: Table,
    saliences: Table,
    capabilities: Table,
    low: float,
    width: float,
    rules: Rules,
    room: Room,
    out: Numbers,
) -> None:
    draws, players = positions.shape
    points, weights, cares = np.empty(players), np.empty(players), np.empty(players)
    for draw in range(draws):
        scaled(positions[draw], saliences[draw], capabilities[draw], low, width, points, weights)
        cares[:] = saliences[draw]
        out[draw, 0] = points[lower(points, weights, room.order)]
        settled = False
        for number in range(1, out.shape[1]):
            if not settled:
                settled = _round(points, cares, weights, rules, room) <= NEAR
            out[draw, number] = points[lower(points, weights, room.order)]


@compiled
def _round(
    points: Numbers, saliences: Numbers, weights: Numbers, rules: Rules, room: Room
) -> float:
    """Move the points by one round; return the longest move as a share of the span."""
    span, mu = _prepared(points, weights, rules, room)
    _expect(points, saliences, span, mu, rules, room)
    _mind_risk(points, saliences, weights, span, mu, rules, room)
    longest = 0.0
    for mover in range(points.size):
        _answer(mover, points, rules, room)
        longest = max(longest, abs(room.moved[mover] - points[mover]) / span)
    points[:] = room.moved
    return longest


@compiled
def _prepared(points: Numbers, weights: Numbers, rules: Rules, room: Room) -> tuple[float, float]:
    """Fill the room for a pass in which nobody minds risk; return the span and the median."""
    span = points.max() - points.min() if rules.current else 1.0
    if span <= NEAR:
        span = 1.0
    room.exponents[:] = 1.0
    for one in range(points.size):
        for other in range(one + 1):
            apart = min(abs(points[one] - points[other]) / span, 1.0)
            room.apart[one, other] = room.apart[other, one] = apart
            room.lost[one, other] = room.lost[other, one] = np.log(0.5 - 0.5 * apart)
            room.won[one, other] = room.won[other, one] = np.log(0.5 + 0.5 * apart)
    _vote(weights, rules.all_pairs, room)
    return span, points[lower(points, weights, room.order)]


@compiled
def _mind_risk(  # noqa: PLR0913, PLR0917 - a state and how it is played
    points: Numbers,
    saliences: Numbers,
    weights: Numbers,
    span: float,
    mu: float,
    rules: Rules,
    room: Room,
) -> None:
    """Go from what is expected with r = 1 to what is expected with the players' exponents."""
    players = points.size
    danger = room.moved
    for player in range(players):
        danger[player] = 0.0
        for other in range(players):
            if other != player:
                danger[player] += room.own[other, player]
    least, most = danger.min(), danger.max()
    for player in range(players):
        risk = 0.0
        if most - least > EVEN:
            risk = (2.0 * danger[player] - most - least) / (most - least)
        room.exponents[player] = (1.0 - risk / 3.0) / (1.0 + risk / 3.0)
    if rules.all_pairs:
        _vote(weights, True, room)
    _expect(points, saliences, span, mu, rules, room)


@compiled
def _vote(weights: Numbers, all_pairs: bool, room: Room) -> None:
    """Write P of every pair; half where nobody's vote tells the two positions apart."""
    players = weights.size
    for voter in range(players):
        for place in range(players):
            loss = room.apart[voter, place]
            if all_pairs and room.exponents[voter] != 1.0:
                loss = loss ** room.exponents[voter]
            room.far[voter, place] = weights[voter] * loss
    _count(room.far, room.chances)
    cast = 2.0 * room.chances.sum()
    for one in range(players):
        for other in range(one + 1):
            ahead, behind = room.chances[one, other], room.chances[other, one]
            votes = cast if all_pairs else ahead + behind
            room.chances[one, other] = ahead / votes if votes > 0.0 else 0.5
            room.chances[other, one] = behind / votes if votes > 0.0 else 0.5


@compiled
def _count(far: Numbers, ahead: Numbers) -> None:
    """Write the votes for each row's position against each column's, shape (players, players)."""
    # Along a row, and of two arrays only, so that the processor adds several numbers at once.
    ahead[:] = 0.0
    for voter in range(far.shape[0]):
        for one in range(far.shape[0]):
            here = far[voter, one]
            for other in range(far.shape[0]):
                ahead[one, other] += max(far[voter, other] - here, 0.0)


@compiled
def _expect(  # noqa: PLR0913, PLR0917 - a state and how it is played
    points: Numbers, saliences: Numbers, span: float, mu: float, rules: Rules, room: Room
) -> None:
    """Write what each expects of each: its own reckoning, and that of the other as it sees it."""
    players = points.size
    for one in range(players):
        exponent = room.exponents[one]
        stays = rules.quo * (2.0 - 4.0 * 0.5**exponent)
        for other in range(players):
            apart = room.apart[one, other]
            success, failure = 2.0 * apart, -2.0 * apart
            if exponent != 1.0:
                success = 2.0 - 4.0 * np.exp(exponent * room.lost[one, other])
                failure = 2.0 - 4.0 * np.exp(exponent * room.won[one, other])
            risked = (success - failure) * (1.0 - room.chances[one, other])
            room.own[one, other] = success - saliences[other] * risked - stays
            risked = (success - failure) * (1.0 - room.chances[other, one])
            room.seen[one, other] = success - saliences[one] * risked - stays
            if rules.quo < 1.0:
                left = 1.0 - rules.quo
                room.own[one, other] -= left * _drift(points[one], apart, span, mu, exponent)
                room.seen[one, other] -= left * _drift(points[other], apart, span, mu, exponent)
    if not rules.mover:
        for one in range(players):
            for other in range(players):
                room.seen[one, other] = room.own[other, one]


@compiled
def _drift(point: float, apart: float, span: float, mu: float, exponent: float) -> float:
    """Return T U_b + (1-T) U_w: what a player expects if others change things."""
    median = min(abs(point - mu) / span, 1.0)
    change = 0.25 * (median + apart)
    base = 0.5 - change if median < apart else 0.5 + change
    return 2.0 - 4.0 * max(base, 0.0) ** exponent


@compiled
def _answer(mover: int, points: Numbers, rules: Rules, room: Room) -> None:
    """Write where the mover goes, toward whom, and by which kind of offer."""
    room.moved[mover], room.toward[mover], room.kinds[mover] = points[mover], mover, NO_OFFER
    best_rank, best_key = 3, 0.0
    for other in range(points.size):
        kind = _kind(mover, other, rules.yields, room)
        if kind == NO_OFFER:
            continue
        place = points[other]
        if kind == COMPROMISE:
            share = -room.own[mover, other] / room.seen[mover, other]
            place = points[mover] + (place - points[mover]) * share
        rank, key = kind, abs(place - points[mover])
        if rules.offers == ENFORCEABLE:
            rank, key = 0, -room.seen[mover, other]
        elif rules.offers != LEAST and kind == COMPROMISE:
            key = place
        # Of two that are even, the one lower on the scale: no order of names decides.
        even = rank == best_rank and abs(key - best_key) <= EVEN and place < room.moved[mover]
        if rank < best_rank or (rank == best_rank and key < best_key - EVEN) or even:
            best_rank, best_key = rank, key
            room.moved[mover], room.toward[mover], room.kinds[mover] = place, other, kind


@compiled
def _kind(mover: int, other: int, yields: bool, room: Room) -> int:
    """Return the kind of the other's offer to the mover, -1 where there is none."""
    gain, other_gain = room.own[mover, other], room.seen[mover, other]
    if room.apart[mover, other] <= NEAR or other_gain <= EVEN:
        return NO_OFFER
    if gain > EVEN:
        return CONFLICT if yields and other_gain > gain + EVEN else NO_OFFER
    if gain >= -EVEN:
        return NO_OFFER
    return COMPROMISE if other_gain > -gain else CAPITULATION
