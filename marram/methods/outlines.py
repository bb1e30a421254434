"""Outlines on a plane: their size, whether they cross themselves, and fewer points for drawing.

A ring is a closed outline as points (x, y), the first of which is not said again at its end.
"""

import heapq
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from marram.methods.arrays import FloatArray


Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]
Places: TypeAlias = list[int]

# Pairs of edges that are held against one another at a time, some 100 MB of numbers, and in all:
# the edges of an honest coast lie beside some dozens of others, not thousands.
PAIRS_AT_A_TIME, MOST_PAIRS = 500_000, 20_000_000


def area(ring: Ring) -> float:
    """Return what a ring encloses: above nought where it runs against the clock, else below.

    Units: the square of those of the points.
    Source: Bourke P, Calculating the area and centroid of a polygon, 1988.

    >>> area(((0, 0), (2, 0), (2, 1), (0, 1)))
    2.0
    """
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def crosses_itself(ring: Ring) -> bool:
    """Return whether two edges of a ring cross. Edges that only touch do not.

    A ring so tangled that more than MOST_PAIRS edges lie side by side is said to cross itself.

    >>> crosses_itself(((0, 0), (2, 2), (2, 0), (0, 2))), crosses_itself(((0, 0), (2, 0), (1, 2)))
    (True, False)
    """
    starts = np.asarray(ring, dtype=np.float64)
    ends = np.roll(starts, -1, axis=0)
    order = np.argsort(np.minimum(starts[:, 0], ends[:, 0]), kind="stable")
    starts, ends = starts[order], ends[order]
    left, right = np.minimum(starts[:, 0], ends[:, 0]), np.maximum(starts[:, 0], ends[:, 0])
    beside = np.searchsorted(left, right, side="right") - np.arange(len(left)) - 1
    up_to = np.cumsum(beside)
    if up_to[-1] > MOST_PAIRS:
        return True
    parts = np.searchsorted(up_to, np.arange(PAIRS_AT_A_TIME, up_to[-1], PAIRS_AT_A_TIME))
    return any(
        _any_cross(starts, ends, some, beside[some])
        for some in np.split(np.arange(len(left)), parts)
    )


def _any_cross(
    starts: FloatArray, ends: FloatArray, some: NDArray[np.intp], beside: NDArray[np.intp]
) -> bool:
    """Return whether some edges cross any of so many that come after each of them."""
    one = np.repeat(some, beside)
    first = np.repeat(np.cumsum(beside) - beside, beside)
    other = one + 1 + np.arange(len(one)) - first
    a, b, c, d = starts[one], ends[one], starts[other], ends[other]
    apart = (_side(a, b, c) * _side(a, b, d) < 0) & (_side(c, d, a) * _side(c, d, b) < 0)
    return bool(apart.any())


def _side(a: FloatArray, b: FloatArray, c: FloatArray) -> FloatArray:
    """Return on which side of the lines from a to b the points c lie: -1, 0 or 1."""
    return np.sign(
        (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    )


def simplified(rings: Sequence[Ring], *, tolerance: float) -> tuple[Ring, ...]:
    """Return the rings with fewer points; borders that rings share stay shared.

    Points where three borders meet are kept. Between them, the points whose triangle with their
    neighbours is smaller than `tolerance` are left out, the smallest first. A ring of which
    fewer than three points are left is returned empty.

    Units: `tolerance` in the square of those of the points.
    Source: Visvalingam M, Whyatt JD, Cartographic Journal 1993;30:46-51.

    >>> simplified([((0, 0), (2, 0), (4, 0.1), (4, 4), (0, 4))], tolerance=0.5)
    (((0.0, 0.0), (4.0, 0.1), (4.0, 4.0), (0.0, 4.0)),)
    """
    if not rings:
        return ()
    points, places = np.unique(
        np.asarray([point for ring in rings for point in ring], dtype=np.float64),
        axis=0,
        return_inverse=True,
    )
    numbered = np.split(places.reshape(-1), np.cumsum([len(ring) for ring in rings])[:-1])
    meeting = _meeting(numbered, len(points))
    known: dict[tuple[int, int], Places] = {}
    corners: list[Point] = [(float(x), float(y)) for x, y in points]
    shown = (_ring(_without_repeats(each), meeting, corners, tolerance, known) for each in numbered)
    return tuple(tuple(corners[place] for place in kept) for kept in shown)


def _meeting(rings: Sequence[NDArray[np.intp]], many: int) -> NDArray[np.bool_]:
    """Return which points have more than two neighbours: there three borders meet."""
    pairs = [np.stack([ring, np.roll(ring, -1)], axis=1) for ring in rings if len(ring)]
    edges = np.unique(np.sort(np.concatenate(pairs), axis=1), axis=0)
    edges = edges[edges[:, 0] != edges[:, 1]]
    return np.bincount(edges.reshape(-1), minlength=many) > 2


def _without_repeats(ring: NDArray[np.intp]) -> Places:
    return [int(place) for place in ring[ring != np.roll(ring, 1)]]


def _ring(
    ring: Places,
    meeting: NDArray[np.bool_],
    corners: Sequence[Point],
    tolerance: float,
    known: dict[tuple[int, int], Places],
) -> Places:
    if len(ring) < 3:
        return []
    fixed = [at for at, place in enumerate(ring) if meeting[place]]
    if len(fixed) < 2:
        # The same two points whichever ring comes first: the least and the greatest.
        fixed = sorted({*fixed, ring.index(min(ring)), ring.index(max(ring))})
    turned = ring[fixed[0] :] + ring[: fixed[0] + 1]
    stops = [at - fixed[0] for at in fixed] + [len(ring)]
    kept: Places = []
    for start, end in zip(stops, stops[1:], strict=False):
        kept += _border(turned[start : end + 1], corners, tolerance, known)[:-1]
    return kept if len(set(kept)) > 2 else []


def _border(
    border: Places,
    corners: Sequence[Point],
    tolerance: float,
    known: dict[tuple[int, int], Places],
) -> Places:
    """Return a border with fewer points: the same from whichever side it is walked."""
    backwards = (border[-1], border[-2]) < (border[0], border[1])
    walked = border[::-1] if backwards else border
    name = walked[0], walked[1]
    if name not in known:
        known[name] = _fewer(walked, corners, tolerance)
    return known[name][::-1] if backwards else known[name]


def _fewer(border: Places, corners: Sequence[Point], tolerance: float) -> Places:
    x = [corners[place][0] for place in border]
    y = [corners[place][1] for place in border]
    last = len(border) - 1
    before, after = list(range(-1, last)), list(range(1, last + 2))

    def size(at: int) -> float:
        a, b = before[at], after[at]
        return abs((x[at] - x[a]) * (y[b] - y[a]) - (x[b] - x[a]) * (y[at] - y[a])) / 2

    sizes = [0.0, *(size(at) for at in range(1, last)), 0.0]
    waiting = [(sizes[at], at) for at in range(1, last) if sizes[at] < tolerance]
    heapq.heapify(waiting)
    gone = [False] * len(border)
    while waiting:
        smallest, at = heapq.heappop(waiting)
        if gone[at] or smallest != sizes[at]:
            continue
        gone[at] = True
        after[before[at]], before[after[at]] = after[at], before[at]
        for beside in (before[at], after[at]):
            if 0 < beside < last:
                sizes[beside] = max(size(beside), smallest)
                if sizes[beside] < tolerance:
                    heapq.heappush(waiting, (sizes[beside], beside))
    return [place for place, left_out in zip(border, gone, strict=True) if not left_out]
