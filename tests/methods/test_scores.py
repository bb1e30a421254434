"""Questionnaires, bands and reliable change."""

import numpy as np

from marram.methods import scores


def test_every_answer_of_a_reversed_scale_is_turned():
    best = [3, 0, 3, 3, 0, 0, 3, 0, 0, 3]

    assert float(scores.total(answers=best, of=scores.ROSENBERG)) == 30
    assert scores.band(score=[14, 15, 25, 26], of=scores.ROSENBERG).tolist() == [
        "low", "normal", "normal", "high",
    ]  # fmt: skip


def test_a_missing_answer_is_filled_with_the_persons_own_mean():
    one, two, three = ([2] * (9 - many) + [np.nan] * many for many in (1, 2, 3))

    found = scores.total(answers=[one, two, three], of=scores.PHQ9)

    assert found[:2].tolist() == [18, 18]
    assert np.isnan(found[2])


def test_metric_scores_fall_into_the_published_bands():
    metric = scores.swemwbs_metric(raw=[21, 22, 30, 31, np.nan])

    assert scores.band(score=metric, of=scores.SWEMWBS).tolist() == [
        "low", "medium", "medium", "high", "",
    ]  # fmt: skip


def test_the_difficulties_of_the_sdq_add_up_and_kindness_does_not():
    worst = np.full(25, 2.0)
    worst[[6, 10, 13, 20, 24]] = 0

    found = scores.sdq(answers=worst)

    assert {name: float(score) for name, score in found.items()} == {
        "emotional": 10,
        "conduct": 10,
        "hyperactivity": 10,
        "peer": 10,
        "prosocial": 10,
        "total": 40,
    }


def test_low_kindness_is_the_worse_band():
    found = scores.sdq_band(score=[9, 7, 6, 5, np.nan], scale="prosocial", rater="parent")

    assert found.tolist() == ["close to average", "slightly lowered", "low", "very low", ""]


def test_outcomes_of_people_who_worsen_or_were_not_measured_twice():
    found = scores.outcomes(
        first_depression=[15, 9, 15],
        last_depression=[22, 9, np.nan],
        first_anxiety=[12, 7, 10],
        last_anxiety=[12, 7, 3],
    )

    assert found.change.tolist() == [
        "Reliable deterioration",
        "No reliable change",
        "Not measured twice",
    ]
    assert not found.recovered.any()


def test_a_score_missing_at_one_end_has_no_change():
    change = scores.reliable_change(first=[np.nan], last=[3], threshold=6)

    assert change.tolist() == ["Not measured twice"]
