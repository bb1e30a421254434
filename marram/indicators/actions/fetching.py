"""Asking a publisher for figures. What it answers is a delivery like any other."""

from collections.abc import Collection
from datetime import datetime

from marram.foundation.actors import Actor
from marram.indicators import policies
from marram.indicators.actions import definitions
from marram.indicators.publishers import fingertips
from marram.indicators.queries import indicator_slugs
from marram.sources import actions as sources


def fetch_fingertips(
    *,
    by: Actor,
    at: datetime,
    numbers: Collection[str],
    area_type: int,
    parent_type: int,
    fetch: fingertips.Fetch = fingertips.over_https,
) -> int:
    """Receive the newest figures of some indicators; returns the number of the delivery.

    An indicator that is new here is defined as Fingertips defines it, and not yet published. The
    delivery waits for somebody to accept it.
    Raises: Refused when `by` may not define or deliver, or the answer cannot be used.
    """
    policies.may_define(by).enforce()
    known = indicator_slugs()
    new = [number for number in numbers if fingertips.slug(number) not in known]
    if new:
        rows = fingertips.definitions(numbers=new, fetch=fetch)
        definitions.record_definitions(by=by, at=at, rows=rows)
    content = fingertips.observations(
        numbers=numbers, area_type=area_type, parent_type=parent_type, fetch=fetch
    )
    delivery = sources.receive_delivery(
        by=by,
        at=at,
        layout="fingertips",
        file_name=f"fingertips-{'-'.join(numbers)[:80]}.csv",
        content=content,
        note=f"Fetched from Fingertips: areas of type {area_type} within {parent_type}",
    )
    return delivery.pk
