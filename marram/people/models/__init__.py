"""What is kept about people, organisations and groups."""

from marram.people.models.accounts import Invitation, KeptTyping, RoleHeld, User
from marram.people.models.appointments import Appointment
from marram.people.models.groups import Group, Membership
from marram.people.models.organisations import Organisation


__all__ = [
    "Appointment",
    "Group",
    "Invitation",
    "KeptTyping",
    "Membership",
    "Organisation",
    "RoleHeld",
    "User",
]
