"""Every change to accounts, organisations, groups and appointments."""

from marram.people.actions.appointments import end_appointment, make_appointment
from marram.people.actions.groups import add_group, amend_group, record_groups
from marram.people.actions.organisations import (
    Recorded,
    add_organisation,
    amend_organisation,
    record_organisations,
)


__all__ = [
    "Recorded",
    "add_group",
    "add_organisation",
    "amend_group",
    "amend_organisation",
    "end_appointment",
    "make_appointment",
    "record_groups",
    "record_organisations",
]
