from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import Button, Component, Fact, Link, SummaryList, Table, Text
from marram.design.forms import FormPage
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.foundation.panels import shown
from marram.people.presenters.appointments import appointments_table
from marram.people.presenters.words import allowed, both_texts, counted, path
from marram.people.queries import Branch, Finding, GroupPage, GroupTree, MemberRow


HOME = ("Home", "/")
NOT_STATED = "Not stated"


@dataclass(frozen=True)
class ShownBranch:
    """A group in the tree, in words, and those under it."""

    link: Link
    about: str
    purpose: str
    branches: "tuple[ShownBranch, ...]"


@dataclass(frozen=True)
class ShownFindings:
    heading: str
    count: int
    lines: tuple[tuple[Link, str], ...]


@dataclass(frozen=True)
class ShownGroups:
    breadcrumbs: Component
    groups: str
    roots: tuple[ShownBranch, ...]
    alone: tuple[ShownBranch, ...]
    findings: tuple[ShownFindings, ...]
    table: Table
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
    roots = [_branch(root) for root in tree.roots if root.branches]
    alone = [_branch(root) for root in tree.roots if not root.branches]
    return ShownGroups(
        breadcrumbs=path(HOME),
        groups=counted(tree.groups, "group"),
        roots=tuple(roots),
        alone=tuple(alone),
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


def change_group_page(
    slug: str, name: str, *, theirs: Mapping[str, str], yours: Mapping[str, object]
) -> FormPage:
    url = reverse("people:group", args=[slug])
    labels = {"parent": "Sits under", "frequency": "How often it meets"}
    return FormPage(
        title=f"Change {name}",
        button="Save",
        cancel_url=url,
        breadcrumbs=path(HOME, ("Groups", reverse("people:groups")), (name, url)),
        above=both_texts(theirs, yours, labels),
    )


def _branch(branch: Branch) -> ShownBranch:
    said = (
        branch.kind,
        branch.frequency and f"meets: {branch.frequency}",
        branch.chair_role and f"chair: {branch.chair_role}",
        branch.status,
    )
    return ShownBranch(
        link=_group_link(branch.slug, branch.name),
        about="; ".join(part for part in said if part),
        purpose=branch.purpose,
        branches=tuple(_branch(under) for under in branch.branches),
    )


def _findings(heading: str, found: tuple[Finding, ...]) -> ShownFindings:
    return ShownFindings(
        heading=heading,
        count=len(found),
        lines=tuple((_group_link(each.group, each.name), _after_name(each)) for each in found),
    )


def _after_name(finding: Finding) -> str:
    return finding.sentence.removeprefix(finding.name).strip()


def _table(tree: GroupTree) -> Table:
    rows: list[tuple[Text | int, ...]] = []

    def add(branch: Branch, parent: str) -> None:
        rows.append(
            (
                _group_link(branch.slug, branch.name),
                parent or "None",
                branch.frequency or NOT_STATED,
                branch.chair_role or NOT_STATED,
                branch.members,
                branch.status,
            )
        )
        for under in branch.branches:
            add(under, branch.name)

    for root in tree.roots:
        add(root, "")
    return Table(
        caption="The same groups as a table",
        caption_classes="govuk-table__caption--m",
        head=("Group", "Sits under", "Meets", "Chaired by", "Members", "Status"),
        rows=tuple(rows),
        first_cell_is_header=True,
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
