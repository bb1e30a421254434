"""Which strategies, plans, schemes and tools there are, by key."""

from collections.abc import Mapping, Sequence

from marram.people.queries import keys as people
from marram.strategy.models import Plan, Scheme, Strategy, Tool


def strategies() -> frozenset[str]:
    """Return the key of every strategy. One SQL query."""
    return frozenset(Strategy.objects.order_by("slug").values_list("slug", flat=True))


def plans() -> frozenset[str]:
    """Return the key of every plan. One SQL query."""
    return frozenset(Plan.objects.order_by("slug").values_list("slug", flat=True))


def schemes() -> frozenset[str]:
    """Return the key of every rating scheme. One SQL query."""
    return frozenset(Scheme.objects.order_by("slug").values_list("slug", flat=True))


def tools() -> frozenset[str]:
    """Return the key of every self-assessment tool. One SQL query."""
    return frozenset(Tool.objects.order_by("slug").values_list("slug", flat=True))


def lists() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return what a plan may name: strategies, groups and schemes, as (key, words). Three SQL."""
    return {
        "strategy": tuple(Strategy.objects.order_by("title", "slug").values_list("slug", "title")),
        "group": tuple(people.group_names().items()),
        "scheme": tuple(Scheme.objects.order_by("title", "slug").values_list("slug", "title")),
    }
