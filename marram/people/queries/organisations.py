"""Organisations: the list, one of them, and their names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.db.models import Count, Q

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.people import policies
from marram.people.models import Membership, Organisation
from marram.people.queries.appointments import AppointmentRow, appointments


ROWS_A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class OrganisationRow:
    slug: str
    name: str
    short_name: str = ""
    sector: str = ""
    kind: str = ""
    area_served: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class OrganisationPages:
    """One page of organisations, and how many there are of each sector."""

    rows: tuple[OrganisationRow, ...]
    sectors: tuple[tuple[str, int], ...]
    search: str
    sector: str
    found: int
    page: int
    pages: int
    may_edit: Verdict


@dataclass(frozen=True, kw_only=True)
class SeatRow:
    """A group an organisation sits on, with the remark the paper makes about it."""

    group: str
    name: str
    remark: str


@dataclass(frozen=True, kw_only=True)
class OrganisationPage:
    organisation: OrganisationRow
    part_played: str
    source: str
    version: int
    part_of: OrganisationRow | None
    parts: tuple[OrganisationRow, ...]
    seats: tuple[SeatRow, ...]
    appointments: tuple[AppointmentRow, ...]
    may_edit: Verdict
    may_appoint: Verdict


def organisations(
    *, viewer: Actor, search: str = "", sector: str = "", page: int = 1, whole: bool = False
) -> OrganisationPages:
    """Return a page of organisations of a sector whose names or area hold the search.

    Three SQL queries. With `whole` every organisation stands on one page, for a file.
    """
    sectors = Organisation.objects.order_by("sector").values_list("sector").annotate(Count("pk"))
    found = Organisation.objects.all()
    if sector:
        found = found.filter(sector=sector)
    for word in search.split():
        found = found.filter(
            Q(name__icontains=word) | Q(short_name__icontains=word) | Q(area_served__icontains=word)
        )
    number = found.count()
    size = max(number, 1) if whole else ROWS_A_PAGE
    pages = max(1, ceil(number / size))
    page = min(max(1, page), pages)
    rows = found.order_by("name", "slug")[(page - 1) * size : page * size]
    return OrganisationPages(
        rows=tuple(_row(organisation) for organisation in rows),
        sectors=tuple((name, count) for name, count in sectors),
        search=search,
        sector=sector,
        found=number,
        page=page,
        pages=pages,
        may_edit=policies.may_edit_organisations(viewer),
    )


def organisation(*, viewer: Actor, slug: str, on: date) -> OrganisationPage:
    """Return an organisation with its parts, seats and appointments. Four SQL queries.

    Raises: Missing.
    """
    found = Organisation.objects.select_related("part_of").filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no organisation {slug}.")
    seats = Membership.objects.filter(organisation=slug).select_related("group")
    return OrganisationPage(
        organisation=_row(found),
        part_played=found.part_played,
        source=found.source,
        version=found.version,
        part_of=_row(found.part_of) if found.part_of else None,
        parts=tuple(_row(part) for part in found.parts.order_by("name", "slug")),
        seats=tuple(
            SeatRow(group=seat.group_id, name=seat.group.name, remark=seat.words)
            for seat in seats.order_by("group__name", "group")
        ),
        appointments=appointments(viewer=viewer, on=on, organisation=slug),
        may_edit=policies.may_edit_organisations(viewer),
        may_appoint=policies.may_appoint(viewer),
    )


def organisation_names(*, slugs: Collection[str]) -> Mapping[str, str]:
    """Return the names of organisations by slug. One SQL query."""
    found = Organisation.objects.filter(pk__in=slugs).order_by("pk")
    return dict(found.values_list("pk", "name"))


def organisation_choices() -> tuple[tuple[str, str], ...]:
    """Return every organisation that has not ended, as slug and name. One SQL query."""
    found = Organisation.objects.filter(ended_on=None).order_by("name", "slug")
    return tuple(found.values_list("pk", "name"))


def organisation_fields(*, slug: str) -> Mapping[str, str | date | None]:
    """Return what the form of an organisation starts from, with its version. One SQL query.

    Raises: Missing.
    """
    found = Organisation.objects.filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no organisation {slug}.")
    return {
        "name": found.name,
        "short_name": found.short_name,
        "sector": found.sector,
        "kind": found.kind,
        "area_served": found.area_served,
        "part_of": found.part_of_id,
        "part_played": found.part_played,
        "ended_on": found.ended_on,
        "source": found.source,
        "seen_version": str(found.version),
    }


def _row(organisation: Organisation) -> OrganisationRow:
    return OrganisationRow(
        slug=organisation.slug,
        name=organisation.name,
        short_name=organisation.short_name,
        sector=organisation.sector,
        kind=organisation.kind,
        area_served=organisation.area_served,
        ended_on=organisation.ended_on,
    )
