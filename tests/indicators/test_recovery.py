"""Whether a stated recovery date can be believed."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_of

from marram.indicators.rules import recovery
from marram.indicators.rules.recovery import Course, Queue, Recovery
from marram.methods import forecasts
from marram.methods.polarity import Polarity


UP, DOWN = Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD


def look_ahead(**asked: object) -> Recovery:
    return recovery.tested(**asked)


def course(*values: float | None, polarity: Polarity = UP, **more: object) -> Course:
    """Return monthly values up to June 2019."""
    return Course(
        values=values, ends_on=date(2019, 7, 1), months=1, unit="percent", polarity=polarity, **more
    )


def test_a_process_far_from_its_standard_will_not_meet_it_by_the_day():
    found = look_ahead(course=course(89.04, 89.48, 89.64, 88.46), target=92, by=date(2020, 3, 31))

    assert found.chance is not None
    assert found.chance < 0.05
    assert found.sentence.startswith("The chance of being at 92% by 31 March 2020 is about 13 in")
    assert "about 1 in 100 if the process stays as it is" in found.sentence
    assert {way.name for way in found.ways} == {"trend", "process limits"}


def test_the_limits_by_hand():
    """Mean 10, mean moving range 2, three values: noise 2 / 1.128, spread times root 4/3, t(2)."""
    found = look_ahead(course=course(9, 11, 9 + 1, polarity=UP), target=13, by=date(2019, 8, 31))

    (way,) = found.ways
    spread = (2 + 1) / 2 / 1.128 * (4 / 3) ** 0.5
    assert way.expected == pytest.approx(10)
    t = (13 - 10) / spread
    # Student's t with two degrees of freedom: F(t) = 1/2 + t / (2 sqrt(2 + t^2)).
    assert way.chance == pytest.approx(0.5 - t / (2 * (2 + t * t) ** 0.5))


def test_a_line_through_few_values_by_hand():
    """1, 2, 3, 5 over places 0 to 3: slope 1.3, mean 2.75; two periods on lies place 5."""
    found = look_ahead(course=course(1, 2, 3, 5), target=6, by=date(2019, 8, 31))

    line = next(way for way in found.ways if way.name == "trend")
    assert line.expected == pytest.approx(2.75 + 1.3 * (5 - 1.5))
    left = np.array([1, 2, 3, 5]) - (2.75 + 1.3 * (np.arange(4) - 1.5))
    error = (left @ left / 2) ** 0.5 * (1 + 1 / 4 + 3.5**2 / 5) ** 0.5
    t = (6 - line.expected) / error
    assert line.chance == pytest.approx(0.5 - t / (2 * (2 + t * t) ** 0.5))


def test_a_long_series_is_forecast_as_the_methods_do():
    values = [60.0, 61, 60, 62, 63, 62, 64, 65, 64, 66]
    found = look_ahead(course=course(*values), target=70, by=date(2019, 12, 31))

    expected = forecasts.year_end(
        values=values, periods_left=6, target=70, summed=False, polarity=UP
    )
    lead = next(way for way in found.ways if way.name == "trend")
    assert found.chance == lead.chance == pytest.approx(expected.probability.item())


def test_a_waiting_list_leads_where_its_numbers_are_known():
    queue = Queue(waiting=(30,) * 12, joining=30, seen=90, within=4, share=0.92)

    found = look_ahead(course=course(50, 51, 50, 52), target=92, by=date(2020, 6, 30), queue=queue)

    assert found.ways[0].name == "waiting list"
    assert found.chance == found.ways[0].chance == 1.0
    assert "if people join and are seen as they have been" in found.sentence


@pytest.mark.parametrize(
    ("values", "target", "by", "sentence"),
    [
        ((1, 2, 3), 5, None, "No recovery date is stated, so none can be tested."),
        ((1, 2, 3), None, date(2020, 1, 1), "There is no standard or plan to recover to."),
        ((1, None, 3), 5, date(2020, 1, 1), "2 sound values are too few"),
        ((1, 2, 3), 5, date(2019, 6, 30), "has passed with the newest figure"),
    ],
)
def test_what_cannot_be_tested_says_why(values, target, by, sentence):
    found = look_ahead(course=course(*values), target=target, by=by)

    assert sentence in found.sentence
    assert found.chance is None
    assert found.ways == ()


def test_low_is_good_turns_the_chance_round():
    values = (40, 42, 39, 41)
    up = look_ahead(course=course(*values), target=41, by=date(2019, 9, 30))
    down = look_ahead(course=course(*values, polarity=DOWN), target=41, by=date(2019, 9, 30))

    for one, other in zip(up.ways, down.ways, strict=True):
        assert one.chance + other.chance == pytest.approx(1)


def test_a_process_that_never_moves_is_at_its_target_or_not():
    assert look_ahead(course=course(5, 5, 5), target=5, by=date(2019, 9, 30)).chance == 1
    assert look_ahead(course=course(5, 5, 5), target=6, by=date(2019, 9, 30)).chance == 0


@settings(max_examples=50)
@given(
    any_of.lists(any_of.none() | any_of.floats(0, 100), min_size=1, max_size=14),
    any_of.floats(0, 100),
    any_of.integers(1, 24),
)
def test_a_chance_is_a_chance_and_an_interval_holds_what_is_expected(values, target, months):
    by = date(2019 + (6 + months) // 12, (6 + months) % 12 + 1, 1)

    found = look_ahead(course=course(*values, lowest=0.0, highest=100.0), target=target, by=by)

    assert found.sentence.endswith(".")
    for way in found.ways:
        assert 0 <= way.chance <= 1
        assert 0 <= way.lower <= way.expected <= way.upper <= 100
    if found.ways:
        assert found.least <= found.chance <= found.most


@given(any_of.floats(50, 90), any_of.floats(0.1, 9))
def test_a_higher_target_is_never_likelier(target, more):
    values = course(70, 72, 69, 73, 71)
    low = look_ahead(course=values, target=target, by=date(2019, 12, 31))
    high = look_ahead(course=values, target=target + more, by=date(2019, 12, 31))

    for one, other in zip(low.ways, high.ways, strict=True):
        assert other.chance <= one.chance + 1e-12
