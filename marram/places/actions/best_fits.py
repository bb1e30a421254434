"""How the people of one area are shared out among others."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.foundation.events import Subject, publish
from marram.places import policies, rules
from marram.places.events import BestFitRecorded
from marram.places.models import Area, BestFit


# A share of 1/3 is printed to eight places; what we keep and what we compare must be the same.
PLACES = Decimal("0.00000001")


@transaction.atomic
def record_best_fits(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Say how areas are shared out: `from_area`, `to_area`, `share` (0 to 1), `source`.

    The shares of an area among areas of one kind add up to one, counting those we hold already.

    Raises: Refused when `by` may not, an area is not known, or shares do not add up.
    """
    policies.may_edit_areas(by).enforce()
    codes = {row["from_area"] for row in rows} | {row["to_area"] for row in rows}
    kinds = dict(Area.objects.filter(pk__in=codes).order_by("pk").values_list("pk", "kind"))
    rules.known(codes, kinds).enforce()
    starts = {row["from_area"] for row in rows}
    fits = BestFit.objects.select_for_update(of=("self",)).select_related("to_area")
    present = {
        (fit.from_area_id, fit.to_area_id): fit
        for fit in fits.filter(from_area__in=starts).order_by("pk")
    }
    kinds |= {fit.to_area_id: fit.to_area.kind for fit in present.values()}
    told: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    created = changed = 0
    for row in rows:
        key = (row["from_area"], row["to_area"])
        share = Decimal(str(row["share"])).quantize(PLACES)
        before, after = told.setdefault(key[0], ({}, {}))
        fit = present.get(key)
        if fit is None:
            fit = present[key] = BestFit(from_area_id=key[0], to_area_id=key[1])
            created += 1
        elif (fit.share, fit.source) == (share, row.get("source", "")):
            continue
        else:
            before[key[1]] = str(fit.share)
            changed += 1
        fit.share, fit.source = share, row.get("source", "")
        fit.save()
        after[key[1]] = str(share)
    _check(present, kinds)
    _tell(by, at, told)
    return Recorded(created, changed, len(rows) - created - changed)


def _check(present: Mapping[tuple[str, str], BestFit], kinds: Mapping[str, str]) -> None:
    shares: dict[tuple[str, str], dict[str, Decimal]] = {}
    for (start, end), fit in present.items():
        shares.setdefault((start, kinds[end]), {})[end] = fit.share
    for (start, _), among in shares.items():
        rules.shares_add_up(start, among).enforce()


def _tell(
    by: Actor, at: datetime, told: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]]
) -> None:
    for start, (before, after) in told.items():
        if after:
            publish(
                BestFitRecorded(
                    by=by.key,
                    at=at,
                    subject=Subject("places.area", start),
                    before=before,
                    after=after,
                )
            )
