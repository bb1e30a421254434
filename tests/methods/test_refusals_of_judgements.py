"""Judgements, charts, plans and scores of impossible input are refused in a sentence."""

import numpy as np
import pytest

from marram.methods import (
    comparison,
    control,
    disclosure,
    forecasts,
    gaps,
    goals,
    queues,
    scores,
    targets,
    trends,
)
from marram.methods.estimates import Estimate, Unit
from marram.methods.polarity import Polarity


ESTIMATE = {"value": 2.0, "lower": 1.0, "upper": 3.0, "method": "given"}
PERCENT = Estimate(**ESTIMATE, unit=Unit.PERCENT)
YEARS = Estimate(**ESTIMATE, unit=Unit.YEARS)
WIDE = Estimate(**ESTIMATE, unit=Unit.PERCENT, confidence=0.998)
NEITHER = Polarity.NO_JUDGEMENT

REFUSALS = [
    (
        lambda: comparison.with_interval(
            value=1, lower=2, upper=1, benchmark=1, polarity=Polarity.LOW_IS_GOOD
        ),
        "lower must not exceed upper; got 2",
    ),
    *(
        (
            lambda change=change: comparison.with_two_intervals(
                **{
                    "lower": 2,
                    "upper": 3,
                    "outer_lower": 1,
                    "outer_upper": 4,
                    "benchmark": 1,
                    "polarity": Polarity.LOW_IS_GOOD,
                    **change,
                }
            ),
            sentence,
        )
        for change, sentence in (
            ({"lower": 3.5}, "^lower must not exceed upper; got 3.5"),
            ({"outer_lower": 2.5}, "^outer_lower must not exceed lower; got 2.5"),
            ({"outer_upper": 2.5}, "^outer_upper must not be below upper; got 2.5"),
        )
    ),
    *(
        (
            lambda change=change: comparison.with_other_interval(
                **{
                    "value": 2,
                    "lower": 1,
                    "upper": 3,
                    "benchmark": 2,
                    "benchmark_lower": 1,
                    "benchmark_upper": 3,
                    "polarity": Polarity.LOW_IS_GOOD,
                    **change,
                }
            ),
            sentence,
        )
        for change, sentence in (
            ({"lower": 3.5}, "^lower must not exceed upper; got 3.5"),
            ({"benchmark_lower": 4}, "^benchmark_lower must not exceed benchmark_upper; got 4"),
        )
    ),
    (
        lambda: comparison.proportion_control_limits(benchmark=101, out_of=5, confidence=0.95),
        "benchmark must be a proportion; got 101",
    ),
    (
        lambda: comparison.proportion_control_limits(benchmark=10, out_of=0, confidence=0.95),
        "out_of must be positive; got 0",
    ),
    (
        lambda: comparison.rate_control_limits(benchmark=-1, population=5, confidence=0.95),
        "benchmark must be zero or more; got -1",
    ),
    (
        lambda: comparison.rate_control_limits(benchmark=1, population=0, confidence=0.95),
        "population must be positive; got 0",
    ),
    (
        lambda: goals.against_goal_with_interval(
            lower=2, upper=1, goal=1, polarity=Polarity.LOW_IS_GOOD
        ),
        "lower must not exceed upper; got 2",
    ),
    (
        lambda: goals.against_goal_range(
            value=1, lower_goal=3, upper_goal=2, polarity=Polarity.LOW_IS_GOOD
        ),
        "lower_goal must not exceed upper_goal; got 3",
    ),
    (
        lambda: trends.of_proportions(count=[1] * 5, out_of=[1, 2, 0, 2, 2]),
        r"out_of must be positive; got 0 at position \(0, 2\)",
    ),
    (
        lambda: trends.of_proportions(count=[1, -1, 1, 1, 1], out_of=[2] * 5),
        "count must be zero or more; got -1",
    ),
    (
        lambda: trends.of_proportions(count=[1, 3, 1, 1, 1], out_of=[2] * 5),
        "count must not exceed out_of; got 3",
    ),
    (lambda: gaps.absolute(of=PERCENT, beyond=YEARS), "both must have one unit; got % and years"),
    (lambda: gaps.relative(of=PERCENT, to=WIDE), "both must have one confidence"),
    (lambda: goals.percentile_goal(values=[1], percentile=101), "percentile must lie within"),
    (lambda: control.chart(value=[1, 2], fix_after=11), "fix_after must be at least 12; got 11"),
    (lambda: control.chart(value=[1, np.inf]), "value must be finite; got inf at position 1"),
    (lambda: control.chart(value=[1, 2], rebase=[True]), "rebase must have one mark per point"),
    (lambda: control.rebase_on(days=[1], rebase=[2]), "rebase must name days of the series; got 2"),
    (
        lambda: trends.of_values(value=[1] * 5, lower=[2] * 5, upper=[1] * 5),
        "lower must not exceed upper; got 2",
    ),
    (
        lambda: trends.of_proportions(count=[1] * 5, out_of=[2] * 5, years=[1, 2, 3, 3, 4]),
        "years must go upwards; got 3",
    ),
    (
        lambda: targets.straight_trajectory(start=1, target=2, periods=0),
        "periods must be at least 1; got 0",
    ),
    (
        lambda: targets.against_standard(value=1, standard=2, plan=1, polarity=NEITHER),
        "polarity must say which direction is good",
    ),
    (
        lambda: targets.against_trajectory(value=1, trajectory=2, tolerance=-1),
        "tolerance must be zero or more; got -1",
    ),
    (
        lambda: targets.step_needed(latest=1, target=2, periods_left=0, usual_step=1),
        "periods_left must be positive; got 0",
    ),
    (lambda: disclosure.hes(count=[1, 2.5]), "count must be a whole number; got 2.5 at position 1"),
    (lambda: disclosure.table(counts=[[1]], threshold=0), "threshold must be at least 1; got 0"),
    (lambda: disclosure.table(counts=[1, 2]), "counts must be rows x columns; got 1 dimensions"),
    (
        lambda: disclosure.table(counts=[[1, np.nan]]),
        r"counts must not be missing; got nan at position \(0, 1\)",
    ),
    (
        lambda: disclosure.differencing(part=[3], whole=[2]),
        "part must not exceed whole; got 3",
    ),
    (lambda: queues.load(demand=1, capacity=0), "capacity must be positive; got 0"),
    (
        lambda: queues.outlook(waiting=[1], additions=[1], capacity=[1, 2], standard=1),
        r"capacity must have one number per period \(1\); got 2",
    ),
    (
        lambda: queues.outlook(waiting=[1], additions=[1], capacity=[1], standard=1, share=2),
        "share must lie within 0 and 1; got 2",
    ),
    (
        lambda: queues.outlook(waiting=[1], additions=[1], capacity=[1], standard=1, runs=1),
        "runs must be at least 100; got 1",
    ),
    (
        lambda: queues.outlook(waiting=[np.nan], additions=[1], capacity=[1], standard=1),
        "waiting must not be missing; got nan",
    ),
    (lambda: forecasts.damped(values=[1, 2], periods=0), "periods must be at least 1; got 0"),
    (lambda: forecasts.damped(values=[], periods=1), "values must hold at least one point"),
    (lambda: forecasts.damped(values=[1, np.inf], periods=1), "values must be finite; got inf"),
    (
        lambda: forecasts.year_end(values=[1], periods_left=0, target=1, summed=True),
        "periods_left must be at least 1; got 0",
    ),
    (
        lambda: forecasts.year_end(
            values=[1], periods_left=1, target=1, summed=True, polarity=NEITHER
        ),
        "polarity must say which direction is good",
    ),
    (lambda: scores.total(answers=[1], of=scores.PHQ9), "answers must be 9 for PHQ-9"),
    (
        lambda: scores.total(answers=[1, 1, 1, 4, 1, 1, 1, 1, 1], of=scores.PHQ9),
        "answers must lie within 0 and 3; got 4 at position 3",
    ),
    (lambda: scores.band(score=-1, of=scores.PHQ9), "score must be at least 0; got -1"),
    (lambda: scores.sdq(answers=[1]), "answers must be 25 for the SDQ"),
    (lambda: scores.sdq_band(score=1, scale="joy", rater="self"), "scale must be one of total"),
    (lambda: scores.sdq_band(score=1, scale="peer", rater="cat"), "rater must be one of parent"),
    (lambda: scores.swemwbs_metric(raw=[6]), "raw must lie within 7 and 35; got 6"),
    (lambda: scores.swemwbs_metric(raw=[7.5]), "raw must be a whole number; got 7.5"),
    (lambda: scores.reliable_change(first=1, last=2, threshold=0), "threshold must be positive"),
    (
        lambda: scores.change_index(first=1, last=2, deviation=0, reliability=0.8),
        "deviation must be positive; got 0",
    ),
    (
        lambda: scores.change_index(first=1, last=2, deviation=1, reliability=1),
        "reliability must be at least 0 and below 1; got 1",
    ),
    (
        lambda: scores.outcomes(
            first_depression=1,
            last_depression=1,
            first_anxiety=1,
            last_anxiety=1,
            anxiety=scores.ROSENBERG,
        ),
        "Rosenberg self-esteem has no caseness threshold",
    ),
]


@pytest.mark.parametrize(("act", "sentence"), REFUSALS, ids=[each[1][:60] for each in REFUSALS])
def test_impossible_input_to_a_judgement_is_refused_in_a_sentence(act, sentence):
    with pytest.raises(ValueError, match=sentence):
        act()


def test_a_measure_without_a_reliable_change_has_no_outcomes():
    undecided = scores.Questionnaire("Mood", 1, 0, 3, (scores.Band("any", 0),), caseness=1)

    with pytest.raises(ValueError, match="Mood has no threshold of reliable change"):
        scores.outcomes(
            first_depression=1,
            last_depression=1,
            first_anxiety=1,
            last_anxiety=1,
            depression=undecided,
        )
