"""What is done to organisations."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, differences, not_moved_on, said, write
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.people import policies, rules
from marram.people.events import OrganisationAdded, OrganisationAmended
from marram.people.models import Organisation


FIELDS = (
    "name",
    "short_name",
    "sector",
    "kind",
    "area_served",
    "part_of",
    "part_played",
    "ended_on",
    "source",
)


@transaction.atomic
def add_organisation(
    *, by: Actor, at: datetime, slug: str, fields: Mapping[str, Any]
) -> Organisation:
    """Add an organisation; `fields` holds `name`, `sector` and any others of FIELDS.

    Raises: Refused when `by` may not, the slug is taken, or a field does not fit.
    """
    policies.may_edit_organisations(by).enforce()
    if Organisation.objects.filter(pk=slug).exists():
        raise Refused(f"There already is an organisation called {slug}. Choose another short key.")
    _check(slug, fields, _slugs())
    return _add(by, at, slug, fields)


@transaction.atomic
def amend_organisation(
    *, by: Actor, at: datetime, slug: str, seen_version: int, fields: Mapping[str, Any]
) -> Organisation:
    """Change fields of an organisation; nothing is written or told where nothing differs.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    policies.may_edit_organisations(by).enforce()
    found = Organisation.objects.select_for_update().filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no organisation {slug}.")
    theirs = said(found, fields)
    not_moved_on(found, called=str(found), seen_version=seen_version, theirs=theirs)
    _check(slug, fields, _slugs())
    _amend(by, at, found, fields)
    return found


@transaction.atomic
def record_organisations(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Add or change organisations by `slug`, so that each says what its row says.

    A row may hold any of FIELDS; a field it does not hold stays as it is. A row may name an
    organisation further down as the one it is part of.

    Raises: Refused when `by` may not or a row does not fit; nothing is written then.
    """
    policies.may_edit_organisations(by).enforce()
    present = {
        found.slug: found for found in Organisation.objects.select_for_update().order_by("slug")
    }
    slugs = present.keys() | {row["slug"] for row in rows}
    created = changed = 0
    for row in rows:
        fields = _from_row(row)
        _check(row["slug"], fields, slugs)
        if row["slug"] not in present:
            present[row["slug"]] = _add(by, at, row["slug"], fields)
            created += 1
        elif _amend(by, at, present[row["slug"]], fields):
            changed += 1
    return Recorded(created, changed, len(rows) - created - changed)


def _from_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields a row holds; an empty cell for a key or a day means that there is none."""
    fields = {name: row[name] for name in FIELDS if name in row}
    for name in {"part_of", "ended_on"} & fields.keys():
        fields[name] = fields[name] or None
    if isinstance(fields.get("ended_on"), str):
        fields["ended_on"] = date.fromisoformat(fields["ended_on"])
    return fields


def _check(slug: str, fields: Mapping[str, Any], slugs: set[str]) -> None:
    rules.a_key(slug).enforce()
    if "sector" in fields:
        rules.a_sector(fields["sector"]).enforce()
    if not fields.get("name", slug):
        raise Refused(f"Enter the name of the organisation {slug}.")
    if fields.get("part_of") == slug:
        raise Refused(f"{slug} cannot be part of itself. Choose another organisation, or none.")
    if fields.get("part_of"):
        rules.known([fields["part_of"]], slugs, what="organisation").enforce()


def _add(by: Actor, at: datetime, slug: str, fields: Mapping[str, Any]) -> Organisation:
    values = {name: value for name, value in fields.items() if name != "part_of"}
    added = Organisation.objects.create(slug=slug, part_of_id=fields.get("part_of"), **values)
    publish(
        OrganisationAdded(
            by=by.key,
            at=at,
            subject=Subject("people.organisation", slug),
            after=said(added, FIELDS),
        )
    )
    return added


def _amend(by: Actor, at: datetime, found: Organisation, fields: Mapping[str, Any]) -> bool:
    before, after = differences(found, fields)
    if not after:
        return False
    write(found, {name: fields[name] for name in after})
    publish(
        OrganisationAmended(
            by=by.key,
            at=at,
            subject=Subject("people.organisation", found.slug),
            before=before,
            after=after,
        )
    )
    return True


def _slugs() -> set[str]:
    return set(Organisation.objects.order_by("slug").values_list("slug", flat=True))
