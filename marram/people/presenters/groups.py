from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from marram.design import components as design
from marram.design.components import (
    Band,
    Button,
    Column,
    Component,
    DataTable,
    Edge,
    Fact,
    Link,
    LinkPicture,
    Node,
    SummaryList,
    Table,
    Text,
    Tree,
)
from marram.design.forms import FormPage
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.foundation.panels import shown
from marram.people.presenters.appointments import appointments_table
from marram.people.presenters.words import File, allowed, counted, file_address, path
from marram.people.queries import Branch, Finding, GroupPage, GroupTree, MemberRow


HOME = ("Home", "/")
NOT_STATED = "Not stated"


@dataclass(frozen=True)
class ShownFindings:
    heading: str
    count: int
    lines: tuple[tuple[Link, str], ...]


@dataclass(frozen=True)
class ShownGroups:
    breadcrumbs: Component
    groups: str
    picture: LinkPicture | None
    tree: Tree
    alone: Tree | None
    findings: tuple[ShownFindings, ...]
    table: DataTable
    buttons: tuple[Component, ...]


@dataclass(frozen=True)
class ShownGroup:
    title: str
    short_name: str
    breadcrumbs: Component
    facts: SummaryList
    findings: tuple[str, ...]
    above: tuple[Link, ...]
    below: tuple[Link, ...]
    members: tuple[tuple[Text, str], ...]
    appointments: Table | None
    buttons: tuple[Component, ...]
    panels: tuple[Component, ...]


def groups_page(tree: GroupTree) -> ShownGroups:
    roots = tuple(_branch(root) for root in tree.roots if root.branches)
    alone = tuple(_branch(root) for root in tree.roots if not root.branches)
    return ShownGroups(
        breadcrumbs=path(HOME),
        groups=counted(tree.groups, "group"),
        picture=_picture(tree),
        tree=Tree("Groups and what sits under them", roots),
        alone=Tree("Groups that stand alone", alone) if alone else None,
        findings=tuple(_findings(heading, found) for heading, found in tree.findings),
        table=_table(tree),
        buttons=allowed(tree.may_edit, Button("Add a group", url=reverse("people:add-group"))),
    )


def group_page(page: GroupPage, *, viewer: Actor) -> ShownGroup:
    history = shown("history", viewer=viewer, key=Subject("people.group", page.slug))
    change = Button("Change", url=reverse("people:change-group", args=[page.slug]))
    appoint = Button(
        "Make an appointment",
        url=reverse("people:appoint-to-group", args=[page.slug]),
        style="secondary",
    )
    return ShownGroup(
        title=page.name,
        short_name=page.short_name,
        breadcrumbs=path(HOME, ("Groups", reverse("people:groups"))),
        facts=_facts(page),
        findings=tuple(finding.sentence for finding in page.findings),
        above=tuple(_group_link(slug, name) for slug, name in page.above),
        below=tuple(_group_link(slug, name) for slug, name in page.below),
        members=tuple(_member(member) for member in page.members),
        appointments=appointments_table(
            page.appointments, may_appoint=page.may_appoint, on_group=True
        ),
        buttons=(*allowed(page.may_edit, change), *allowed(page.may_appoint, appoint)),
        panels=(*shown("people.group", viewer=viewer, key=page.slug), *history),
    )


def add_group_page() -> FormPage:
    url = reverse("people:groups")
    return FormPage(
        title="Add a group",
        button="Add it",
        cancel_url=url,
        breadcrumbs=path(HOME, ("Groups", url)),
    )


def change_group_page(slug: str, name: str, *, above: tuple[Component, ...] = ()) -> FormPage:
    url = reverse("people:group", args=[slug])
    return FormPage(
        title=f"Change {name}",
        button="Save",
        cancel_url=url,
        breadcrumbs=path(HOME, ("Groups", reverse("people:groups")), (name, url)),
        above=above,
    )


def groups_file(tree: GroupTree) -> File:
    """Return every group as a table to take away."""
    return File(
        title="Groups",
        header=(
            ("key", "name", "sits under", "kind", "purpose", "meets", "chaired by", "reports to")
            + ("members", "status")
        ),
        rows=tuple(
            (
                (each.slug, each.name, parent, each.kind, each.purpose, each.frequency)
                + (each.chair_role, each.reports_to, each.members, each.status)
            )
            for each, parent, _ in _every(tree)
        ),
    )


def _every(tree: GroupTree) -> Iterator[tuple[Branch, str, int]]:
    """Yield each group with the name of its parent and its level, from the top down."""

    def under(branches: tuple[Branch, ...], parent: str, level: int) -> Iterator[Any]:
        for each in branches:
            yield each, parent, level
            yield from under(each.branches, each.name, level + 1)

    return under(tree.roots, "", 0)


def _branch(branch: Branch) -> design.Branch:
    said = (
        branch.purpose,
        branch.frequency and f"Meets: {branch.frequency}",
        branch.chair_role and f"Chair: {branch.chair_role}",
        branch.reports_to and f"Reports to: {branch.reports_to}",
        branch.status and f"Status: {branch.status}",
    )
    return design.Branch(
        label=branch.name,
        url=reverse("people:group", args=[branch.slug]),
        note=". ".join(part for part in said if part),
        branches=tuple(_branch(under) for under in branch.branches),
    )


def _picture(tree: GroupTree) -> LinkPicture | None:
    """Return the groups that sit above or below another as a picture; those alone are left out."""
    linked = [root for root in tree.roots if root.branches]
    if not linked:
        return None
    levels: dict[int, list[Node]] = {}
    edges: list[Edge] = []
    parents = {child.slug: each.slug for each, _, _ in _every(tree) for child in each.branches}
    for each, _, level in _every(tree):
        if each.branches or each.slug in parents:
            url = reverse("people:group", args=[each.slug])
            node = Node(key=each.slug, label=each.name, url=url, note=each.kind)
            levels.setdefault(level, []).append(node)
        if each.slug in parents:
            edges.append(Edge(each.slug, parents[each.slug], "sits under"))
    most = max(linked, key=lambda root: sum(1 for _ in _below(root)))
    under = sum(1 for _ in _below(most))
    return LinkPicture(
        title=f"{under} of {counted(tree.groups, 'group')} sit under the {most.name}; "
        f"the longest line has {counted(max(levels) + 1, 'level')}",
        bands=tuple(
            Band("At the top" if level == 0 else f"Level {level + 1}", tuple(nodes))
            for level, nodes in sorted(levels.items())
        ),
        edges=tuple(edges),
    )


def _below(branch: Branch) -> Iterator[Branch]:
    for under in branch.branches:
        yield under
        yield from _below(under)


def _findings(heading: str, found: tuple[Finding, ...]) -> ShownFindings:
    return ShownFindings(
        heading=heading,
        count=len(found),
        lines=tuple((_group_link(each.group, each.name), _after_name(each)) for each in found),
    )


def _after_name(finding: Finding) -> str:
    return finding.sentence.removeprefix(finding.name).strip()


def _table(tree: GroupTree) -> DataTable:
    return DataTable(
        caption="The same groups as a table",
        columns=(
            "Group",
            "Sits under",
            "Meets",
            "Chaired by",
            Column("Members", numeric=True),
            "Status",
        ),
        rows=tuple(
            (
                _group_link(each.slug, each.name),
                parent or "None",
                each.frequency or NOT_STATED,
                each.chair_role or NOT_STATED,
                each.members,
                each.status,
            )
            for each, parent, _ in _every(tree)
        ),
        csv_url=file_address("csv", {}),
        xlsx_url=file_address("xlsx", {}),
        empty="No group has been recorded yet.",
    )


def _facts(page: GroupPage) -> SummaryList:
    facts = (
        Fact("Kind", page.kind),
        Fact("Purpose", page.purpose or NOT_STATED),
        Fact("Meets", page.frequency or NOT_STATED),
        Fact("Chaired by", page.chair_role or NOT_STATED),
        Fact("Reports to", page.reports_to or NOT_STATED),
        Fact("Status", page.status),
        Fact("Source", page.source),
        Fact("Key", page.slug),
    )
    return SummaryList(tuple(fact for fact in facts if fact.value))


def _member(member: MemberRow) -> tuple[Text, str]:
    if member.organisation is None:
        return (member.name, "")
    return (
        Link(member.name, reverse("people:organisation", args=[member.organisation])),
        f"({member.remark})" if member.remark else "",
    )


def _group_link(slug: str, name: str) -> Link:
    return Link(name, reverse("people:group", args=[slug]))
