"""Groups: the tree, what is wrong with it, and one of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Count

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.people import policies, rules
from marram.people.models import Group, Membership
from marram.people.queries.appointments import AppointmentRow, appointments


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A group and the groups under it."""

    slug: str
    name: str
    short_name: str
    kind: str
    purpose: str
    frequency: str
    chair_role: str
    reports_to: str
    status: str
    members: int
    branches: "tuple[Branch, ...]"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something about a group that its board should settle."""

    group: str
    name: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class GroupTree:
    """Every group under its parent, and what was found, by heading."""

    roots: tuple[Branch, ...]
    groups: int
    findings: tuple[tuple[str, tuple[Finding, ...]], ...]
    may_edit: Verdict


@dataclass(frozen=True, kw_only=True)
class MemberRow:
    """A member: an organisation we know, or words; `remark` is what the paper adds."""

    organisation: str | None
    name: str
    remark: str


@dataclass(frozen=True, kw_only=True)
class GroupPage:
    slug: str
    name: str
    short_name: str
    kind: str
    purpose: str
    frequency: str
    chair_role: str
    reports_to: str
    status: str
    source: str
    version: int
    above: tuple[tuple[str, str], ...]
    below: tuple[tuple[str, str], ...]
    members: tuple[MemberRow, ...]
    appointments: tuple[AppointmentRow, ...]
    findings: tuple[Finding, ...]
    may_edit: Verdict
    may_appoint: Verdict


def group_tree(*, viewer: Actor) -> GroupTree:
    """Return the tree of groups and what was found in it. One SQL query."""
    groups: list[Group] = list(
        Group.objects.annotate(seated=Count("memberships")).order_by("name", "slug")
    )
    under: dict[str | None, list[Group]] = {}
    for group in groups:
        under.setdefault(group.parent_id, []).append(group)
    return GroupTree(
        roots=tuple(_branch(group, under) for group in under.get(None, [])),
        groups=len(groups),
        findings=_findings(groups),
        may_edit=policies.may_edit_groups(viewer),
    )


def group(*, viewer: Actor, slug: str, on: date) -> GroupPage:
    """Return a group with its line upwards, its members and appointments. Three SQL queries.

    Raises: Missing.
    """
    groups = {each.slug: each for each in Group.objects.order_by("name", "slug")}
    if slug not in groups:
        raise Missing(f"There is no group {slug}.")
    found = groups[slug]
    seats = Membership.objects.filter(group=slug).select_related("organisation")
    headed = _findings(list(groups.values()))
    return GroupPage(
        slug=slug,
        name=found.name,
        short_name=found.short_name,
        kind=found.kind,
        purpose=found.purpose,
        frequency=found.frequency,
        chair_role=found.chair_role,
        reports_to=_named(found.reports_to, groups),
        status=found.status,
        source=found.source,
        version=found.version,
        above=tuple(reversed(list(_line_upwards(found, groups)))),
        below=tuple((each.slug, each.name) for each in groups.values() if each.parent_id == slug),
        members=tuple(_member(seat) for seat in seats.order_by("position")),
        appointments=appointments(viewer=viewer, on=on, group=slug),
        findings=tuple(each for _, found in headed for each in found if each.group == slug),
        may_edit=policies.may_edit_groups(viewer),
        may_appoint=policies.may_appoint(viewer),
    )


def group_names(*, slugs: Collection[str]) -> Mapping[str, str]:
    """Return the names of groups by slug. One SQL query."""
    return dict(Group.objects.filter(pk__in=slugs).order_by("pk").values_list("pk", "name"))


def group_choices() -> tuple[tuple[str, str], ...]:
    """Return every group as slug and name. One SQL query."""
    return tuple(Group.objects.order_by("name", "slug").values_list("pk", "name"))


def group_fields(*, slug: str) -> Mapping[str, str | None]:
    """Return what the form of a group starts from, with its version. Two SQL queries.

    Raises: Missing.
    """
    found = Group.objects.filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no group {slug}.")
    seats = Membership.objects.filter(group=slug).order_by("position")
    members = [
        f"{organisation} ({words})" if organisation and words else organisation or words
        for organisation, words in seats.values_list("organisation_id", "words")
    ]
    return {
        "name": found.name,
        "short_name": found.short_name,
        "parent": found.parent_id,
        "kind": found.kind,
        "purpose": found.purpose,
        "frequency": found.frequency,
        "chair_role": found.chair_role,
        "reports_to": found.reports_to,
        "status": found.status,
        "source": found.source,
        "members": "\n".join(members),
        "seen_version": str(found.version),
    }


def _branch(group: Group, under: Mapping[str | None, list[Group]]) -> Branch:
    return Branch(
        slug=group.slug,
        name=group.name,
        short_name=group.short_name,
        kind=group.kind,
        purpose=group.purpose,
        frequency=group.frequency,
        chair_role=group.chair_role,
        reports_to=group.reports_to,
        status=group.status,
        members=group.seated,  # type: ignore[attr-defined]
        branches=tuple(_branch(child, under) for child in under.get(group.slug, [])),
    )


def _member(seat: Membership) -> MemberRow:
    if seat.organisation is None:
        return MemberRow(organisation=None, name=seat.words, remark="")
    return MemberRow(
        organisation=seat.organisation_id, name=seat.organisation.name, remark=seat.words
    )


def _line_upwards(group: Group, groups: Mapping[str, Group]) -> Iterable[tuple[str, str]]:
    parent = group.parent_id
    while parent is not None:
        yield parent, groups[parent].name
        parent = groups[parent].parent_id


def _named(reports_to: str, groups: Mapping[str, Group]) -> str:
    """Return a reporting line with keys of groups turned into their names."""
    parts = (part.strip() for part in reports_to.split(";"))
    return "; ".join(groups[part].name if part in groups else part for part in parts if part)


def _findings(groups: list[Group]) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """Return, by heading, what the groups that still meet leave open."""
    meeting = [group for group in groups if not rules.has_ended(group.status)]
    headed = (
        ("No chair", [_found(g, "does not say who chairs it") for g in meeting if not _chair(g)]),
        (
            "No frequency",
            [_found(g, "does not say how often it meets") for g in meeting if not _often(g)],
        ),
        (
            "No reporting line",
            [
                _found(g, "sits under no group and does not say whom it reports to")
                for g in meeting
                if g.parent_id is None and not rules.stated(g.reports_to)
            ],
        ),
        (
            "Unknown parent",
            [
                _found(g, f"is said to sit under “{g.parent_as_written}”, which is not in the list")
                for g in meeting
                if g.parent_as_written
            ],
        ),
        ("Overlapping purpose", list(_overlaps(meeting))),
    )
    return tuple((heading, tuple(found)) for heading, found in headed if found)


def _chair(group: Group) -> bool:
    return rules.stated(group.chair_role)


def _often(group: Group) -> bool:
    return rules.stated(group.frequency)


def _found(group: Group, words: str) -> Finding:
    return Finding(group=group.slug, name=group.name, sentence=f"{group.name} {words}.")


def _overlaps(groups: list[Group]) -> Iterable[Finding]:
    words = {group.slug: rules.words_of(group.purpose) for group in groups}
    for first, second in combinations(groups, 2):
        if rules.overlap(words[first.slug], words[second.slug]):
            yield _found(first, f"states nearly the same purpose as {second.name}")
            yield _found(second, f"states nearly the same purpose as {first.name}")
