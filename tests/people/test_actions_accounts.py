from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.people import actions, queries
from marram.people.events import AccountOpened, RolesChanged
from marram.people.models import Invitation, RoleHeld, User
from tests.people.conftest import AT, ON, PASSWORD


LATER = ON + timedelta(days=30)


def change(by, user, *roles, on=LATER, seen_version=1):
    return actions.change_roles(
        by=by, at=AT, on=on, user_id=user.pk, seen_version=seen_version, roles=roles
    )


def test_an_account_speaks_for_its_organisation_from_the_day_it_opens(council, open_account):
    user = open_account(
        "amina@millbrook.example", "partner-contributor", organisations=("millbrook-council",)
    )

    standing = queries.standing(user_id=user.pk, on=ON)
    before = queries.standing(user_id=user.pk, on=ON - timedelta(days=1))
    assert standing.organisations == {"millbrook-council"}
    assert standing.roles == {"partner-contributor"}
    assert before.organisations == before.roles == frozenset()


def test_the_ledger_learns_of_a_new_account_without_its_name_or_address(heard, open_account):
    user = open_account("amina@millbrook.example", "plan-lead")

    [told] = heard
    assert isinstance(told, AccountOpened)
    assert str(told.subject) == f"people.user/{user.pk}"
    assert told.after == {"roles": ["plan-lead"], "organisations": [], "can_log_in": True}


@pytest.mark.database
def test_an_address_opens_one_account_whatever_its_case(open_account):
    open_account("amina@millbrook.example")

    with pytest.raises(Refused, match="already has an account"):
        open_account("Amina@Millbrook.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="AMINA@millbrook.example", name="Amina", joined_at=AT)


def test_roles_that_are_taken_away_stay_on_record_with_their_last_day(
    open_account, administrator, heard
):
    open_account("admin@millbrook.example", "administrator")
    user = open_account("amina@millbrook.example", "plan-lead")
    heard.clear()

    change(administrator, user, "analyst")

    held = RoleHeld.objects.filter(user=user).values_list("role", "starts_on", "ends_on")
    assert set(held) == {("plan-lead", ON, LATER), ("analyst", LATER, None)}
    [told] = heard
    assert isinstance(told, RolesChanged)
    assert (told.before, told.after) == ({"roles": ["plan-lead"]}, {"roles": ["analyst"]})


def test_nobody_changes_their_own_roles(open_account):
    user = open_account("amina@millbrook.example", "administrator")
    herself = Actor(key=f"user:{user.pk}", name="A", permissions=frozenset({"people.change_roles"}))

    with pytest.raises(Refused, match="You cannot change your own roles"):
        change(herself, user, "administrator", "analyst")


def test_the_last_administrator_stays(open_account, administrator):
    user = open_account("amina@millbrook.example", "administrator")

    with pytest.raises(Refused, match="nobody who can manage access"):
        change(administrator, user, "analyst")
    with pytest.raises(Refused, match="nobody who can manage access"):
        actions.end_account(by=administrator, at=AT, on=LATER, user_id=user.pk)


def test_a_role_that_nobody_offers_is_refused(open_account, administrator):
    user = open_account("amina@millbrook.example")

    with pytest.raises(Refused, match="There is no role called emperor"):
        change(administrator, user, "emperor")


def test_the_second_of_two_administrators_sees_what_the_first_chose(open_account, administrator):
    open_account("admin@millbrook.example", "administrator")
    user = open_account("amina@millbrook.example")
    change(administrator, user, "analyst")

    with pytest.raises(Conflict) as conflict:
        change(administrator, user, "plan-lead")

    assert conflict.value.theirs == {"roles": "analyst"}


def test_an_ended_account_stands_for_nothing_and_its_appointments_end(
    council, open_account, administrator
):
    open_account("admin@millbrook.example", "administrator")
    user = open_account("amina@millbrook.example", "analyst", organisations=("millbrook-council",))

    actions.end_account(by=administrator, at=AT, on=LATER, user_id=user.pk)

    standing = queries.standing(user_id=user.pk, on=LATER)
    assert (standing.roles, standing.organisations) == (frozenset(), frozenset())
    user.refresh_from_db()
    assert not user.is_active and user.left_at == AT


def test_a_reopened_account_holds_no_role(open_account, administrator):
    open_account("admin@millbrook.example", "administrator")
    user = open_account("amina@millbrook.example", "analyst")
    actions.end_account(by=administrator, at=AT, on=LATER, user_id=user.pk)

    actions.reopen_account(by=administrator, at=AT, user_id=user.pk)

    user.refresh_from_db()
    assert user.is_active and user.left_at is None
    assert queries.standing(user_id=user.pk, on=LATER).roles == frozenset()


def invite(by, email="bo@millbrook.example", **more):
    seen = []
    actions.invite(
        by=by,
        at=AT,
        email=email,
        name="Bo",
        roles=["plan-lead"],
        address_of=lambda token: seen.append(token) or f"http://site/join/{token}/",
        **more,
    )
    return seen[0]


def accept(token, *, at=AT, password=PASSWORD):
    return actions.accept_invitation(at=at, on=ON, token=token, name="Bo", password=password)


def test_an_invitation_is_mailed_and_opens_an_account_once(
    council, administrator, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        token = invite(administrator, organisations=["millbrook-council"])

    user = accept(token)

    assert f"http://site/join/{token}/" in mailoutbox[0].body
    assert mailoutbox[0].to == ["bo@millbrook.example"]
    assert user.check_password(PASSWORD)
    assert queries.standing(user_id=user.pk, on=ON).organisations == {"millbrook-council"}
    with pytest.raises(Missing, match="used, withdrawn, or is more than seven days old"):
        accept(token)


def test_the_token_of_an_invitation_is_not_kept(db, administrator):
    token = invite(administrator)

    [kept] = Invitation.unscoped.values_list("token_hash", flat=True)
    assert token not in kept and len(kept) == 64


@pytest.mark.parametrize(
    ("after", "works"),
    [(timedelta(days=7) - timedelta(seconds=1), True), (timedelta(days=7), False)],
    ids=["the last second", "seven days later"],
)
def test_an_invitation_lasts_seven_days(db, administrator, after, works):
    token = invite(administrator)

    if works:
        assert accept(token, at=AT + after).email == "bo@millbrook.example"
    else:
        with pytest.raises(Missing):
            accept(token, at=AT + after)


def test_a_second_invitation_to_an_address_closes_the_first(db, administrator):
    first = invite(administrator)
    second = invite(administrator, email="BO@millbrook.example")

    with pytest.raises(Missing):
        accept(first)
    assert accept(second).name == "Bo"


def test_a_withdrawn_invitation_opens_nothing(db, administrator):
    token = invite(administrator)
    [number] = Invitation.unscoped.values_list("pk", flat=True)

    actions.withdraw_invitation(by=administrator, at=AT, invitation_id=number)

    with pytest.raises(Missing):
        accept(token)


def test_a_weak_password_is_refused_and_the_invitation_stays_open(db, administrator):
    token = invite(administrator)

    with pytest.raises(Refused, match="too common"):
        accept(token, password="password1234")

    assert accept(token).name == "Bo"


def test_only_an_administrator_invites(db, resident):
    with pytest.raises(Refused, match="Only an administrator may invite people."):
        invite(resident)
