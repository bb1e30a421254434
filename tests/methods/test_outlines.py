"""Outlines with fewer points: shared borders stay shared, and what is large stays."""

from itertools import combinations
from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as any_of

from marram.methods import outlines


POINTS = any_of.tuples(any_of.integers(0, 12), any_of.integers(0, 12))
RINGS = any_of.lists(POINTS, min_size=3, max_size=14, unique=True).map(
    lambda ring: tuple((float(x), float(y)) for x, y in ring)
)


def edges(ring):
    return list(zip(ring, ring[1:] + ring[:1], strict=True))


def side(a, b, c):
    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (turn > 0) - (turn < 0)


def cross(one, other):
    (a, b), (c, d) = one, other
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


@given(RINGS)
def test_a_ring_crosses_itself_where_any_two_of_its_edges_do(ring):
    assert outlines.crosses_itself(ring) == any(
        cross(one, other) for one, other in combinations(edges(ring), 2)
    )


def test_pairs_are_looked_at_in_parts_with_the_same_answer(monkeypatch):
    monkeypatch.setattr(outlines, "PAIRS_AT_A_TIME", 3)
    bow = ((0.0, 0.0), (4.0, 4.0), (4.0, 0.0), (0.0, 4.0))
    star = tuple((cos(n * pi / 20), sin(n * pi / 20)) for n in range(40))

    assert outlines.crosses_itself(bow)
    assert not outlines.crosses_itself(star)


def test_a_ring_too_tangled_to_look_at_is_said_to_cross_itself(monkeypatch):
    monkeypatch.setattr(outlines, "MOST_PAIRS", 2)

    assert outlines.crosses_itself(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))


@given(any_of.floats(0.01, 3))
def test_two_sides_of_a_border_lose_the_same_points(tolerance):
    border = [(x / 10, sin(x) / 2) for x in range(60)]
    above = (*border, (5.9, 6.0), (0.0, 6.0))
    below = (*reversed(border), (0.0, -6.0), (5.9, -6.0))

    one, other = outlines.simplified([above, below], tolerance=tolerance)

    def along(ring):
        return {point for point in ring if abs(point[1]) <= 0.5}

    assert along(one) == along(other)
    assert {border[0], border[-1]} <= along(one)
    assert len(along(one)) < len(border)


def test_an_island_in_a_lake_keeps_the_shore_of_the_lake():
    shore = tuple(
        (5 + cos(n * pi / 50) * (1 + sin(n) / 20), 5 + sin(n * pi / 50)) for n in range(100)
    )
    turned = shore[37:] + shore[:37]
    land = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))

    _, lake, island = outlines.simplified([land, shore, turned[::-1]], tolerance=0.01)

    assert set(lake) == set(island) and 4 < len(lake) < 50


@given(RINGS, any_of.floats(0, 40))
def test_what_is_left_are_points_that_were_there_in_their_order(ring, tolerance):
    [fewer] = outlines.simplified([ring], tolerance=tolerance)

    assert not fewer or len(fewer) > 2
    turned = [ring[ring.index(fewer[0]) :] + ring[: ring.index(fewer[0])]] if fewer else []
    for whole in turned:
        places = [whole.index(point) for point in fewer]
        assert places == sorted(places)


def test_a_circle_of_a_thousand_points_is_as_large_with_some_dozens():
    ring = tuple((cos(n * pi / 500), sin(n * pi / 500)) for n in range(1_000))

    [fewer] = outlines.simplified([ring], tolerance=1e-3)

    assert len(fewer) < 60
    assert outlines.area(fewer) == pytest.approx(pi, rel=0.02)


def test_no_rings_are_no_rings():
    assert outlines.simplified([], tolerance=1) == ()
