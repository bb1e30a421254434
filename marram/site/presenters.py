"""The site's own pages, as components."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from marram.design.components import DataTable, Headline, Headlines, Link
from marram.foundation.actors import Actor
from marram.people.vocabulary import Role, in_words
from marram.strategy.queries.plans import PlanLine
from marram.strategy.vocabulary import Standing


@dataclass(frozen=True)
class Door:
    """A part of the site, and what somebody comes there for."""

    link: Link
    words: str


@dataclass(frozen=True)
class Wing:
    """What stands together under one word of the main menu."""

    title: str
    doors: tuple[Door, ...]


@dataclass(frozen=True)
class Home:
    greeting: str
    lead: str
    headlines: Headlines
    wings: tuple[Wing, ...]


def home(viewer: Actor, plans: Sequence[PlanLine], wings: Sequence[Wing]) -> Home:
    """Return the first page: how all plans stand, each number a link to its list."""
    total = {standing: sum(plan.counts.get(standing, 0) for plan in plans) for standing in Standing}
    return Home(
        greeting=f"Hello, {viewer.name}" if viewer.logged_in else "What this place plans and does",
        lead="Strategies, plans and what has come of them, kept as one connected record."
        if viewer.logged_in
        else "You are reading what is published. Partners log in to see and do more.",
        headlines=Headlines(
            (
                Headline(str(len(plans)), "plans", reverse("strategy:plans")),
                Headline(f"{sum(total.values()):,}", "actions", reverse("strategy:actions")),
                _headline(total, Standing.OVERDUE, "overdue", "red"),
                _headline(total, Standing.STALE, "with no recent update", "amber"),
                _headline(total, Standing.DUE_SOON, "due soon", "yellow"),
                _headline(total, Standing.COMPLETE, "complete", "blue"),
            )
        ),
        wings=tuple(wings),
    )


def _headline(total: dict[Standing, int], standing: Standing, words: str, tone: str) -> Headline:
    url = f"{reverse('strategy:actions')}?{urlencode({'standing': standing.value})}"
    return Headline(f"{total[standing]:,}", words, url, tone)


@dataclass(frozen=True)
class RolesPage:
    table: DataTable


def roles_page(roles: Sequence[Role]) -> RolesPage:
    """Return who may do what, as one table."""
    rows = tuple(
        (
            role.title,
            f"to {role.comes_to}",
            "; ".join(in_words(permission) for permission in sorted(role.permissions))
            or "What everybody may",
            "Needed" if role.second_step else "Optional",
        )
        for role in roles
    )
    columns = ("Role", "Comes", "May", "Second step to log in")
    caption = f"{len(roles)} roles and what each may do"
    return RolesPage(table=DataTable(caption, columns, rows))
