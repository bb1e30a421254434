"""How many people live where."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Refused
from marram.places import policies, rules
from marram.places.events import PopulationRecorded
from marram.places.models import Area, Population
from marram.places.vocabulary import Sex


Counted = tuple[str, int, str, int]
Changes = dict[tuple[str, int], tuple[dict[str, int], dict[str, int]]]


@transaction.atomic
def record_populations(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Record counts of people: `area`, `year`, `age_start`, `age_end`, `sex`, `count`, `source`.

    `age_end` is the first age that no longer belongs to the band; it is empty in the last band.
    One event an area and year tells every count that changed.

    Raises: Refused when `by` may not, an area is not known, or an age would be counted twice.
    """
    policies.may_edit_areas(by).enforce()
    codes = {row["area"] for row in rows}
    rules.known(codes, Area.objects.filter(pk__in=codes).values_list("pk", flat=True)).enforce()
    years = {int(row["year"]) for row in rows}
    kept = Population.objects.select_for_update().filter(area__in=codes, year__in=years)
    present: dict[Counted, Population] = {
        (found.area_id, found.year, found.sex, found.age_start): found
        for found in kept.order_by("pk")
    }
    added: list[Population] = []
    changes: Changes = {}
    changed = 0
    for row in rows:
        key = (row["area"], int(row["year"]), row["sex"], int(row["age_start"]))
        if key not in present:
            present[key] = _read(key, row)
            added.append(present[key])
            _note(changes, present[key], before=None)
        else:
            changed += _amend(changes, present[key], _read(key, row))
    _check(present)
    Population.objects.bulk_create(added, batch_size=500)
    _tell(by, at, changes)
    return Recorded(len(added), changed, len(rows) - len(added) - changed)


def _read(key: Counted, row: Mapping[str, Any]) -> Population:
    area, year, sex, age_start = key
    if sex not in set(Sex):
        raise Refused(f"“{sex}” is not a sex that is counted. Use {' or '.join(Sex)}.")
    age_end = row.get("age_end")
    return Population(
        area_id=area,
        year=year,
        sex=sex,
        age_start=age_start,
        age_end=None if age_end in (None, "") else int(age_end),
        count=int(row["count"]),
        source=row.get("source", ""),
    )


def _amend(changes: Changes, found: Population, wanted: Population) -> bool:
    same = (found.age_end, found.count, found.source)
    if same == (wanted.age_end, wanted.count, wanted.source):
        return False
    before = (_words(found), found.count)
    found.age_end, found.count, found.source = wanted.age_end, wanted.count, wanted.source
    found.save()
    _note(changes, found, before=before)
    return True


def _note(changes: Changes, found: Population, *, before: tuple[str, int] | None) -> None:
    was, now = changes.setdefault((found.area_id, found.year), ({}, {}))
    if before:
        was[before[0]] = before[1]
    now[_words(found)] = found.count


def _words(found: Population) -> str:
    return f"{found.year} {found.sex} {rules.AgeBand(found.age_start, found.age_end)}"


def _check(present: Mapping[Counted, Population]) -> None:
    bands: dict[tuple[str, int, str], list[rules.AgeBand]] = {}
    for (area, year, sex, _), found in present.items():
        band = rules.AgeBand(found.age_start, found.age_end)
        if found.age_end is not None and found.age_end <= found.age_start:
            raise Refused(f"An age band of {area} ends at {found.age_end}, before it starts.")
        bands.setdefault((area, year, sex), []).append(band)
    for (area, year, sex), counted in bands.items():
        rules.bands_apart(counted, of=f"{area}, {year}, {sex}").enforce()


def _tell(by: Actor, at: datetime, changes: Changes) -> None:
    for (area, _), (before, after) in changes.items():
        publish(
            PopulationRecorded(
                by=by.key, at=at, subject=Subject("places.area", area), before=before, after=after
            )
        )
