"""The catalogue: every method that works on a table, by its name on the command line."""

from collections.abc import Mapping
from functools import partial

from marram.methods import (
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
    ratios,
    scores,
    targets,
    trends,
)
from marram.methods.estimates import Estimates, Unit
from marram.methods.tables import Column, Layout, TableMethod


def _absolute_gap(
    *,
    value: Column,
    lower: Column,
    upper: Column,
    other_value: Column,
    other_lower: Column,
    other_upper: Column,
    unit: Unit = Unit.AS_GIVEN,
) -> Estimates:
    """Return how much one estimate exceeds another, with the interval of the difference.

    Source: Zou GY, Donner A, Stat Med 2008;27:1693-1702; Newcombe RG, Stat Med 1998;17:873-890.
    """
    one, other = _pair(value, lower, upper, other_value, other_lower, other_upper, unit)
    return gaps.absolute(of=one, beyond=other)


def _relative_gap(
    *,
    value: Column,
    lower: Column,
    upper: Column,
    other_value: Column,
    other_lower: Column,
    other_upper: Column,
    unit: Unit = Unit.AS_GIVEN,
) -> Estimates:
    """Return how many times one estimate is another, with the interval of the ratio.

    Source: Zou GY, Donner A, Stat Med 2008;27:1693-1702, on the logarithms.
    """
    one, other = _pair(value, lower, upper, other_value, other_lower, other_upper, unit)
    return gaps.relative(of=one, to=other)


def _pair(
    value: Column,
    lower: Column,
    upper: Column,
    other_value: Column,
    other_lower: Column,
    other_upper: Column,
    unit: Unit,
) -> tuple[Estimates, Estimates]:
    one, other = (
        Estimates(
            value=middle, lower=low, upper=high, unit=unit, confidence=0.95, method="as given"
        )
        for middle, low, high in (
            (value, lower, upper),
            (other_value, other_lower, other_upper),
        )
    )
    return one, other


def _answers(many: int) -> tuple[str, ...]:
    return tuple(f"answer_{number}" for number in range(1, many + 1))


_AGES = ("area", "age")
_ALL = (
    TableMethod("count", counts.count),
    TableMethod("proportion", proportions.proportion),
    TableMethod("crude-rate", rates.crude),
    TableMethod("directly-standardised-rate", rates.directly_standardised, Layout.GRID, _AGES),
    TableMethod(
        "standardised-rate-of-repeated-events",
        rates.directly_standardised_repeated,
        Layout.FREQUENCIES,
        ("area", "age", "standard"),
    ),
    TableMethod("indirectly-standardised-rate", rates.indirectly_standardised, Layout.GRID, _AGES),
    TableMethod("standardised-ratio", ratios.standardised, Layout.GRID, _AGES),
    TableMethod("mean", means.mean, Layout.GROUPS),
    TableMethod("quantile", quantiles.quantile),
    TableMethod("funnel-of-proportions", funnels.proportions),
    TableMethod("funnel-of-crude-rates", funnels.crude_rates),
    TableMethod("funnel-of-standardised-rates", funnels.standardised_rates),
    TableMethod("funnel-of-ratios", funnels.ratios),
    TableMethod("proportion-significance", funnels.proportion_significance),
    TableMethod("crude-rate-significance", funnels.crude_rate_significance),
    TableMethod("standardised-rate-significance", funnels.standardised_rate_significance),
    TableMethod("ratio-significance", funnels.ratio_significance),
    TableMethod("crude-rate-points", funnels.crude_rate_points),
    TableMethod("standardised-rate-points", funnels.standardised_rate_points),
    TableMethod("slope-index", inequality.slope_index, Layout.GRID, ("area", "quantile")),
    TableMethod("life-expectancy", life_tables.life_expectancy, Layout.GRID, _AGES),
    TableMethod("healthy-life-expectancy", life_tables.healthy_life_expectancy, Layout.GRID, _AGES),
    TableMethod("absolute-gap", _absolute_gap),
    TableMethod("relative-gap", _relative_gap),
    TableMethod("compare-with-interval", comparison.with_interval),
    TableMethod("compare-with-two-intervals", comparison.with_two_intervals),
    TableMethod("compare-with-other-interval", comparison.with_other_interval),
    TableMethod("compare-with-proportion-limits", comparison.with_proportion_limits),
    TableMethod("compare-with-rate-limits", comparison.with_rate_limits),
    TableMethod("compare-by-fifths", comparison.fifths),
    TableMethod("compare-by-quarters", comparison.quarters),
    TableMethod("against-goal", goals.against_goal),
    TableMethod("against-goal-with-interval", goals.against_goal_with_interval),
    TableMethod("against-goal-range", goals.against_goal_range),
    TableMethod("trend-of-proportions", trends.of_proportions, Layout.GRID, ("area", "year"), True),
    TableMethod("trend-of-values", trends.of_values, Layout.GRID, ("area", "year"), True),
    TableMethod("control-chart", control.chart, Layout.SERIES, ("series", "day")),
    TableMethod("standard-and-plan", targets.against_standard),
    TableMethod("against-trajectory", targets.against_trajectory),
    TableMethod("step-needed", targets.step_needed),
    TableMethod("hes-rounding", disclosure.hes),
    TableMethod("mhsds-rounding", disclosure.mhsds),
    TableMethod("mhsds-rate-rounding", disclosure.mhsds_rate),
    TableMethod("ons-deaths-rounding", disclosure.ons_deaths),
    TableMethod("suppressed-table", disclosure.table, Layout.GRID, ("row", "column")),
    TableMethod("differencing", disclosure.differencing),
    TableMethod("queue-load", queues.load),
    TableMethod("queue-target-size", queues.target_size),
    TableMethod("queue-relief-capacity", queues.relief_capacity),
    TableMethod("queue-target-capacity", queues.target_capacity),
    TableMethod("queue-pressure", queues.pressure),
    TableMethod("forecast", forecasts.damped, Layout.GRID, ("series", "period")),
    TableMethod("year-end", forecasts.year_end, Layout.GRID, ("series", "period")),
    TableMethod("sdq-band", scores.sdq_band),
    *(
        TableMethod(name, partial(scores.total, of=of), Layout.ANSWERS, _answers(of.answers))
        for name, of in (
            ("phq-9", scores.PHQ9),
            ("gad-7", scores.GAD7),
            ("rosenberg", scores.ROSENBERG),
            ("swemwbs", scores.SWEMWBS),
        )
    ),
    TableMethod("sdq", scores.sdq, Layout.ANSWERS, _answers(25)),
    TableMethod("swemwbs-metric", scores.swemwbs_metric),
    TableMethod("reliable-change", scores.reliable_change),
    TableMethod("talking-therapies-outcomes", scores.outcomes),
)
METHODS: Mapping[str, TableMethod] = {method.name: method for method in _ALL}
