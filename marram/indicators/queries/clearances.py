"""What accepted deliveries are called, and which of their doubts were lifted by a moment."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F, FilteredRelation, Q

from marram.indicators.models import Holding
from marram.indicators.vocabulary import Cleared, Flag


def sources_and_cleared(
    *, as_at: datetime | None = None
) -> tuple[Mapping[str, str], tuple[Cleared, ...]]:
    """Return where each delivery came from, by its key, and the doubts that count no more, the
    earliest lifted first. One SQL query."""
    rows = list(
        Holding.objects.annotate(kept=FilteredRelation("clearances", condition=_in_force(as_at)))
        .order_by("key", F("kept__cleared_at"), F("kept__pk"))
        .values_list(
            "key", "source", "kept__figure", "kept__flag", "kept__row", "kept__reason",
            "kept__cleared_at",
        )
    )  # fmt: skip
    cleared = tuple(
        Cleared(figure, Flag(flag), delivery, row, reason, at.date())
        for delivery, _, figure, flag, row, reason, at in rows
        if figure is not None
    )
    return {key: source for key, source, *_ in rows}, cleared


def _in_force(as_at: datetime | None) -> Q:
    if as_at is None:
        return Q(clearances__withdrawn_at=None)
    later = Q(clearances__withdrawn_at=None) | Q(clearances__withdrawn_at__gt=as_at)
    return later & Q(clearances__cleared_at__lte=as_at)
