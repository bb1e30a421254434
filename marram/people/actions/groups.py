"""What is done to groups: boards, forums, panels and teams that meet."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, differences, not_moved_on, said, write
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.people import policies, rules
from marram.people.events import GroupAdded, GroupAmended
from marram.people.models import Group, Membership, Organisation


FIELDS = (
    "name",
    "short_name",
    "parent",
    "parent_as_written",
    "kind",
    "purpose",
    "frequency",
    "chair_role",
    "reports_to",
    "status",
    "source",
)


@transaction.atomic
def add_group(
    *, by: Actor, at: datetime, slug: str, fields: Mapping[str, Any], members: Sequence[str] = ()
) -> Group:
    """Add a group; `fields` holds `name` and any others of FIELDS.

    A member is the key of an organisation, a key with a remark ("nhs_england (statutory)"), or
    words for somebody who is not in the list of organisations.

    Raises: Refused when `by` may not, the slug is taken, or the group would run in a circle.
    """
    policies.may_edit_groups(by).enforce()
    if Group.objects.filter(pk=slug).exists():
        raise Refused(f"There already is a group called {slug}. Choose another short key.")
    _check(slug, fields, {**_parents(), slug: None})
    return _add(by, at, slug, fields, _read_members(members, _organisations()))


@transaction.atomic
def amend_group(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    seen_version: int,
    fields: Mapping[str, Any],
    members: Sequence[str] | None = None,
) -> Group:
    """Change fields and, when given, the members of a group.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    policies.may_edit_groups(by).enforce()
    found = Group.objects.select_for_update().filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no group {slug}.")
    present = _members([slug]).get(slug, ())
    besides = {} if members is None else {"members": "; ".join(_in_words(present))}
    theirs = {**said(found, fields), **besides}
    not_moved_on(found, called=str(found), seen_version=seen_version, theirs=theirs)
    _check(slug, fields, _parents())
    wanted = None if members is None else _read_members(members, _organisations())
    _amend(by, at, found, fields, present=present, wanted=wanted)
    return found


@transaction.atomic
def record_groups(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Add or change groups by `slug`, so that each says what its row says.

    A row may hold any of FIELDS and `members`, a list parted by semicolons. A parent that is
    neither in the list nor in the rows is kept in words, and shows among the findings.

    Raises: Refused when `by` may not, or rows would run in a circle; nothing is written then.
    """
    policies.may_edit_groups(by).enforce()
    present = {found.slug: found for found in Group.objects.select_for_update().order_by("slug")}
    known = present.keys() | {row["slug"] for row in rows}
    wanted = [(row["slug"], _from_row(row, known)) for row in rows]
    parents = _parents() | dict.fromkeys(known - present.keys())
    parents |= {slug: fields["parent"] for slug, fields in wanted if "parent" in fields}
    organisations = _organisations()
    members_now = _members(present)
    created = changed = 0
    for (slug, fields), row in zip(wanted, rows, strict=True):
        _check(slug, fields, parents)
        members = None
        if "members" in row:
            members = _read_members(row["members"].split(";"), organisations)
        if slug not in present:
            present[slug] = _add(by, at, slug, fields, members or ())
            members_now[slug] = members or ()
            created += 1
        elif _amend(
            by, at, present[slug], fields, present=members_now.get(slug, ()), wanted=members
        ):
            changed += 1
    return Recorded(created, changed, len(rows) - created - changed)


# A member as kept: the slug of an organisation or None, and words.
Member = tuple[str | None, str]


def _from_row(row: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
    fields = {name: row[name] for name in FIELDS if name in row}
    if "parent" in fields:
        parent = fields["parent"] or None
        fields["parent"] = parent if parent in known else None
        fields["parent_as_written"] = "" if parent in known else (parent or "")
    return fields


def _check(slug: str, fields: Mapping[str, Any], parents: Mapping[str, str | None]) -> None:
    rules.a_key(slug).enforce()
    if not fields.get("name", slug):
        raise Refused(f"Enter the name of the group {slug}.")
    if fields.get("parent"):
        rules.known([fields["parent"]], parents.keys(), what="group").enforce()
        rules.no_circle(group=slug, parent=fields["parent"], parents=parents).enforce()


def _read_members(members: Sequence[str], organisations: set[str]) -> tuple[Member, ...]:
    """Return members in their order, each once: those we know by slug, the others by words."""
    read: dict[str, Member] = {}
    for member in (member.strip() for member in members):
        known = re.fullmatch(r"([a-z0-9_-]+)(?: \((.+)\))?", member)
        if known and known[1] in organisations:
            read.setdefault(known[1], (known[1], known[2] or ""))
        elif member:
            read.setdefault(f" {member}", (None, member))
    return tuple(read.values())


def _add(
    by: Actor, at: datetime, slug: str, fields: Mapping[str, Any], members: Sequence[Member]
) -> Group:
    values = {name: value for name, value in fields.items() if name != "parent"}
    added = Group.objects.create(slug=slug, parent_id=fields.get("parent"), **values)
    _seat(added, members)
    publish(
        GroupAdded(
            by=by.key,
            at=at,
            subject=Subject("people.group", slug),
            after={**said(added, FIELDS), "members": _in_words(members)},
        )
    )
    return added


def _amend(
    by: Actor,
    at: datetime,
    found: Group,
    fields: Mapping[str, Any],
    *,
    present: Sequence[Member],
    wanted: Sequence[Member] | None,
) -> bool:
    before, after = differences(found, fields)
    reseated = wanted is not None and tuple(wanted) != tuple(present)
    if not after and not reseated:
        return False
    write(found, {name: fields[name] for name in after})
    if wanted is not None and reseated:
        Membership.objects.filter(group=found).delete()
        _seat(found, wanted)
        before, after = (
            {**before, "members": _in_words(present)},
            {**after, "members": _in_words(wanted)},
        )
    publish(
        GroupAmended(
            by=by.key,
            at=at,
            subject=Subject("people.group", found.slug),
            before=before,
            after=after,
        )
    )
    return True


def _seat(group: Group, members: Sequence[Member]) -> None:
    Membership.objects.bulk_create(
        Membership(group=group, organisation_id=slug, words=words, position=position)
        for position, (slug, words) in enumerate(members, start=1)
    )


def _in_words(members: Sequence[Member]) -> list[str]:
    return [f"{slug} ({words})" if slug and words else slug or words for slug, words in members]


def _members(groups: Sequence[str] | Mapping[str, Group]) -> dict[str, tuple[Member, ...]]:
    seated: dict[str, tuple[Member, ...]] = {}
    rows = Membership.objects.filter(group__in=list(groups)).order_by("group", "position")
    for group, slug, words in rows.values_list("group_id", "organisation_id", "words"):
        seated[group] = (*seated.get(group, ()), (slug, words))
    return seated


def _parents() -> dict[str, str | None]:
    return dict(Group.objects.order_by("slug").values_list("slug", "parent_id"))


def _organisations() -> set[str]:
    return set(Organisation.objects.order_by("slug").values_list("slug", flat=True))
