"""The site's own pages, as components."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import Cell, Link, Table, Tag
from marram.foundation.actors import Actor
from marram.site.roles import Role
from marram.strategy.queries.plans import PlanLine
from marram.strategy.vocabulary import Standing


@dataclass(frozen=True)
class Figure:
    """A number on the first page, what it counts, and where to see it."""

    number: int
    words: str
    url: str


@dataclass(frozen=True)
class Home:
    greeting: str
    figures: tuple[Figure, ...]
    logged_in: bool


def home(viewer: Actor, plans: Sequence[PlanLine]) -> Home:
    """Return the first page: how all plans stand, each number a link to its list."""
    actions = reverse("strategy:actions")
    total = {standing: sum(plan.counts.get(standing, 0) for plan in plans) for standing in Standing}
    figures = [
        Figure(len(plans), "plans", reverse("strategy:plans")),
        Figure(sum(total.values()), "actions", actions),
    ]
    for standing in (Standing.OVERDUE, Standing.STALE, Standing.DUE_SOON, Standing.COMPLETE):
        url = f"{actions}?standing={standing.value.replace(' ', '+')}"
        figures.append(Figure(total[standing], standing.value, url))
    greeting = f"Good to see you, {viewer.name}" if viewer.logged_in else "What this place plans"
    return Home(greeting=greeting, figures=tuple(figures), logged_in=viewer.logged_in)


@dataclass(frozen=True)
class RolesPage:
    table: Table


def roles_page(roles: Sequence[Role]) -> RolesPage:
    """Return who may do what, as one table."""
    rows = tuple(
        (
            Cell(role.title),
            Cell(f"to {role.comes_to}"),
            Cell(", ".join(sorted(role.permissions)) or "what everybody may"),
            Cell("Needed" if role.second_step else "Optional"),
        )
        for role in roles
    )
    head = tuple(Cell(title) for title in ("Role", "Comes", "May", "Second step to log in"))
    return RolesPage(table=Table(caption="Every role and what it may do", head=head, rows=rows))


__all__ = ["Home", "Link", "RolesPage", "Tag", "home", "roles_page"]
