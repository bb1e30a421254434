"""What the ledger says of single fields over time: for reports of what was moved, and when."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from marram.records.models import LedgerEntry


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One change of one field of one record."""

    at: datetime
    key: str
    field: str
    before: Any
    after: Any


def field_changes(
    *, subject_kind: str, fields: Collection[str], since: datetime
) -> tuple[FieldChange, ...]:
    """Return the changes of these fields since a moment, the earliest first. One SQL query.

    A field that was set when its record was new has not changed. The room whose records these
    are decides who may see them: it asks for all and shows those of records that it may show.
    """
    # The ledger writes canonical JSON, without a space after the name of a field.
    holding = Q()
    for field in fields:
        holding |= Q(after__contains=f'"{field}":')
    entries = LedgerEntry.objects.filter(holding, subject_kind=subject_kind, at__gte=since)
    rows = entries.order_by("number").values_list("at", "subject_key", "before", "after")
    return tuple(
        FieldChange(at=at, key=key, field=field, before=was[field], after=now[field])
        for at, key, before, after in rows
        for was, now in [(json.loads(before), json.loads(after))]
        for field in fields
        if field in was and field in now
    )
