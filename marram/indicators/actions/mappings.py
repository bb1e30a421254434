"""Keeping how somebody else's sheets are read."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, differences, write
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Missing
from marram.indicators import policies
from marram.indicators.events import MappingKept
from marram.indicators.models import SheetMapping
from marram.indicators.rules import sheets


_PARTS = tuple(field.name for field in fields(sheets.Mapping))


@transaction.atomic
def record_mappings(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Keep how sheets are read, by `mapping`; the names that a mapping knows stay.

    Raises: Refused when `by` may not, or a mapping does not say where the figures stand.
    """
    policies.may_define(by).enforce()
    created = changed = 0
    for row in rows:
        known = SheetMapping.objects.filter(pk=row["mapping"]).first()
        said = {name: row[name] for name in _PARTS if row.get(name) is not None}
        names = known.reading["names"] if known else {}
        reading = sheets.Mapping(**{**said, "times": float(row["times"] or 1), "names": names})
        sheets.can_be_read(reading).enforce()
        told = _keep(by, at, known, row["mapping"], {"title": row["title"], "reading": reading})
        created, changed = created + (told and known is None), changed + (told and bool(known))
    return Recorded(created, changed, len(rows) - created - changed)


@transaction.atomic
def record_names(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Keep what the names in a sheet stand for. Raises: Missing; Refused when `by` may not."""
    policies.may_define(by).enforce()
    created = changed = 0
    for row in rows:
        known = SheetMapping.objects.filter(pk=row["mapping"]).first()
        if known is None:
            raise Missing(f"There is no mapping {row['mapping']}.")
        name = row["name"].casefold()
        names = {**known.reading["names"], name: row["stands_for"]}
        new = name not in known.reading["names"]
        reading = sheets.Mapping(**{**known.reading, "names": names})
        told = _keep(by, at, known, known.slug, {"title": known.title, "reading": reading})
        created, changed = created + (told and new), changed + (told and not new)
    return Recorded(created, changed, len(rows) - created - changed)


def _keep(
    by: Actor, at: datetime, known: SheetMapping | None, slug: str, said: Mapping[str, Any]
) -> bool:
    wanted = {**said, "reading": asdict(said["reading"])}
    before, after = differences(known, wanted) if known else ({}, wanted)
    if after:
        write(known or SheetMapping(slug=slug, version=0), wanted)
        subject = Subject("indicators.mapping", slug)
        publish(MappingKept(by=by.key, at=at, subject=subject, before=before, after=after))
    return bool(after)
