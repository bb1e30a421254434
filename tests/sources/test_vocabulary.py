"""Stages of a delivery, and layouts on offer."""

import pytest

from marram.sources import vocabulary
from marram.sources.rules import stages
from marram.sources.vocabulary import MOVES, Counts, Layout, Stage


def test_every_stage_says_where_it_may_go():
    assert set(MOVES) == set(Stage)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("to", Stage)
def test_only_a_delivery_that_waits_is_decided(stage, to):
    allowed = stage is Stage.RECEIVED and to is not Stage.RECEIVED

    assert bool(stages.may_move(number=1, stage=stage, to=to)) is allowed


def test_counts_add_up():
    assert Counts(1, 2, 3) + Counts(10, 20, 30) == Counts(11, 22, 33)


def test_a_layout_is_on_offer_until_it_is_withdrawn():
    column = vocabulary.Column(name="ref", title="Reference")
    layout = Layout(
        slug="test-parks",
        title="Parks",
        room="places",
        columns=(column,),
        key=("ref",),
        accept=lambda **_: Counts(),
    )

    vocabulary.offer(layout)
    assert vocabulary.offered()["test-parks"] is layout

    vocabulary.withdraw("test-parks")
    assert "test-parks" not in vocabulary.offered()
