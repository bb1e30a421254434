"""Control charts agree with NHSRplotthedots 0.2.2, point for point."""

from datetime import date

import numpy as np
import pytest

from marram.methods import control
from marram.methods.control import Assurance, Improvement, Rule, Variation
from tests.methods import gold


RULES = {
    ("Above UCL", 1): Rule.OUTSIDE,
    ("Below LCL", -1): Rule.OUTSIDE,
    ("7 Point Trend (Increasing)", 1): Rule.TREND,
    ("7 Point Trend (Decreasing)", -1): Rule.TREND,
    ("2 in 3 Above CL", 1): Rule.NEAR_LIMITS,
    ("2 in 3 Below CL", -1): Rule.NEAR_LIMITS,
    ("7 Points Above CL", 1): Rule.SHIFT,
    ("7 Points Below CL", -1): Rule.SHIFT,
    ("Common Cause", 0): Rule.NONE,
}
VARIATION = {
    "common_cause": Variation.COMMON_CAUSE,
    "improvement_high": Variation.IMPROVEMENT_HIGH,
    "improvement_low": Variation.IMPROVEMENT_LOW,
    "concern_high": Variation.CONCERN_HIGH,
    "concern_low": Variation.CONCERN_LOW,
    "neutral_high": Variation.NEUTRAL_HIGH,
    "neutral_low": Variation.NEUTRAL_LOW,
}
ASSURANCE = {
    "": Assurance.NONE,
    "pass": Assurance.PASS,
    "fail": Assurance.FAIL,
    "inconsistent": Assurance.INCONSISTENT,
}


def days_of(text):
    return [date.fromisoformat(day) for day in text]


def rebased(days, text):
    """The reference passes over rebase days that are not in the series; here they are an error."""
    return control.rebase_on(
        days=days, rebase=[day for day in days_of(filter(None, text.split("|"))) if day in days]
    )


@pytest.fixture(scope="module")
def cases():
    """Every gold series: its chart, its rows among the gold points and its row of parameters."""
    params, wanted = gold.table("spc", "params"), gold.table("spc", "points")
    units = wanted.text("unit")
    columns = {
        name: wanted.numbers(name) for name in ("y", "mean", "lpl", "upl", "rebase_group")
    } | {name: wanted.text(name) for name in ("special_cause_type", "date", "short_group_warning")}
    found = []
    for row, name in enumerate(params.text("unit")):
        at = np.flatnonzero(units == name)
        days = days_of(columns["date"][at])
        fix_after = params.columns["fix_after_n_points"][row]
        made = control.chart(
            value=columns["y"][at],
            rebase=rebased(days, params.columns["rebase"][row]),
            fix_after=int(fix_after) if fix_after else None,
            screened=params.columns["screen_outliers"][row] == "TRUE",
        )
        found.append((name, row, made, {key: column[at] for key, column in columns.items()}))
    return params, found


def moves(wanted):
    """Tell which points have limits in the reference.

    A constant series: the reference screens away every range and has no limits: not copied.
    """
    return ~np.isnan(wanted["lpl"])


def test_means_and_limits_agree(cases):
    for name, _, made, wanted in cases[1]:
        known = moves(wanted)
        gold.agree(made.mean, wanted["mean"])
        scale = np.abs(wanted["mean"]).max() * 1e-12
        np.testing.assert_allclose(
            made.lower[known], wanted["lpl"][known], rtol=1e-12, atol=scale, err_msg=name
        )
        np.testing.assert_allclose(
            made.upper[known], wanted["upl"][known], rtol=1e-12, atol=scale, err_msg=name
        )
        # The reference numbers from 1 when the first point itself is a rebase.
        assert (
            made.baseline.tolist() == (wanted["rebase_group"] - wanted["rebase_group"][0]).tolist()
        )
        assert made.on_trial.tolist() == (wanted["short_group_warning"] == "TRUE").tolist()


def test_every_special_cause_agrees(cases):
    for name, _, made, wanted in cases[1]:
        theirs = [
            RULES[kind, direction]
            for kind, direction in zip(wanted["special_cause_type"], made.direction, strict=True)
        ]
        assert made.rule.tolist() == theirs, name


def test_variation_icons_agree(cases):
    params, found = cases
    icons = gold.table("spc", "summary").text("variation_icon")

    for name, row, made, wanted in found:
        improvement = Improvement(params.text("improvement_direction")[row])
        ours = control.variation(of=made, improvement=improvement).item()
        # The reference shows common cause when the latest point is missing: not copied.
        missing = np.isnan(wanted["y"][-1])
        assert ours == (Variation.UNKNOWN if missing else VARIATION[icons[row]]), name


def test_assurance_icons_agree(cases):
    params, found = cases
    icons = gold.table("spc", "summary").text("assurance_icon")
    targets = params.numbers("target")

    for name, row, made, wanted in found:
        improvement = Improvement(params.text("improvement_direction")[row])
        ours = control.assurance(of=made, target=targets[row], improvement=improvement).item()
        if np.isnan(wanted["lpl"][-1]):
            # A constant series: the reference has no limits and says "inconsistent".
            continue
        assert ours == ASSURANCE[icons[row]], name


def test_many_series_at_once_with_targets_of_their_own_agree():
    given, wanted = gold.table("spc", "faceted_series"), gold.table("spc", "faceted_points")
    targets, summary = gold.table("spc", "faceted_targets"), gold.table("spc", "faceted_summary")
    rebases = gold.table("spc", "faceted_rebases")
    rebase_days = {}
    for facet, day in zip(rebases.text("facet"), rebases.text("rebase"), strict=True):
        rebase_days.setdefault(facet, []).append(day)
    target = dict(zip(targets.text("facet"), targets.numbers("target"), strict=True))
    facets = wanted.text("facet")

    for facet in np.unique(given.text("facet")):
        at = facets == facet
        days = days_of(wanted.text("date")[at])
        made = control.chart(
            value=wanted.numbers("y")[at],
            rebase=rebased(days, "|".join(rebase_days.get(facet, []))),
            screened=True,
        )
        gold.agree(made.mean, wanted.numbers("mean")[at])
        kinds = wanted.text("special_cause_type")[at]
        assert made.rule.tolist() == [
            RULES[kind, direction] for kind, direction in zip(kinds, made.direction, strict=True)
        ]
        # A series without a target has no assurance; the reference says "inconsistent" here.
        icon = control.assurance(
            of=made, target=target.get(facet, np.nan), improvement=Improvement.INCREASE
        ).item()
        last = np.flatnonzero(summary.text("f") == facet)[-1]
        theirs = summary.text("assurance_type")[last].removeprefix("consistent_")
        if facet in target and not np.isnan(made.lower[-1]):
            assert icon == ASSURANCE[theirs], facet
        else:
            assert icon == Assurance.NONE
