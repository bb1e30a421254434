"""How areas are shown."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Cell,
    Component,
    DataTable,
    Fact,
    FilterBar,
    Input,
    Label,
    Link,
    Option,
    PageLink,
    Pagination,
    Place,
    Select,
    SummaryList,
    Table,
    Text,
    Turn,
    WideTable,
)
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.foundation.panels import shown
from marram.places.queries import AreaPage, AreaPages, AreaRow, PopulationTable


HOME = Place("Home", "/")
HEAD = ("Name", "Code", "Kind", "When")


@dataclass(frozen=True)
class ShownAreas:
    breadcrumbs: Breadcrumbs
    filters: FilterBar
    table: DataTable


@dataclass(frozen=True)
class ShownArea:
    title: str
    kind: str
    breadcrumbs: Breadcrumbs
    facts: SummaryList
    tables: tuple[Table, ...]
    more_parts: str
    population: Table | None
    population_source: str
    panels: tuple[Component, ...]


def areas_page(page: AreaPages) -> ShownAreas:
    kinds = (
        Option("Every kind", "", selected=not page.kind),
        *(
            Option(f"{kind} ({count})", kind, selected=kind == page.kind)
            for kind, count in page.kinds
        ),
    )
    return ShownAreas(
        breadcrumbs=Breadcrumbs((HOME,)),
        filters=FilterBar(
            fields=(
                Input("search", value=page.search, label=Label("Name or code"), kind="search"),
                Select("kind", label=Label("Kind"), options=kinds),
            ),
            clear_url=reverse("places:areas") if page.search or page.kind else "",
        ),
        table=DataTable(
            caption=f"{page.found:,} {'area' if page.found == 1 else 'areas'}",
            columns=HEAD,
            rows=_rows(page.rows),
            empty="No area fits. Try fewer letters, or every kind.",
            pagination=_pagination(page),
        ),
    )


def area_page(page: AreaPage, *, viewer: Actor) -> ShownArea:
    code = page.area.code
    history = shown("history", viewer=viewer, key=Subject("places.area", code))
    neighbours = (
        ("Lies within", page.within),
        ("Holds", page.parts),
        ("Was taken over by", page.successors),
        ("Took over from", page.predecessors),
    )
    left_out = page.parts_in_all - len(page.parts)
    population = page.population
    return ShownArea(
        title=page.area.name,
        kind=page.area.kind,
        breadcrumbs=Breadcrumbs((HOME, Place("Places", reverse("places:areas")))),
        facts=_facts(page),
        tables=tuple(_areas_table(title, rows) for title, rows in neighbours if rows),
        more_parts=f"It holds {left_out:,} more areas than are listed." if left_out else "",
        population=_population(population) if population else None,
        population_source="; ".join(population.sources) if population else "",
        panels=(*shown("places.area", viewer=viewer, key=code), *history),
    )


def _facts(page: AreaPage) -> SummaryList:
    facts = (
        Fact("Code", page.area.code),
        Fact("Kind", page.area.kind),
        Fact("In use", _period(page.area.starts_on, page.area.ends_on)),
        Fact("How sure we are", page.basis),
        Fact("Named in", page.source),
    )
    return SummaryList(tuple(fact for fact in facts if fact.value))


def _rows(rows: tuple[AreaRow, ...]) -> tuple[tuple[Text, ...], ...]:
    return tuple(
        (
            Link(row.name, reverse("places:area", args=[row.code])),
            row.code,
            row.kind,
            _period(row.starts_on, row.ends_on),
        )
        for row in rows
    )


def _areas_table(title: str, rows: tuple[AreaRow, ...]) -> Table:
    return WideTable(
        caption=title,
        caption_classes="govuk-table__caption--m",
        head=HEAD,
        rows=_rows(rows),
        first_cell_is_header=True,
    )


def _population(population: PopulationTable) -> Table:
    rows = [
        (f"Ages {row.band}", _count(row.female), _count(row.male), _count(row.people))
        for row in population.rows
    ]
    if population.people is not None:
        female = sum(row.female or 0 for row in population.rows)
        male = sum(row.male or 0 for row in population.rows)
        rows.append(("All ages", _count(female), _count(male), _count(population.people)))
    return WideTable(
        caption=f"People who lived here in {population.year}",
        caption_classes="govuk-table__caption--m",
        head=(
            "Age",
            Cell("Female", format="numeric"),
            Cell("Male", format="numeric"),
            Cell("All", format="numeric"),
        ),
        rows=tuple(rows),
        first_cell_is_header=True,
    )


def _count(number: int | None) -> Cell:
    return Cell("not counted" if number is None else f"{number:,}", format="numeric")


def _period(starts_on: date | None, ends_on: date | None) -> str:
    """Return the days of a half-open period in words; what is not known is left out."""
    start = f"{starts_on.day} {starts_on:%B %Y}" if starts_on else ""
    end = f"{ends_on.day} {ends_on:%B %Y}" if ends_on else ""
    if start and end:
        return f"{start} to {end}"
    if end:
        return f"until {end}"
    return f"since {start}" if start else "first day not known"


def _pagination(page: AreaPages) -> Pagination | None:
    if page.pages == 1:
        return None

    def address(number: int) -> str:
        asked = {"search": page.search, "kind": page.kind}
        return "?" + urlencode({**{k: v for k, v in asked.items() if v}, "page": number})

    here = PageLink(str(page.page), address(page.page), current=True)
    return Pagination(
        pages=(here,),
        previous=Turn(address(page.page - 1)) if page.page > 1 else None,
        next=Turn(address(page.page + 1)) if page.page < page.pages else None,
    )
