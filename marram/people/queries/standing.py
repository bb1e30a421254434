"""For whom a person speaks today, and as what."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Count, Q, QuerySet

from marram.foundation.actors import WITHOUT_ACCOUNT
from marram.foundation.verdicts import Missing
from marram.people import vocabulary
from marram.people.models import Appointment, RoleHeld, User


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The roles a person holds on a day, and the organisations and groups they speak for."""

    name: str
    roles: frozenset[str]
    organisations: frozenset[str]
    groups: frozenset[str]


def holding_on(on: date) -> Q:
    """Return the condition that a period with `starts_on` and `ends_on` holds on a day."""
    return Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gt=on))


def standing(*, user_id: int, on: date) -> Standing:
    """Return what an account's roles and appointments make of it on a day. Three SQL queries.

    An account that has ended holds no roles and speaks for nobody.

    Raises: Missing when there is no such account.
    """
    user = User.objects.filter(pk=user_id).only("name", "is_active").first()
    if user is None:
        raise Missing(f"There is no account {user_id}.")
    if not user.is_active:
        return Standing(
            name=user.name, roles=frozenset(), organisations=frozenset(), groups=frozenset()
        )
    appointments = list(
        Appointment.objects.filter(holding_on(on), user=user_id).values_list(
            "organisation_id", "group_id"
        )
    )
    return Standing(
        name=user.name,
        roles=frozenset(_roles_on(user_id, on).values_list("role", flat=True)),
        organisations=frozenset(slug for slug, _ in appointments if slug),
        groups=frozenset(slug for _, slug in appointments if slug),
    )


def second_step_due(*, user_id: int, on: date) -> bool:
    """Tell whether a person must set up a second step before anything else. At most two queries."""
    if not _roles_on(user_id, on).filter(role__in=vocabulary.second_step_roles()).exists():
        return False
    return not Authenticator.objects.filter(user=user_id, type=Authenticator.Type.TOTP).exists()


def role_holders(*, on: date) -> Mapping[str, int]:
    """Return how many people hold each role on a day, by its key. One SQL query."""
    held = RoleHeld.objects.filter(holding_on(on), user__is_active=True)
    counted = held.values("role").annotate(people=Count("user", distinct=True))
    return dict(counted.order_by("role").values_list("role", "people"))


def names(*, keys: Collection[str]) -> Mapping[str, str]:
    """Return the names behind actors' keys: accounts ("user:12") and the system itself. One query.

    Whoever else may act, such as a mailed link, is left out.
    """
    numbers = [int(key[5:]) for key in keys if key.startswith("user:") and key[5:].isdigit()]
    found = User.objects.filter(pk__in=numbers).order_by("pk").values_list("pk", "name")
    ours = {key: WITHOUT_ACCOUNT[key] for key in keys if key in WITHOUT_ACCOUNT}
    return ours | {f"user:{number}": name for number, name in found}


def _roles_on(user_id: int, on: date) -> QuerySet[RoleHeld]:
    return RoleHeld.objects.filter(holding_on(on), user=user_id)
