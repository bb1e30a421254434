"""The deliveries that spoke of a measure: what each still gives, and what later ones overrode."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Verdict
from marram.indicators import policies
from marram.indicators.models import Holding
from marram.indicators.queries import store
from marram.indicators.queries.definitions import definition


@dataclass(frozen=True, kw_only=True)
class DeliveryThere:
    """A delivery as far as it speaks of one measure; all numbers count rows.

    `counting` rows are in force; `overridden` says how many a later delivery took the place of, by
    the source of that. Of a delivery that was superseded none counts.
    """

    key: str
    source: str
    accepted_at: datetime
    rows: int
    counting: int
    overridden: tuple[tuple[str, int], ...]
    superseded_at: datetime | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeliveriesPage:
    """The deliveries of a measure, the newest first."""

    slug: str
    title: str
    lines: tuple[DeliveryThere, ...]
    may_bring_in: Verdict

    @property
    def rows(self) -> int:
        return sum(line.rows for line in self.lines)

    @property
    def counting(self) -> int:
        return sum(line.counting for line in self.lines)


def deliveries(*, viewer: Actor, indicator: str) -> DeliveriesPage:
    """Return the deliveries of a measure. Three SQL queries, one of the files. Raises: Missing."""
    means = definition(viewer=viewer, slug=indicator)
    known = {each.key: each for each in Holding.objects.order_by("-accepted_at", "-key")}
    files = tuple(dict.fromkeys(str(store.path_of(each.file_id)) for each in known.values()))
    told = store.fates(store.held(), files=files, indicator=indicator)
    fates: dict[str, dict[str, int]] = defaultdict(dict)
    for delivery, overridden_by, rows in told:
        fates[delivery][overridden_by] = rows
    return DeliveriesPage(
        slug=indicator,
        title=means.title,
        lines=tuple(_line(each, fates[key], known) for key, each in known.items() if key in fates),
        may_bring_in=policies.may_bring_in(viewer),
    )


def _line(kept: Holding, fates: Mapping[str, int], known: Mapping[str, Holding]) -> DeliveryThere:
    """Return a delivery with what became of its rows: by themselves in force, or by whom not."""
    overridden = {known[by].source: rows for by, rows in fates.items() if by not in ("", kept.key)}
    return DeliveryThere(
        key=kept.key,
        source=kept.source,
        accepted_at=kept.accepted_at,
        rows=sum(fates.values()),
        counting=fates.get(kept.key, 0),
        overridden=tuple(sorted(overridden.items())),
        superseded_at=kept.superseded_at,
        reason=kept.reason,
    )
