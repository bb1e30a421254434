from datetime import date

import pytest

from marram.foundation.verdicts import Missing
from marram.strategy.queries import action_lists, plans
from marram.strategy.queries.action_lists import Filters
from marram.strategy.vocabulary import Standing


pytestmark = pytest.mark.database


def test_each_action_of_millbrook_stands_as_its_dates_say(millbrook, today):
    page = plans.plan_page(viewer=millbrook.lead, slug="living-well-actions", on=today)

    assert [(line.code, line.standing) for line in page.lines] == [
        ("lwm-001", Standing.OVERDUE),
        ("lwm-002", Standing.ON_COURSE),
        ("lwm-003", Standing.NO_DATE),
        ("lwm-004", Standing.DUE_SOON),
        ("lwm-005", Standing.COMPLETE),
    ]
    assert page.leads == ("Amina",)


@pytest.mark.parametrize(
    ("on", "overdue"),
    [
        (date(2025, 5, 31), []),
        (date(2025, 6, 1), ["lwm-005"]),
        (date(2025, 6, 20), []),
        (date(2025, 7, 1), ["lwm-001"]),
        (date(2025, 8, 1), ["lwm-001", "lwm-004"]),
    ],
    ids=str,
)
def test_the_overdue_list_is_right_on_the_day_that_is_asked(on, overdue, millbrook):
    """Warm homes was due on 31 May and reported complete on 20 June."""
    found = action_lists.action_list(
        viewer=millbrook.lead, on=on, filters=Filters(standing=Standing.OVERDUE)
    )

    assert [line.code for line in found.lines] == overdue


def test_a_resident_sees_only_actions_of_published_plans(millbrook, resident, today):
    found = action_lists.action_list(viewer=resident, on=today, filters=Filters())

    assert {line.plan for line in found.lines} == {"living-well-actions"}
    with pytest.raises(Missing, match="There is no plan carers-actions"):
        plans.plan_page(viewer=resident, slug="carers-actions", on=today)


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        (Filters(lead="age_friends"), ["lwm-003", "lwm-004"]),
        (Filters(claimed="amber"), ["lwm-001"]),
        (Filters(words="homes risk"), ["lwm-005"]),
        (Filters(plan="carers-actions"), ["car-001"]),
        (Filters(changed_since=date(2025, 6, 20)), ["lwm-001", "lwm-005"]),
        (Filters(stage="recovery"), []),
    ],
    ids=str,
)
def test_a_list_is_narrowed_by_what_the_address_says(filters, codes, millbrook, today):
    found = action_lists.action_list(viewer=millbrook.lead, on=today, filters=filters)

    assert [line.code for line in found.lines] == codes
    assert found.total == len(codes)


def test_an_action_with_two_leads_counts_for_each(millbrook, today):
    counts = action_lists.by_lead(viewer=millbrook.lead, on=today, filters=Filters())

    assert [(lead.key, lead.total) for lead in counts] == [
        ("age_friends", 2),
        ("council", 3),
        ("homes", 1),
        ("trust", 1),
    ]
