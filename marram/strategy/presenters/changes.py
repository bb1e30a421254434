"""What became of actions, as sentences, counts and tables."""

from collections.abc import Sequence
from itertools import groupby

from django.urls import reverse

from marram.design.components import Column, Component, DataTable, Link
from marram.design.exports import Cell
from marram.strategy.presenters import words
from marram.strategy.rules.changes import Change, Grouping, Kind, grouped


HEADINGS = (
    "What became of it",
    "Code",
    "Plan",
    "Section",
    "Reference",
    "Action",
    "Lead",
    "Was",
    "Now",
)
# What "was" and "now" are called where that says more.
COLUMNS = {
    Kind.COMPLETED: ("Was due", "Completed on"),
    Kind.RETIRED: ("Was due", "Why"),
    Kind.ADDED: ("Was", "Due"),
    Kind.FELL_OVERDUE: ("Was due", "Claimed status"),
}
GROUP_TITLES = {
    Grouping.PLAN: "By plan",
    Grouping.SECTION: "By section of the plan",
    Grouping.LEAD: "By lead",
}


def tables(found: Sequence[Change], *, with_plan: bool) -> tuple[DataTable, ...]:
    """Return a table for each kind of change, in report order."""
    return tuple(
        _table(kind, list(changes), with_plan=with_plan)
        for kind, changes in groupby(found, key=lambda change: change.kind)
    )


def breakdown(found: Sequence[Change], grouping: Grouping) -> DataTable:
    """Return how many changes of each kind every plan, section or lead has."""
    counts = grouped(found, grouping)
    kinds = [kind for kind in Kind if any(kind in each for each in counts.values())]
    leading = {
        Grouping.PLAN: ("Plan",),
        Grouping.SECTION: ("Section", "Plan"),
        Grouping.LEAD: ("Lead",),
    }[grouping]
    return DataTable(
        caption=GROUP_TITLES[grouping],
        columns=(*leading, *(Column(kind.capitalize(), numeric=True) for kind in kinds)),
        rows=tuple(
            (*_names(grouping, *group), *(each.get(kind, 0) for kind in kinds))
            for group, each in counts.items()
        ),
        empty="Nothing changed in this time.",
    )


def file_rows(found: Sequence[Change]) -> tuple[tuple[Cell, ...], ...]:
    """Return changes as rows under HEADINGS."""
    return tuple(
        (
            change.kind.value,
            change.action.code,
            change.action.plan_title,
            change.action.section,
            change.action.ref,
            change.action.what,
            "; ".join(change.action.leads),
            change.was,
            change.now,
        )
        for change in found
    )


def _table(kind: Kind, found: Sequence[Change], *, with_plan: bool) -> DataTable:
    was, now = COLUMNS.get(kind, ("Was", "Now"))
    columns = ["Action", "Plan", "Section", "Lead", was, now]
    if not with_plan:
        columns.remove("Plan")
    if kind is Kind.ADDED:
        columns.remove(was)
    return DataTable(
        caption=f"{kind.capitalize()}: {words.number(len(found), 'action')}",
        columns=tuple(columns),
        rows=tuple(_row(change, with_plan=with_plan) for change in found),
    )


def _row(change: Change, *, with_plan: bool) -> tuple[Component | str, ...]:
    action = change.action
    link = Link(
        f"{action.code.upper()} {action.what}", reverse("strategy:action", args=[action.code])
    )
    return (
        link,
        *([action.plan_title] if with_plan else []),
        action.section,
        words.listed(action.leads) or "Nobody named",
        *([change.was] if change.kind is not Kind.ADDED else []),
        change.now,
    )


def _names(grouping: Grouping, plan: str, group: str) -> tuple[str, ...]:
    if grouping is Grouping.SECTION:
        return (group, plan)
    return (group,) if grouping is Grouping.LEAD else (plan,)
