"""Waiting lists and what brings them down."""

import pytest

from marram.methods import queues


def test_the_queue_of_the_waiting_list_package():
    raised = queues.relief_capacity(
        demand=30, size=1200, target=390, periods=26, observed=100, variation=1
    )

    assert float(queues.target_mean_wait(target_wait=52, factor=6)) == pytest.approx(52 / 6)
    assert float(queues.relief_capacity(demand=30, size=1200, target=390)) == pytest.approx(
        61.1538, abs=1e-4
    )
    # 2 x 30 x 1 / 10 = 6 is no longer below one: the estimate is left as it is.
    assert float(raised) == pytest.approx(61.1538, abs=1e-4)


def test_an_estimated_demand_is_raised_by_two_standard_deviations():
    raised = queues.relief_capacity(
        demand=0.2, size=10, target=5, periods=10, observed=16, variation=1
    )

    assert float(raised) == pytest.approx(0.2 / (1 - 2 * 0.2 / 4) + 0.5)


def test_capacity_below_demand_makes_a_list_longer_and_its_standard_unlikely():
    worse = queues.outlook(
        waiting=[30] * 10, additions=[30] * 30, capacity=[15] * 30, standard=12, seed=2
    )
    better = queues.outlook(
        waiting=[30] * 10, additions=[30] * 30, capacity=[40] * 30, standard=12, seed=2
    )

    assert worse.size[-1] > worse.size[0] > 300
    assert worse.within_standard[-1] == 0
    assert better.within_standard[-1] == 1
    assert (worse.size_lower <= worse.size).all()
    assert (worse.size <= worse.size_upper).all()


def test_the_longest_waiters_are_seen_first():
    result = queues.outlook(
        waiting=[0, 0, 0, 5], additions=[0], capacity=[1000], standard=2, runs=100
    )

    assert result.size.tolist() == [0]
    assert result.share_within.tolist() == [1]


def test_the_same_seed_sees_the_same_future():
    first, second = (
        queues.outlook(waiting=[9], additions=[9] * 4, capacity=[8] * 4, standard=3, seed=5)
        for _ in range(2)
    )

    assert first.size.tolist() == second.size.tolist()
