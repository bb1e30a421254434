"""Who is appointed to what."""

from datetime import date, datetime

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.people import policies, rules
from marram.people.events import AppointmentEnded, AppointmentMade
from marram.people.models import Appointment, Group, Organisation, User


@transaction.atomic
def make_appointment(
    *,
    by: Actor,
    at: datetime,
    post: str,
    starts_on: date,
    ends_on: date | None = None,
    user_id: int | None = None,
    holder_role: str = "",
    organisation: str | None = None,
    group: str | None = None,
    source: str = "",
) -> Appointment:
    """Say who holds a post in an organisation, a group, or for an organisation on a group.

    Raises: Refused when `by` may not, when nobody or nowhere is named, or the days do not fit.
    """
    policies.may_appoint(by).enforce()
    _check(user_id, holder_role, organisation, group)
    if ends_on:
        rules.ends_after_start(starts_on=starts_on, ends_on=ends_on).enforce()
    made = Appointment.objects.create(
        post=post,
        starts_on=starts_on,
        ends_on=ends_on,
        user_id=user_id,
        holder_role=holder_role,
        organisation_id=organisation,
        group_id=group,
        source=source,
    )
    publish(
        AppointmentMade(
            by=by.key, at=at, subject=Subject("people.appointment", str(made.pk)), after=_said(made)
        )
    )
    return made


@transaction.atomic
def end_appointment(*, by: Actor, at: datetime, appointment_id: int, ends_on: date) -> Appointment:
    """Say on which day an appointment ends; on that day it no longer holds.

    Raises: Missing; Refused when `by` may not or the day comes before the first.
    """
    policies.may_appoint(by).enforce()
    found = Appointment.objects.select_for_update().filter(pk=appointment_id).first()
    if found is None:
        raise Missing(f"There is no appointment {appointment_id}.")
    rules.ends_after_start(starts_on=found.starts_on, ends_on=ends_on).enforce()
    if found.ends_on == ends_on:
        return found
    before = {"ends_on": found.ends_on.isoformat() if found.ends_on else None}
    found.ends_on = ends_on
    found.version += 1
    found.save()
    publish(
        AppointmentEnded(
            by=by.key,
            at=at,
            subject=Subject("people.appointment", str(found.pk)),
            before=before,
            after={"ends_on": ends_on.isoformat()},
        )
    )
    return found


def _check(
    user_id: int | None, holder_role: str, organisation: str | None, group: str | None
) -> None:
    if not user_id and not holder_role:
        raise Refused("Say who holds the post: choose a person, or enter the role that holds it.")
    if not organisation and not group:
        raise Refused("Say where the post is: choose an organisation, a group, or both.")
    if user_id and not User.objects.filter(pk=user_id, is_active=True).exists():
        raise Refused("That person has no open account. Choose somebody else.")
    if organisation and not Organisation.objects.filter(pk=organisation).exists():
        raise Refused(f"There is no organisation called {organisation}.")
    if group and not Group.objects.filter(pk=group).exists():
        raise Refused(f"There is no group called {group}.")


def _said(made: Appointment) -> dict[str, str | None]:
    """Return what an appointment says; a person is named by their account's number only."""
    return {
        "post": made.post,
        "holder": f"user:{made.user_id}" if made.user_id else made.holder_role,
        "organisation": made.organisation_id,
        "group": made.group_id,
        "starts_on": made.starts_on.isoformat(),
        "ends_on": made.ends_on.isoformat() if made.ends_on else None,
    }
