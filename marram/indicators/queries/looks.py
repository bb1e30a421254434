"""How often a measure was looked at, by month and role."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from marram.foundation.actors import Actor
from marram.indicators import policies
from marram.indicators.models import Look
from marram.people import queries as people


# A year and the month that runs.
MONTHS = 13
# What fewer people than these did in a role is not told of the role: it would be told of them.
FEWEST = 3
FEW, RESIDENT = "roles that few hold", "resident"


@dataclass(frozen=True)
class MonthOfLooks:
    """How often people looked in a month, by the key of their role, the most first."""

    month: date
    by_role: tuple[tuple[str, int], ...]

    @property
    def times(self) -> int:
        return sum(times for _, times in self.by_role)


def looks(*, viewer: Actor, indicator: str, on: date) -> tuple[MonthOfLooks, ...]:
    """Return the looks of the last months that have any, the newest first; none for who does not
    keep definitions.

    Roles that fewer than three people hold on the day are told together. Two SQL queries, none for
    who may not see.
    """
    if not policies.may_define(viewer):
        return ()
    holders = people.role_holders(on=on)
    many = {role for role, held in holders.items() if held >= FEWEST} | {RESIDENT}
    rows = Look.objects.filter(indicator=indicator).order_by("-month", "role")
    by_month = groupby(rows.values_list("month", "role", "times"), key=lambda row: row[0])
    months = (
        _month(month, [(role if role in many else FEW, times) for _, role, times in some])
        for month, some in by_month
    )
    return tuple(each for _, each in zip(range(MONTHS), months, strict=False))


def _month(month: date, told: Iterable[tuple[str, int]]) -> MonthOfLooks:
    counts: Counter[str] = Counter()
    for role, times in told:
        counts[role] += times
    return MonthOfLooks(month, tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0]))))
