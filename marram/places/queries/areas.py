"""Lists of areas and the page of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.db.models import Count, Q

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.places import policies
from marram.places.models import Area, AreaSuccession, AreaWithin
from marram.places.queries.boundaries import Drawn, beside
from marram.places.queries.populations import PopulationTable, population_table


# One page of the list; a borough has some 20 wards and 200 neighbourhoods, a country 35,000.
ROWS_A_PAGE = 100


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    code: str
    name: str
    kind: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AreaPages:
    """One page of areas of a kind, and how many areas there are of each kind."""

    rows: tuple[AreaRow, ...]
    kinds: tuple[tuple[str, int], ...]
    kind: str
    search: str
    found: int
    page: int
    pages: int
    may_edit: Verdict


@dataclass(frozen=True, kw_only=True)
class AreaPage:
    """An area with its neighbours up, down, before and after, and on the map beside it.

    `beside` holds those of its kind that lie round it, itself first; nothing where nobody said
    where it lies.
    """

    area: AreaRow
    basis: str
    source: str
    named_since: date | None
    beside: tuple[Drawn, ...]
    within: tuple[AreaRow, ...]
    parts: tuple[AreaRow, ...]
    parts_in_all: int
    successors: tuple[AreaRow, ...]
    predecessors: tuple[AreaRow, ...]
    population: PopulationTable | None
    may_edit: Verdict


def areas(*, viewer: Actor, kind: str = "", search: str = "", page: int = 1) -> AreaPages:
    """Return a page of areas of a kind whose name or code holds the search. Three SQL queries."""
    kinds = Area.objects.order_by("kind").values_list("kind").annotate(Count("pk"))
    found = Area.objects.all()
    if kind:
        found = found.filter(kind=kind)
    if search:
        found = found.filter(Q(name__icontains=search) | Q(code__icontains=search))
    number = found.count()
    pages = max(1, ceil(number / ROWS_A_PAGE))
    page = min(max(1, page), pages)
    rows = found.order_by("kind", "name", "code")[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    return AreaPages(
        rows=tuple(_row(area) for area in rows),
        kinds=tuple((name, count) for name, count in kinds),
        kind=kind,
        search=search,
        found=number,
        page=page,
        pages=pages,
        may_edit=policies.may_edit_areas(viewer),
    )


def area(*, viewer: Actor, code: str, on: date) -> AreaPage:
    """Return an area with its neighbours, first 100 parts, and where it lies on a day.

    At most ten SQL queries.

    Raises: Missing.
    """
    found = Area.objects.filter(pk=code).first()
    if found is None:
        raise Missing(f"There is no area with the code {code}.")
    parts = AreaWithin.objects.filter(parent=code)
    successions = AreaSuccession.objects.select_related("area", "successor")
    return AreaPage(
        area=_row(found),
        basis=found.basis,
        source=found.source,
        named_since=found.named_since,
        beside=beside(code=code, on=on),
        within=tuple(
            _lying(lies, lies.parent)
            for lies in AreaWithin.objects.filter(area=code)
            .select_related("parent")
            .order_by("parent__kind", "parent__name", "starts_on", "pk")
        ),
        parts=tuple(
            _lying(lies, lies.area)
            for lies in parts.select_related("area").order_by(
                "area__kind", "area__name", "starts_on", "pk"
            )[:ROWS_A_PAGE]
        ),
        parts_in_all=parts.count(),
        successors=tuple(
            _taken_over(after.successor, after.on)
            for after in successions.filter(area=code).order_by("on", "successor")
        ),
        predecessors=tuple(
            _taken_over(before.area, before.on)
            for before in successions.filter(successor=code).order_by("on", "area")
        ),
        population=population_table(code=code),
        may_edit=policies.may_edit_areas(viewer),
    )


def area_fields(*, code: str) -> Mapping[str, str | date | int | None]:
    """Return what the form of an area starts from, with its version. One SQL query.

    Raises: Missing.
    """
    found = Area.objects.filter(pk=code).first()
    if found is None:
        raise Missing(f"There is no area with the code {code}.")
    return {
        "name": found.name,
        "named_since": found.named_since,
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        "basis": found.basis,
        "source": found.source,
        "seen_version": found.version,
    }


def _row(area: Area) -> AreaRow:
    return AreaRow(
        code=area.code,
        name=area.name,
        kind=area.kind,
        starts_on=area.starts_on,
        ends_on=area.ends_on,
    )


def _lying(lies: AreaWithin, other: Area) -> AreaRow:
    """Return the other area with the days of lying within, not with its own."""
    return AreaRow(
        code=other.code,
        name=other.name,
        kind=other.kind,
        starts_on=lies.starts_on,
        ends_on=lies.ends_on,
    )


def _taken_over(other: Area, on: date) -> AreaRow:
    return AreaRow(code=other.code, name=other.name, kind=other.kind, starts_on=on)
