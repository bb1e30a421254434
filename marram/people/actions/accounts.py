"""What is done to accounts: opening and ending them, and who may do what."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q

from marram.foundation.actors import Actor
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.people import policies, rules
from marram.people.events import (
    AccountEnded,
    AccountOpened,
    AccountReopened,
    RolesChanged,
    SecondStepRemoved,
)
from marram.people.models import Appointment, Organisation, RoleHeld, User


# The post of somebody who was invited to speak for an organisation.
CONTACT = "Contact"
_OPEN = {"can_log_in": True}
_ENDED = {"can_log_in": False}


@transaction.atomic
def open_account(
    *,
    by: Actor,
    at: datetime,
    on: date,
    email: str,
    name: str,
    password: str | None,
    roles: Collection[str] = (),
    organisations: Sequence[str] = (),
) -> User:
    """Open an account at once, without an invitation: for a first administrator or a demonstration.

    Raises: Refused when `by` may not, the address has an account, or a role is not known.
    """
    policies.may_invite(by).enforce()
    return opened(
        by=by.key,
        at=at,
        on=on,
        email=email,
        name=name,
        password=password,
        roles=roles,
        organisations=organisations,
    )


def opened(
    *,
    by: str,
    at: datetime,
    on: date,
    email: str,
    name: str,
    password: str | None,
    roles: Collection[str],
    organisations: Sequence[str],
) -> User:
    """Write an account with its roles and organisations, and tell. The caller has asked who may.

    The ledger keeps no address and no name: the account's number stands for the person.
    """
    rules.roles_offered(roles).enforce()
    rules.known(
        organisations,
        Organisation.objects.filter(pk__in=organisations).values_list("pk", flat=True),
        what="organisation",
    ).enforce()
    if User.objects.filter(email__iexact=email).exists():
        raise Refused(f"{email} already has an account. Change its roles instead.")
    user = User(email=email.lower(), name=name, joined_at=at)
    user.set_password(password)
    user.save()
    # Whoever came by an invitation has shown that the address is theirs.
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    for role in sorted(roles):
        RoleHeld.objects.create(user=user, role=role, starts_on=on)
    for organisation in organisations:
        Appointment.objects.create(
            user=user, organisation_id=organisation, post=CONTACT, starts_on=on
        )
    after = {"roles": sorted(roles), "organisations": list(organisations), **_OPEN}
    publish(AccountOpened(by=by or f"user:{user.pk}", at=at, subject=_subject(user), after=after))
    return user


@transaction.atomic
def change_roles(
    *,
    by: Actor,
    at: datetime,
    on: date,
    user_id: int,
    seen_version: int,
    roles: Collection[str],
) -> User:
    """Let a person hold exactly these roles from a day on. What they held before stays on record.

    Raises: Missing; Refused when `by` may not, a role is not known or nobody could manage access
    any more; Conflict when somebody changed the account since version `seen_version`.
    """
    policies.may_change_roles(by, user_id).enforce()
    rules.roles_offered(roles).enforce()
    user = _account(user_id)
    held = RoleHeld.objects.filter(_open_on(on), user=user)
    before = sorted(set(held.values_list("role", flat=True)))
    if user.version != seen_version:
        raise Conflict(
            f"Somebody changed the roles of {user.name} while you were choosing. "
            f"Both are shown below: choose again, then save.",
            theirs={"roles": ", ".join(before)},
            version=user.version,
        )
    if set(roles) == set(before):
        return user
    _somebody_administers(user, on=on, will_hold=roles)
    held.exclude(role__in=roles).update(ends_on=on)
    for role in sorted(set(roles) - set(before)):
        RoleHeld.objects.create(user=user, role=role, starts_on=on)
    user.version += 1
    user.save(update_fields=["version"])
    publish(
        RolesChanged(
            by=by.key,
            at=at,
            subject=_subject(user),
            before={"roles": before},
            after={"roles": sorted(roles)},
        )
    )
    return user


@transaction.atomic
def end_account(*, by: Actor, at: datetime, on: date, user_id: int) -> User:
    """Close an account: nobody can log in with it any more, and its appointments end.

    Raises: Missing; Refused when `by` may not, or nobody could manage access any more.
    """
    policies.may_end_account(by, user_id).enforce()
    user = _account(user_id)
    if not user.is_active:
        return user
    _somebody_administers(user, on=on, will_hold=())
    held = RoleHeld.objects.filter(_open_on(on), user=user)
    roles = {"roles": sorted(set(held.values_list("role", flat=True)))}
    held.update(ends_on=on)
    Appointment.objects.filter(_open_on(on), user=user).update(ends_on=on)
    user.is_active, user.left_at, user.version = False, at, user.version + 1
    user.save()
    publish(
        AccountEnded(
            by=by.key,
            at=at,
            subject=_subject(user),
            before={**_OPEN, **roles},
            after={**_ENDED, "roles": []},
        )
    )
    return user


@transaction.atomic
def reopen_account(*, by: Actor, at: datetime, user_id: int) -> User:
    """Let somebody log in again. They hold no role until they are given one.

    Raises: Missing; Refused when `by` may not.
    """
    policies.may_end_account(by, user_id).enforce()
    user = _account(user_id)
    if user.is_active:
        return user
    user.is_active, user.left_at, user.version = True, None, user.version + 1
    user.save()
    publish(AccountReopened(by=by.key, at=at, subject=_subject(user), before=_ENDED, after=_OPEN))
    return user


@transaction.atomic
def reset_second_step(*, by: Actor, at: datetime, user_id: int) -> None:
    """Take away the second step of somebody who lost their telephone and their recovery codes.

    Whoever needs one is asked to set up a new one when they next log in.

    Raises: Missing; Refused when `by` may not.
    """
    policies.may_reset_second_step(by, user_id).enforce()
    user = _account(user_id)
    removed, _ = Authenticator.objects.filter(user_id=user.pk).delete()
    if removed:
        publish(SecondStepRemoved(by=by.key, at=at, subject=_subject(user)))


@transaction.atomic
def tell(fact: type[Event], *, user_id: int, at: datetime) -> None:
    """Tell of something a person did to their own account, such as changing the password."""
    subject = Subject("people.user", str(user_id))
    publish(fact(by=f"user:{user_id}", at=at, subject=subject))


def _account(user_id: int) -> User:
    found = User.objects.select_for_update().filter(pk=user_id).first()
    if found is None:
        raise Missing(f"There is no account {user_id}.")
    return found


def _subject(user: User) -> Subject:
    return Subject("people.user", str(user.pk))


def _open_on(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gt=on))


def _somebody_administers(user: User, *, on: date, will_hold: Collection[str]) -> None:
    held: dict[int, list[str]] = {user.pk: list(will_hold)}
    others = RoleHeld.objects.filter(_open_on(on), user__is_active=True).exclude(user=user)
    for number, role in others.order_by("pk").values_list("user_id", "role"):
        held.setdefault(number, []).append(role)
    rules.somebody_administers(remaining=list(held.values())).enforce()
