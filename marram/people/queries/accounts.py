"""Accounts: one's own, the list for administrators, one of them, and open invitations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from allauth.mfa.models import Authenticator
from django.db.models import Q

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.people import policies, rules, vocabulary
from marram.people.models import Appointment, Invitation, RoleHeld, User
from marram.people.queries.standing import holding_on


ROWS_A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class RoleLine:
    """A role somebody holds, since when, and what it opens."""

    slug: str
    title: str
    comes_to: str
    since: date
    until: date | None
    permissions: tuple[str, ...]
    second_step: bool


@dataclass(frozen=True, kw_only=True)
class AccountPage:
    """What an account may do and why."""

    number: int
    name: str
    email: str
    version: int
    can_log_in: bool
    joined_at: datetime
    last_login: datetime | None
    second_step_set: bool
    roles: tuple[RoleLine, ...]
    earlier_roles: tuple[RoleLine, ...]
    speaks_for: tuple[str, ...]
    may_change_roles: Verdict
    may_end: Verdict
    may_reset_second_step: Verdict


@dataclass(frozen=True, kw_only=True)
class AccountRow:
    number: int
    name: str
    email: str
    can_log_in: bool
    last_login: datetime | None
    roles: tuple[str, ...]
    second_step_set: bool
    second_step_needed: bool


@dataclass(frozen=True, kw_only=True)
class InvitationRow:
    number: int
    name: str
    email: str
    roles: tuple[str, ...]
    expires_at: datetime
    expired: bool


@dataclass(frozen=True, kw_only=True)
class AccountPages:
    rows: tuple[AccountRow, ...]
    invitations: tuple[InvitationRow, ...]
    search: str
    found: int
    page: int
    pages: int
    may_invite: Verdict


def account(*, viewer: Actor, user_id: int, on: date) -> AccountPage:
    """Return an account with the roles it holds and held, as its holder or an administrator may
    see it. Four SQL queries.

    Raises: Missing, also when the viewer may not see it.
    """
    if viewer.user_id != user_id and not policies.may_read_accounts(viewer):
        raise Missing(f"There is no account {user_id}.")
    found = User.objects.filter(pk=user_id).first()
    if found is None:
        raise Missing(f"There is no account {user_id}.")
    held = list(RoleHeld.objects.filter(user=user_id).order_by("role", "starts_on", "pk"))
    places = Appointment.objects.filter(holding_on(on), user=user_id).order_by("pk")
    return AccountPage(
        number=found.pk,
        name=found.name,
        email=found.email,
        version=found.version,
        can_log_in=found.is_active,
        joined_at=found.joined_at,
        last_login=found.last_login,
        second_step_set=_with_second_step([found.pk]) == {found.pk},
        roles=tuple(_role_line(row) for row in held if _holds(row, on)),
        earlier_roles=tuple(_role_line(row) for row in held if not _holds(row, on)),
        speaks_for=tuple(
            dict.fromkeys(
                organisation or group or ""
                for organisation, group in places.values_list("organisation__name", "group__name")
            )
        ),
        may_change_roles=policies.may_change_roles(viewer, user_id),
        may_end=policies.may_end_account(viewer, user_id),
        may_reset_second_step=policies.may_reset_second_step(viewer, user_id),
    )


def accounts(
    *, viewer: Actor, at: datetime, on: date, search: str = "", page: int = 1
) -> AccountPages:
    """Return a page of accounts and every open invitation. Five SQL queries.

    Raises: Refused when the viewer may not see them.
    """
    policies.may_read_accounts(viewer).enforce()
    found = User.objects.all()
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    number = found.count()
    pages = max(1, ceil(number / ROWS_A_PAGE))
    page = min(max(1, page), pages)
    users = list(found.order_by("name", "email")[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE])
    roles: dict[int, list[str]] = {}
    held = RoleHeld.objects.filter(holding_on(on), user__in=users).order_by("user", "role", "pk")
    for user_id, slug in held.values_list("user_id", "role"):
        roles.setdefault(user_id, []).append(slug)
    secured = _with_second_step([user.pk for user in users])
    return AccountPages(
        rows=tuple(_account_row(user, roles.get(user.pk, []), secured) for user in users),
        invitations=_invitations(at),
        search=search,
        found=number,
        page=page,
        pages=pages,
        may_invite=policies.may_invite(viewer),
    )


def invitation(*, token: str, at: datetime) -> InvitationRow:
    """Return the open invitation that a link belongs to. One SQL query.

    Raises: Missing when it is unknown, used, withdrawn or too old.
    """
    found = Invitation.unscoped.filter(
        token_hash=rules.hashed(token), accepted_at=None, withdrawn_at=None, expires_at__gt=at
    ).first()
    if found is None:
        raise Missing("This invitation has been used, withdrawn, or is more than seven days old.")
    return _invitation_row(found, at)


def account_choices() -> tuple[tuple[str, str], ...]:
    """Return everybody who can log in, as number and name with address. One SQL query."""
    found = User.objects.filter(is_active=True).order_by("name", "email")
    rows = found.values_list("pk", "name", "email")
    return tuple((str(number), f"{name} ({email})") for number, name, email in rows)


def _holds(row: RoleHeld, on: date) -> bool:
    return row.starts_on <= on and (row.ends_on is None or on < row.ends_on)


def _role_line(row: RoleHeld) -> RoleLine:
    role = vocabulary.role(row.role)
    return RoleLine(
        slug=role.slug,
        title=role.title,
        comes_to=role.comes_to,
        since=row.starts_on,
        until=row.ends_on,
        permissions=tuple(sorted(vocabulary.in_words(name) for name in role.permissions)),
        second_step=role.second_step,
    )


def _account_row(user: User, slugs: list[str], secured: set[int]) -> AccountRow:
    roles = [vocabulary.role(slug) for slug in slugs]
    return AccountRow(
        number=user.pk,
        name=user.name,
        email=user.email,
        can_log_in=user.is_active,
        last_login=user.last_login,
        roles=tuple(role.title for role in roles),
        second_step_set=user.pk in secured,
        second_step_needed=any(role.second_step for role in roles),
    )


def _with_second_step(numbers: Iterable[int]) -> set[int]:
    found = Authenticator.objects.filter(user__in=numbers, type=Authenticator.Type.TOTP)
    return set(found.order_by("user").values_list("user_id", flat=True))


def _invitations(at: datetime) -> tuple[InvitationRow, ...]:
    waiting = Invitation.unscoped.filter(accepted_at=None, withdrawn_at=None)
    return tuple(_invitation_row(each, at) for each in waiting.order_by("-invited_at", "-pk"))


def _invitation_row(found: Invitation, at: datetime) -> InvitationRow:
    return InvitationRow(
        number=found.pk,
        name=found.name,
        email=found.email,
        roles=tuple(vocabulary.role(slug).title for slug in found.roles),
        expires_at=found.expires_at,
        expired=found.expires_at <= at,
    )
