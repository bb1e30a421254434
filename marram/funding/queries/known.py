"""Which records of money there are, by key: for files that name them."""

from marram.funding.models import Budget, Contract, Grant


def grants() -> frozenset[str]:
    """Return the key of every grant. One SQL query."""
    return frozenset(Grant.objects.order_by("slug").values_list("slug", flat=True))


def budgets() -> frozenset[str]:
    """Return the key of every budget. One SQL query."""
    return frozenset(Budget.objects.order_by("slug").values_list("slug", flat=True))


def contracts() -> frozenset[str]:
    """Return the key of every contract. One SQL query."""
    return frozenset(Contract.objects.order_by("slug").values_list("slug", flat=True))
