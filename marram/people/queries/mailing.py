"""Where accounts are reached by mail, for the rooms that write to people. Never shown on a page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from marram.people import vocabulary
from marram.people.models import Appointment, RoleHeld, User
from marram.people.queries.standing import holding_on


@dataclass(frozen=True, kw_only=True)
class Reached:
    """An account that can log in: its address, and what its roles let it do on a day."""

    email: str
    permissions: frozenset[str]


def reached(*, users: Collection[int], on: date) -> Mapping[int, Reached]:
    """Return how accounts are reached on a day, by number. Those that ended are left out.

    Two SQL queries.
    """
    held: dict[int, frozenset[str]] = {}
    rows = RoleHeld.objects.filter(holding_on(on), user__in=users).order_by("pk")
    for user, role in rows.values_list("user_id", "role"):
        held[user] = held.get(user, frozenset()) | vocabulary.role(role).permissions
    found = User.objects.filter(pk__in=users, is_active=True).order_by("pk")
    return {
        number: Reached(email=email, permissions=held.get(number, frozenset()))
        for number, email in found.values_list("pk", "email")
    }


def speakers(*, groups: Collection[str], on: date) -> Mapping[str, tuple[int, ...]]:
    """Return the accounts that are appointed to groups on a day, by group. One SQL query."""
    rows = Appointment.objects.filter(holding_on(on), group__in=groups, user__isnull=False)
    found: dict[str, tuple[int, ...]] = {}
    for group, user in rows.order_by("pk").values_list("group_id", "user_id"):
        found[str(group)] = (*found.get(str(group), ()), int(user or 0))
    return found
