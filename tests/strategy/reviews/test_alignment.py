from datetime import date

import pytest

from marram.foundation.verdicts import Missing
from marram.strategy.actions import plans
from marram.strategy.queries.alignment import alignment
from marram.strategy.rules.alignment import (
    Line,
    counterparts,
    due_months_in_common,
    leads_in_common,
    stages,
    subject_words,
)


def line(code, what, *, leads=(), stage="", due_on=None):
    return Line(
        code=code,
        section="",
        what=what,
        leads=frozenset(leads),
        stage=stage,
        due_on=due_on,
        words=subject_words(what),
    )


def test_common_words_and_endings_do_not_count():
    assert subject_words("Develop new services and support for carers") == {"carer"}
    assert subject_words("Crisis; crises, bus") == {"crisis", "crise", "bus"}


def test_actions_with_a_fifth_of_their_words_in_common_are_counterparts():
    ours = [line("A-1", "Train nurses in suicide awareness")]
    others = [line("B-1", "Print leaflets"), line("B-2", "Suicide awareness for pharmacists")]

    found = counterparts(ours, others)["A-1"]

    assert (found.code, found.words, found.overlap) == ("B-2", ("awareness", "suicide"), 0.4)


def test_fewer_words_are_enough_for_actions_with_one_lead():
    ours = "Train nurses wards suicide prevention doctors"
    theirs = "Suicide prevention leaflets pharmacists libraries barbers hairdressers"

    apart = counterparts([line("A-1", ours)], [line("B-1", theirs)])
    together = counterparts(
        [line("A-1", ours, leads=["Trust"])], [line("B-1", theirs, leads=["Trust", "Council"])]
    )

    assert apart["A-1"] is None
    assert together["A-1"].leads == ("Trust",)


def test_one_word_in_common_is_not_enough():
    assert counterparts([line("A-1", "Suicide")], [line("B-1", "Suicide")])["A-1"] is None


def test_a_counterpart_tells_whether_stage_and_month_are_the_same():
    may, june = date(2025, 5, 1), date(2025, 6, 30)
    ours = [line("A-1", "Suicide awareness", stage="prevention", due_on=june)]

    same = counterparts(
        ours, [line("B-1", "Suicide awareness", stage="prevention", due_on=date(2025, 6, 2))]
    )["A-1"]
    other = counterparts(ours, [line("B-1", "Suicide awareness", due_on=may)])["A-1"]

    assert (same.same_stage, same.same_month) == (True, True)
    assert (other.same_stage, other.same_month) == (False, False)


def test_actions_without_stage_or_date_have_neither_in_common():
    found = counterparts([line("A-1", "Suicide wards")], [line("B-1", "Suicide wards")])["A-1"]

    assert (found.same_stage, found.same_month) == (False, False)


def test_leads_months_and_stages_are_counted_in_both():
    june = date(2025, 6, 1)
    ours = [
        line("A-1", "x", leads=["Trust"], stage="prevention", due_on=date(2025, 6, 30)),
        line("A-2", "x", leads=["Trust", "Council"], due_on=date(2025, 7, 1)),
    ]
    others = [line("B-1", "x", leads=["Trust"], stage="recovery", due_on=june)]

    assert leads_in_common(ours, others) == {"Trust": (2, 1)}
    assert due_months_in_common(ours, others) == {june: (1, 1)}
    assert stages(ours, others) == {"": (1, 0), "prevention": (1, 0), "recovery": (0, 1)}


@pytest.fixture
def second_plan(hubs, act):
    act(
        plans.add_plan,
        slug="homes",
        title="Homes for Millbrook",
        prefix="HOM",
        fields={"scheme": "action-progress", "adopted_on": date(2025, 4, 1)},
    )
    act(
        plans.add_action,
        plan_slug="homes",
        code="HOM-1",
        fields={"what": "Leaflets to print", "due_on": date(2025, 4, 1)},
    )
    return "homes"


@pytest.mark.parametrize("more", [0, 50])
def test_an_alignment_costs_five_queries_however_many_actions(
    more, second_plan, administrator, act, django_assert_num_queries
):
    for number in range(more):
        act(plans.add_action, plan_slug="homes", fields={"what": f"Home {number}"})

    with django_assert_num_queries(5):
        found = alignment(viewer=administrator, first="hubs", second="homes", on=date(2025, 6, 5))

    assert found.first.counterparts["HUB-3"].code == "HOM-1"
    assert found.second.counterparts["HOM-1"].code == "HUB-3"
    assert found.first.without == 3
    assert list(found.months) == [date(2025, 4, 1)]


def test_a_resident_does_not_see_a_draft_beside_another_plan(second_plan, resident):
    with pytest.raises(Missing, match="There is no plan hubs"):
        alignment(viewer=resident, first="hubs", second="homes", on=date(2025, 6, 5))
