"""Impossible input is refused with its bound, what came, and where it stands first."""

import numpy as np
import pytest

from marram.methods import (
    arrays,
    comparison,
    control,
    counts,
    disclosure,
    forecasts,
    funnels,
    gaps,
    goals,
    inequality,
    life_tables,
    means,
    proportions,
    quantiles,
    queues,
    rates,
    scores,
    targets,
    trends,
)
from marram.methods.estimates import Estimate, Unit
from marram.methods.polarity import Polarity


BANDS = {"start_ages": (0, 1, 20, 50, 80)}
FIVE = {"value": [1.0] * 5, "population": [10] * 5}
SHARES = {"scale": inequality.Scale.PROPORTION}
ESTIMATE = {"value": 2.0, "lower": 1.0, "upper": 3.0, "method": "given"}
PERCENT = Estimate(**ESTIMATE, unit=Unit.PERCENT)
YEARS = Estimate(**ESTIMATE, unit=Unit.YEARS)
WIDE = Estimate(**ESTIMATE, unit=Unit.PERCENT, confidence=0.998)
HIGH = Polarity.HIGH_IS_GOOD
NEITHER = Polarity.NO_JUDGEMENT

REFUSALS = [
    (lambda: proportions.proportion(count=1, out_of=0), "out_of must be positive; got 0"),
    (
        lambda: proportions.proportion(count=[1, -1], out_of=[2, 2]),
        "count must be zero or more; got -1 at position 1",
    ),
    (
        lambda: proportions.proportion(count=[[1, 3]], out_of=[[2, 2]]),
        r"count must not exceed out_of; got 3 at position \(0, 1\)",
    ),
    (lambda: proportions.proportion(count=1, out_of=np.inf), "out_of must be positive; got inf"),
    (
        lambda: proportions.proportion(count=1, out_of=2, confidence=95),
        r"confidence must be above 0 and at most 1 \(write 95% as 0.95\); got 95 at position 0",
    ),
    (lambda: proportions.proportion(count=1, out_of=2, confidence=(0.95, 0)), "at position 1"),
    (lambda: counts.count(events=-1), "events must be zero or more; got -1"),
    (lambda: counts.count(events=[3, np.inf]), "events must be zero or more; got inf"),
    (lambda: rates.crude(count=1, population=-5), "population must be positive; got -5"),
    (lambda: rates.crude(count=-1, population=10), "count must be zero or more; got -1"),
    (
        lambda: rates.directly_standardised(count=[1, 2], population=[1, 2], standard=[1, 2, 3]),
        "count, population and standard must have the same ages",
    ),
    (
        lambda: rates.directly_standardised(count=[1, 2], population=[1, 0], standard=[1, 2]),
        "population must be positive; got 0 at position 1",
    ),
    (
        lambda: rates.directly_standardised(count=[1, 2], population=[1, 2], standard=[1, -2]),
        "standard must be zero or more; got -2",
    ),
    (
        lambda: rates.directly_standardised_repeated(
            people=[[-1, 2]], events_each=[1], population=[1, 2], standard=[1, 2]
        ),
        "people must be zero or more; got -1",
    ),
    (
        lambda: rates.indirectly_standardised(
            count=[1], population=[0], reference_count=[1], reference_population=[1]
        ),
        "expected events must be positive; got 0",
    ),
    (
        lambda: rates.indirectly_standardised(
            count=[1], population=[1], reference_count=[1], reference_population=[0]
        ),
        "reference_population must be positive; got 0",
    ),
    (
        lambda: rates.directly_standardised(count=[1, -2], population=[1, 2], standard=[1, 2]),
        "count must be zero or more; got -2 at position 1",
    ),
    *(
        (
            lambda name=name: rates.indirectly_standardised(
                **{
                    "count": [1],
                    "population": [1],
                    "reference_count": [1],
                    "reference_population": [1],
                    name: [-1],
                }
            ),
            f"^{name} must be",
        )
        for name in ("count", "population", "reference_count", "reference_population")
    ),
    (
        lambda: life_tables.life_expectancy(deaths=[1] * 5, population=[-3] * 5, **BANDS),
        "population must be zero or more; got -3",
    ),
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
    (lambda: means.mean(values=[1, np.inf]), "values must be finite; got inf at position 1"),
    (
        lambda: means.mean(values=[1, 2], groups=["a"]),
        r"groups must be as many as the values \(2\); got 1",
    ),
    (lambda: quantiles.quantile(values=[1], number=1), "number must be at least 2; got 1"),
    (
        lambda: funnels.standardised_rates(count=[3], rate=[0]),
        "rate must be positive where there are events; got 0",
    ),
    (lambda: funnels.proportions(count=[3], out_of=[2]), "count must not exceed out_of; got 3"),
    (lambda: funnels.ratios(count=[3], expected=[0]), "expected must be positive; got 0"),
    (
        lambda: inequality.slope_index(**FIVE, standard_error=1, draws=999),
        "draws must be at least 1000; got 999",
    ),
    (
        lambda: inequality.slope_index(**FIVE, standard_error=1, transform=True),
        "transform needs a scale of rate or proportion; got plain",
    ),
    (
        lambda: inequality.slope_index(value=[1] * 4, population=[1] * 4, standard_error=1),
        "there must be 5 to 100 quantiles; got 4",
    ),
    (
        lambda: inequality.slope_index(value=[1] * 5, population=[1] * 6, standard_error=1),
        "population must have one column per quantile",
    ),
    (
        lambda: inequality.slope_index(value=[1] * 5, population=[1, 1, 0, 1, 1], standard_error=1),
        "population must be positive; got 0 at position 2",
    ),
    (
        lambda: inequality.slope_index(**FIVE, standard_error=-1),
        "standard_error must be zero or more; got -1",
    ),
    (lambda: inequality.slope_index(**FIVE), "give standard_error, or both lower and upper"),
    (
        lambda: inequality.slope_index(
            value=[2] * 5, population=[1] * 5, standard_error=1, **SHARES
        ),
        "value must lie within 0 and 1; got 2",
    ),
    (
        lambda: inequality.slope_index(
            value=[0.5] * 5, population=[1] * 5, lower=[0.4] * 5, upper=[1.1] * 5, **SHARES
        ),
        "upper must lie within 0 and 1; got 1.1",
    ),
    (
        lambda: inequality.slope_index(**FIVE, lower=[3] * 5, upper=[2] * 5),
        "lower must not exceed upper; got 3",
    ),
    (
        lambda: inequality.slope_index(
            **FIVE, lower=[-1] * 5, upper=[2] * 5, scale=inequality.Scale.RATE
        ),
        "lower must be zero or more; got -1",
    ),
    (
        lambda: life_tables.life_expectancy(deaths=[1, 2], population=[3, 4], start_ages=(1, 2)),
        "start_ages must begin at 0",
    ),
    (
        lambda: life_tables.life_expectancy(
            deaths=[1, 2, 3], population=[3, 4, 5], start_ages=(0, 5, 5)
        ),
        "start_ages must go upwards; got 5 at position 2",
    ),
    (
        lambda: life_tables.life_expectancy(deaths=[1] * 4, population=[3] * 4, **BANDS),
        "deaths must have one column per start age",
    ),
    (
        lambda: life_tables.life_expectancy(deaths=[-1] * 5, population=[3] * 5, **BANDS),
        "deaths must be zero or more; got -1 at position 0",
    ),
    (
        lambda: life_tables.healthy_life_expectancy(
            deaths=[1] * 5, population=[3] * 5, healthy=[2] * 5, **BANDS
        ),
        "healthy must lie within 0 and 1; got 2",
    ),
    (
        lambda: life_tables.life_expectancy(deaths=[1] * 5, population=[3000] * 5, **BANDS).at(7),
        r"age must be one of \(0, 1, 20, 50, 80\); got 7",
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
    (lambda: arrays.must_be_whole("x", np.array(0.5)), "x must be a whole number; got 0.5"),
    (
        lambda: proportions.proportion(count=[1], out_of=[2], confidence=(0.9, 0.95))[0],
        "choose one confidence first",
    ),
    (
        lambda: proportions.proportion(count=[1], out_of=[2]).at(0.5),
        r"confidence must be one of \(0.95,\); got 0.5",
    ),
    (
        lambda: proportions.proportion(count=[1, 1], out_of=[2, 2]).only(),
        r"only\(\) is for one value; there are 2",
    ),
]


@pytest.mark.parametrize(("act", "sentence"), REFUSALS, ids=[each[1][:60] for each in REFUSALS])
def test_impossible_input_is_refused_in_a_sentence(act, sentence):
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
