"""How sheets of other shapes are read."""

from marram.indicators.models import SheetMapping
from marram.indicators.rules.sheets import Mapping


def mappings() -> tuple[Mapping, ...]:
    """Return every saved mapping, by title. One SQL query."""
    kept = SheetMapping.objects.order_by("title", "slug").values_list("reading", flat=True)
    return tuple(Mapping(**reading) for reading in kept)


def mapping_slugs() -> frozenset[str]:
    """Return the key of every saved mapping. One SQL query."""
    return frozenset(SheetMapping.objects.order_by("slug").values_list("slug", flat=True))
