"""The winset on two issues, exact: its area and its border of arcs, for plain distances.

Whoever votes yes sits where the draft is nearer than a circle about it, and no where it is farther
than another. The circles cut each other into arcs; an arc is border where the rule says yes on one
side of it only. The area follows from the border by Green's theorem, without a grid.
"""

from functools import cached_property
from math import cos, hypot, pi, sin

import msgspec
import numpy as np

from reftel.council.game import Flags
from reftel.council.issue import Numbers
from reftel.council.sincere import Voters

TURN = 2 * pi
# Angles nearer than this are one corner: tangent circles meet with half of a float's digits.
CORNER = 1e-9


class Arc(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of border on a circle, counter-clockwise from `start` to `stop`, in radians.

    inward: whether the winset lies on the side of the centre.
    """

    centre: tuple[float, float]
    radius: float
    start: float
    stop: float
    inward: bool


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of border on an end of a scale; the winset lies to the left of it."""

    start: tuple[float, float]
    stop: tuple[float, float]


class PlaneWinset(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What beats a reference point on two issues, cut to their scales.

    area: in the product of the issues' units. share: of the whole plane of drafts. arcs, edges: the
    border. Drafts without a neighbour that beats the reference too have no area: `point in winset`
    tells of them.
    """

    reference: tuple[float, float]
    area: float
    share: float
    arcs: tuple[Arc, ...]
    edges: tuple[Edge, ...]
    voters: Voters

    @property
    def empty(self) -> bool:
        """Whether the winset has no area."""
        return not (self.arcs or self.edges)

    def __contains__(self, draft: tuple[float, float]) -> bool:
        point = np.array([draft], dtype=np.float64)
        if (point < self.voters.low).any() or (point > self.voters.high).any():
            return False
        return bool(self.voters.carried(point, np.array(self.reference))[0])

    def nearest(self, point: tuple[float, float]) -> tuple[float, float] | None:
        """Return the draft of the winset, or of its border, that is nearest to a point."""
        if point in self:
            return point
        near = [_nearest_on_arc(each, point) for each in self.arcs]
        near += [_nearest_on_edge(each, point) for each in self.edges]
        return min(near, key=lambda at: hypot(at[0] - point[0], at[1] - point[1]), default=None)


class _Circles(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Circles about the voters, equal ones once, with the reference point as the origin.

    yes, no: the number of each voter's circle, of shape (voters,); -1 where there is none, so that
    it votes yes nowhere, or no everywhere.
    """

    voters: Voters
    centres: Numbers
    radii: Numbers
    yes: list[int]
    no: list[int]
    low: Numbers
    high: Numbers

    def inside(self, points: Numbers) -> Flags:
        """Return which circles (columns) hold which points (rows)."""
        away = points[:, None, :] - self.centres
        return np.hypot(away[..., 0], away[..., 1]) < self.radii

    def carried(self, inside: Flags) -> Flags:
        """Return which rows are carried, from the circles that hold them."""
        held = np.concatenate([inside, np.zeros((len(inside), 1), dtype=np.bool_)], axis=1)
        return self.voters.passes(held[:, self.yes], ~held[:, self.no])

    @cached_property
    def corners(self) -> list[tuple[float, float]]:
        """The corners of the plane of drafts, counter-clockwise from the lowest."""
        (left, bottom), (right, top) = self.low.tolist(), self.high.tolist()
        return [(left, bottom), (right, bottom), (right, top), (left, top)]


def plane_winset(voters: Voters, reference: tuple[float, float]) -> PlaneWinset:
    """Return the winset of a reference point on two issues, cut to their scales."""
    circles = _circles(voters, np.array(reference))
    arcs = [arc for at in range(len(circles.radii)) for arc in _arcs(circles, at)]
    edges = [edge for side in range(4) for edge in _edges(circles, side)]
    area = max(0.0, sum(map(_under_arc, arcs)) + sum(map(_under_edge, edges)))
    x, y = reference
    return PlaneWinset(
        reference=reference,
        area=area,
        share=min(1.0, area / float(np.prod(voters.high - voters.low))),
        arcs=tuple(
            msgspec.structs.replace(arc, centre=(arc.centre[0] + x, arc.centre[1] + y))
            for arc in arcs
        ),
        edges=tuple(
            Edge(
                start=(edge.start[0] + x, edge.start[1] + y),
                stop=(edge.stop[0] + x, edge.stop[1] + y),
            )
            for edge in edges
        ),
        voters=voters,
    )


def _circles(voters: Voters, reference: Numbers) -> _Circles:
    away = voters.distances(reference[None])[0]
    kept: list[tuple[float, float, float]] = []

    def number(centre: Numbers, radius: float) -> int:
        if radius <= voters.slack:
            return -1
        mine = (float(centre[0]), float(centre[1]), radius)
        for at, other in enumerate(kept):
            if all(abs(a - b) <= voters.slack for a, b in zip(mine, other, strict=True)):
                return at
        kept.append(mine)
        return len(kept) - 1

    centres = voters.ideals - reference
    yes = [number(*each) for each in zip(centres, (away - voters.costs).tolist(), strict=True)]
    no = [number(*each) for each in zip(centres, (away + voters.costs).tolist(), strict=True)]
    table = np.array(kept).reshape(-1, 3)
    return _Circles(
        voters=voters,
        centres=table[:, :2],
        radii=table[:, 2],
        yes=yes,
        no=no,
        low=voters.low - reference,
        high=voters.high - reference,
    )


def _arcs(circles: _Circles, at: int) -> list[Arc]:
    """Return the pieces of a circle that are border."""
    centre, radius = circles.centres[at], float(circles.radii[at])
    angles = np.sort(np.array([*_crossings(circles, at), 0.0]) % TURN)
    angles = angles[np.concatenate([[True], np.diff(angles) > CORNER])]
    stops = np.append(angles[1:], angles[0] + TURN)
    middles = (angles + stops) / 2
    points = centre + radius * np.column_stack([np.cos(middles), np.sin(middles)])
    within = circles.inside(points)
    within[:, at] = True
    inner = circles.carried(within)
    within[:, at] = False
    outer = circles.carried(within)
    seen = ((points > circles.low) & (points < circles.high)).all(axis=1)
    return [
        Arc(
            centre=(float(centre[0]), float(centre[1])),
            radius=radius,
            start=float(angles[piece]),
            stop=float(stops[piece]),
            inward=bool(inner[piece]),
        )
        for piece in np.flatnonzero(seen & (inner != outer))
    ]


def _crossings(circles: _Circles, at: int) -> list[float]:
    """Return the angles at which a circle meets the others and the ends of the scales."""
    centre, radius = circles.centres[at], circles.radii[at]
    away = np.delete(circles.centres, at, axis=0) - centre
    others = np.delete(circles.radii, at)
    apart = np.hypot(away[:, 0], away[:, 1])
    slack = 1e3 * circles.voters.slack
    meet = (apart <= radius + others + slack) & (apart >= np.abs(radius - others) - slack)
    meet &= apart > 0
    away, others, apart = away[meet], others[meet], apart[meet]
    towards = np.arctan2(away[:, 1], away[:, 0])
    cosine = (radius**2 + apart**2 - others**2) / (2 * radius * apart)
    opening = np.arccos(np.clip(cosine, -1.0, 1.0))
    found = [*(towards - opening).tolist(), *(towards + opening).tolist()]
    for end in (circles.low, circles.high):
        across, up = (end - centre) / radius
        # Where it touches an end only, it is cut too: no piece has its middle there.
        if abs(across) <= 1 + CORNER:
            turned = float(np.arccos(np.clip(across, -1.0, 1.0)))
            found += [turned, -turned]
        if abs(up) <= 1 + CORNER:
            turned = float(np.arcsin(np.clip(up, -1.0, 1.0)))
            found += [turned, pi - turned]
    return found


def _edges(circles: _Circles, side: int) -> list[Edge]:
    """Return the pieces of a side of the plane of drafts that are border, counter-clockwise."""
    start = np.array(circles.corners[side])
    way = np.array(circles.corners[(side + 1) % 4]) - start
    from_centres = start - circles.centres
    squared = way @ way
    half = from_centres @ way / squared
    rest = half**2 - ((from_centres**2).sum(axis=1) - circles.radii**2) / squared
    root = np.sqrt(np.maximum(rest, 0.0))[rest > 0]
    half = half[rest > 0]
    cuts = np.concatenate([[0.0, 1.0], -half - root, -half + root])
    cuts = np.unique(cuts[(cuts >= 0) & (cuts <= 1)])
    middles = (cuts[:-1] + cuts[1:]) / 2
    carried = circles.carried(circles.inside(start + middles[:, None] * way))
    ends = start + cuts[:, None] * way
    return [
        Edge(
            start=(float(ends[piece, 0]), float(ends[piece, 1])),
            stop=(float(ends[piece + 1, 0]), float(ends[piece + 1, 1])),
        )
        for piece in np.flatnonzero(carried)
    ]


def _under_arc(arc: Arc) -> float:
    """Return half the integral of x dy - y dx along the arc, with the winset to the left."""
    (x, y), r = arc.centre, arc.radius
    turned = r * r * (arc.stop - arc.start)
    moved = r * (x * (sin(arc.stop) - sin(arc.start)) - y * (cos(arc.stop) - cos(arc.start)))
    return (turned + moved) / 2 if arc.inward else -(turned + moved) / 2


def _under_edge(edge: Edge) -> float:
    return (edge.start[0] * edge.stop[1] - edge.stop[0] * edge.start[1]) / 2


def _nearest_on_arc(arc: Arc, point: tuple[float, float]) -> tuple[float, float]:
    (x, y), r = arc.centre, arc.radius

    def on(angle: float) -> tuple[float, float]:
        return x + r * cos(angle), y + r * sin(angle)

    towards = float(np.arctan2(point[1] - y, point[0] - x))
    if (towards - arc.start) % TURN <= arc.stop - arc.start:
        return on(towards)
    ends = on(arc.start), on(arc.stop)
    return min(ends, key=lambda at: hypot(at[0] - point[0], at[1] - point[1]))


def _nearest_on_edge(edge: Edge, point: tuple[float, float]) -> tuple[float, float]:
    start, stop, at = np.array(edge.start), np.array(edge.stop), np.array(point)
    way = stop - start
    along = float(np.clip((at - start) @ way / max(float(way @ way), 1e-300), 0.0, 1.0))
    x, y = (start + along * way).tolist()
    return x, y
