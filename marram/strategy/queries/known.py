"""Which strategies, plans, schemes and tools there are, by key."""

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
