"""Which agreements, pools and returns there are, by key: for the files that name them."""

from marram.funding.models import Agreement, Pool, Return


def agreements() -> frozenset[str]:
    """Return the key of every agreement. One SQL query."""
    return frozenset(Agreement.objects.order_by("slug").values_list("slug", flat=True))


def pools() -> frozenset[str]:
    """Return the key of every pool. One SQL query."""
    return frozenset(Pool.objects.order_by("slug").values_list("slug", flat=True))


def returns() -> frozenset[str]:
    """Return the key of every return. One SQL query."""
    return frozenset(Return.objects.order_by("slug").values_list("slug", flat=True))
