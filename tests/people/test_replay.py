"""Every change is in the ledger: told again, it gives the record as it stands."""

from datetime import timedelta

import pytest

from marram.foundation.events import Subject
from marram.people import actions
from tests.people.conftest import AT, ON
from tests.records.replay import replayed, told_by_the_ledger


@pytest.mark.database
def test_the_life_of_an_organisation_is_in_the_ledger(council, administrator):
    for version, fields in enumerate(
        [{"name": "Millbrook Borough Council"}, {"sector": "fire", "ended_on": ON}], start=1
    ):
        council = actions.amend_organisation(
            by=administrator, at=AT, slug=council.slug, seen_version=version, fields=fields
        )

    told_by_the_ledger(
        council,
        subject=Subject("people.organisation", council.slug),
        fields={"name": "name", "sector": "sector", "ended_on": "ended_on"},
    )


@pytest.mark.database
def test_the_life_of_a_group_is_in_the_ledger(board, administrator):
    board = actions.amend_group(
        by=administrator,
        at=AT,
        slug=board.slug,
        seen_version=1,
        fields={"frequency": "monthly", "chair_role": "Director"},
        members=["a bishop"],
    )

    told_by_the_ledger(
        board,
        subject=Subject("people.group", board.slug),
        fields={"name": "name", "frequency": "frequency", "chair_role": "chair_role"},
    )
    assert replayed(Subject("people.group", board.slug))["members"] == ["a bishop"]


@pytest.mark.database
def test_the_life_of_an_account_is_in_the_ledger(open_account, administrator):
    open_account("admin@millbrook.example", "administrator")
    user = open_account("amina@millbrook.example", "analyst")
    later = ON + timedelta(days=3)
    actions.change_roles(
        by=administrator, at=AT, on=later, user_id=user.pk, seen_version=1, roles=["plan-lead"]
    )
    actions.end_account(by=administrator, at=AT, on=later, user_id=user.pk)
    actions.reopen_account(by=administrator, at=AT, user_id=user.pk)

    now = replayed(Subject("people.user", str(user.pk)))

    assert now["roles"] == []
    assert now["can_log_in"] is True


@pytest.mark.database
def test_the_life_of_an_appointment_is_in_the_ledger(board, administrator):
    made = actions.make_appointment(
        by=administrator,
        at=AT,
        post="Chair",
        holder_role="Director",
        group=board.slug,
        starts_on=ON,
    )
    ended = actions.end_appointment(by=administrator, at=AT, appointment_id=made.pk, ends_on=ON)

    told_by_the_ledger(
        ended,
        subject=Subject("people.appointment", str(made.pk)),
        fields={"post": "post", "starts_on": "starts_on", "ends_on": "ends_on"},
    )
