"""Counting that the page of a measure was looked at."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from marram.indicators.models import Look


def count_look(*, indicator: str, role: str, on: date) -> None:
    """Count one look at a measure by somebody of a role. One SQL query, but for the first.

    A count is no fact about the record: the ledger hears nothing of it, and it takes no `by`.
    """
    month = on.replace(day=1)
    found = Look.objects.filter(indicator=indicator, month=month, role=role)
    if found.update(times=F("times") + 1):
        return
    try:
        with transaction.atomic():
            Look.objects.create(indicator_id=indicator, month=month, role=role)
    except IntegrityError:
        # Somebody else was the first of the month in the same moment.
        found.update(times=F("times") + 1)
