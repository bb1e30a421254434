"""The words of this room: permissions, roles, sectors."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


# The cookie that ties what a stranger typed to whoever logs in next on the same browser.
TYPED_COOKIE = "marram_typed"


class Permission(StrEnum):
    READ_ACCOUNTS = "people.read_accounts"
    INVITE = "people.invite"
    CHANGE_ROLES = "people.change_roles"
    END_ACCOUNTS = "people.end_accounts"
    EDIT_ORGANISATIONS = "people.edit_organisations"
    EDIT_GROUPS = "people.edit_groups"
    APPOINT = "people.appoint"


class Sector(StrEnum):
    """What sort of body an organisation is, in the words the papers use."""

    COUNCIL = "council"
    NHS_COMMISSIONER = "NHS commissioner"
    NHS_PROVIDER = "NHS provider"
    VOLUNTARY = "VCSE"
    EDUCATION = "education"
    POLICE_AND_JUSTICE = "police/justice"
    FIRE = "fire"
    HOUSING = "housing association"
    PRIVATE = "private"
    FORUM = "forum/group"
    REGIONAL = "regional body"
    NATIONAL = "national body"


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role that an account may hold: what it comes to do, and what it may do.

    `second_step` says that whoever holds it must log in with a second step, because it opens
    exempt papers or the records of families.
    """

    slug: str
    title: str
    comes_to: str = ""
    permissions: frozenset[str] = frozenset()
    second_step: bool = False


_roles: dict[str, Role] = {}


def offer_roles(roles: Iterable[Role]) -> None:
    """Make known which roles there are. `site` alone calls this, from its page of roles."""
    for role in roles:
        _roles[role.slug] = role


def roles() -> tuple[Role, ...]:
    """Return every role, in the order they were offered."""
    return tuple(_roles.values())


def role(slug: str) -> Role:
    """Return one role; a slug nobody offers any more is a role that may do nothing."""
    return _roles.get(slug, Role(slug=slug, title=slug.replace("-", " ")))


def second_step_roles() -> frozenset[str]:
    """Return the slugs of the roles whose holders must log in with a second step."""
    return frozenset(role.slug for role in _roles.values() if role.second_step)


def in_words(permission: str) -> str:
    """Return a permission as words for the person who holds it.

    >>> in_words("strategy.report_progress")
    'Strategy: report progress'
    """
    room, _, action = permission.partition(".")
    return f"{room.capitalize()}: {action.replace('_', ' ')}"
