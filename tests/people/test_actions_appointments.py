from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from marram.foundation.verdicts import Refused
from marram.people import actions, queries
from marram.people.models import Appointment
from tests.people.conftest import AT, ON


def appoint(by, **more):
    given = {"post": "Chair", "starts_on": ON, "group": "millbrook-board", **more}
    return actions.make_appointment(by=by, at=AT, **given)


def test_a_person_speaks_for_a_group_until_the_day_the_appointment_ends(
    board, administrator, open_account
):
    user = open_account("amina@millbrook.example", "board-member")
    made = appoint(administrator, user_id=user.pk)

    actions.end_appointment(
        by=administrator, at=AT, appointment_id=made.pk, ends_on=ON + timedelta(days=10)
    )

    groups = [
        queries.standing(user_id=user.pk, on=ON + timedelta(days=days)).groups
        for days in (-1, 0, 9, 10)
    ]
    assert groups == [frozenset(), {"millbrook-board"}, {"millbrook-board"}, frozenset()]


def test_a_resident_reads_the_role_and_a_colleague_the_name(
    board, administrator, open_account, resident
):
    user = open_account("amina@millbrook.example")
    appoint(administrator, user_id=user.pk, holder_role="Director of Public Health")
    colleague = type(resident)(key=f"user:{user.pk}", name="Amina")

    seen = [
        queries.appointments(viewer=viewer, on=ON, group="millbrook-board")[0].holder
        for viewer in (resident, colleague)
    ]

    assert seen == ["Director of Public Health", "Amina"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, "Say who holds the post"),
        ({"holder_role": "Chair", "group": None}, "Say where the post is"),
        ({"holder_role": "Chair", "group": "nowhere"}, "There is no group called nowhere"),
        ({"user_id": 99}, "That person has no open account"),
        (
            {"holder_role": "Chair", "ends_on": ON - timedelta(days=1)},
            "It began on 2 March 2026, so it cannot end on 1 March 2026",
        ),
    ],
)
def test_an_appointment_that_does_not_fit_is_refused_in_words(board, administrator, given, reason):
    with pytest.raises(Refused, match=reason):
        appoint(administrator, **given)


def test_a_resident_appoints_nobody(board, resident):
    with pytest.raises(Refused, match="may make or end appointments"):
        appoint(resident, holder_role="Chair")


def test_the_same_end_twice_is_told_once(board, administrator, heard):
    made = appoint(administrator, holder_role="Director")
    heard.clear()

    for _ in range(2):
        actions.end_appointment(by=administrator, at=AT, appointment_id=made.pk, ends_on=ON)

    assert [told.after for told in heard] == [{"ends_on": "2026-03-02"}]


@pytest.mark.database
@pytest.mark.parametrize(
    "row",
    [
        {"holder_role": "Chair"},
        {"group_id": "millbrook-board"},
        {"group_id": "millbrook-board", "holder_role": "x", "ends_on": ON - timedelta(days=1)},
    ],
    ids=["nowhere", "held by nobody", "ends before it starts"],
)
def test_the_database_refuses_an_impossible_appointment(board, row):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(post="Chair", starts_on=ON, **row)
