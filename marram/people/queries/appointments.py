"""Who is appointed where."""

from dataclasses import dataclass
from datetime import date

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.people import policies
from marram.people.models import Appointment


@dataclass(frozen=True, kw_only=True)
class AppointmentRow:
    """A post and the role or, for colleagues, the person that holds it."""

    number: int
    post: str
    holder: str
    organisation: str | None
    organisation_name: str
    group: str | None
    group_name: str
    starts_on: date
    ends_on: date | None
    holds: bool
    source: str


def appointments(
    *, viewer: Actor, on: date, organisation: str | None = None, group: str | None = None
) -> tuple[AppointmentRow, ...]:
    """Return the appointments to an organisation or a group, those that hold on a day first.

    Persons' names are for colleagues only: anybody else reads "a colleague". One SQL query.
    """
    found = Appointment.objects.select_related("user", "organisation", "group")
    if organisation is not None:
        found = found.filter(organisation=organisation)
    if group is not None:
        found = found.filter(group=group)
    rows = [_row(viewer, on, each) for each in found.order_by("-starts_on", "post", "pk")]
    return tuple(sorted(rows, key=lambda row: not row.holds))


def appointment(*, viewer: Actor, number: int, on: date) -> AppointmentRow:
    """Return one appointment. One SQL query.

    Raises: Missing.
    """
    every = Appointment.objects.select_related("user", "organisation", "group")
    found = every.filter(pk=number).first()
    if found is None:
        raise Missing(f"There is no appointment {number}.")
    return _row(viewer, on, found)


def _row(viewer: Actor, on: date, found: Appointment) -> AppointmentRow:
    holder = found.holder_role
    if found.user is not None:
        holder = found.user.name if policies.may_see_holders(viewer) else holder or "a colleague"
    return AppointmentRow(
        number=found.pk,
        post=found.post,
        holder=holder,
        organisation=found.organisation_id,
        organisation_name=found.organisation.name if found.organisation else "",
        group=found.group_id,
        group_name=found.group.name if found.group else "",
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        holds=found.starts_on <= on and (found.ends_on is None or on < found.ends_on),
        source=found.source,
    )
