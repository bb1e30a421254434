"""How areas are shown."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from marram.design.charts import Locator, Region
from marram.design.components import (
    Breadcrumbs,
    Button,
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
from marram.design.forms import FormPage
from marram.design.words import day, number
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.foundation.panels import shown
from marram.places.queries import AreaPage, AreaPages, AreaRow, Drawn, PopulationTable
from marram.places.vocabulary import flat


HOME = Place("Home", "/")
HEAD = ("Name", "Code", "Kind", "When")


@dataclass(frozen=True)
class ShownAreas:
    breadcrumbs: Breadcrumbs
    open: Button | None
    filters: FilterBar
    table: DataTable


@dataclass(frozen=True)
class ShownArea:
    title: str
    kind: str
    breadcrumbs: Breadcrumbs
    change: Button | None
    facts: SummaryList
    map: Locator | None
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
        open=Button("Open an area", reverse("places:open-area")) if page.may_edit else None,
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
        breadcrumbs=_path(),
        change=_change(code) if page.may_edit else None,
        facts=_facts(page),
        map=locator(page),
        tables=tuple(_areas_table(title, rows) for title, rows in neighbours if rows),
        more_parts=f"It holds {left_out:,} more areas than are listed." if left_out else "",
        population=_population(population) if population else None,
        population_source="; ".join(population.sources) if population else "",
        panels=(*shown("places.area", viewer=viewer, key=code), *history),
    )


def locator(page: AreaPage) -> Locator | None:
    """Return where the area lies among those of its kind; None where nobody has said so."""
    if not page.beside:
        return None
    name, around = page.area.name, len(page.beside) - 1
    beside = f"{name} and the {number(around, page.area.kind, _several(page.area.kind))} round it"
    there = {"code": page.area.code}
    return Locator(
        title=beside if around > 1 else f"Where {name} lies",
        source=_sources(page.beside),
        regions=_regions(page),
        svg_url=reverse("places:area-map", kwargs={**there, "kind": "svg"}),
        png_url=reverse("places:area-map", kwargs={**there, "kind": "png"}),
    )


def _regions(page: AreaPage) -> tuple[Region, ...]:
    rings = flat({each.code: each.outline for each in page.beside})
    return tuple(
        Region(each.name, rings[each.code], own=each.code == page.area.code) for each in page.beside
    )


def _sources(drawn: tuple[Drawn, ...]) -> str:
    return "; ".join(dict.fromkeys(each.source for each in drawn if each.source))


def _several(kind: str) -> str:
    """Return the plural of a kind of area.

    >>> _several("unitary authority"), _several("ward")
    ('unitary authorities', 'wards')
    """
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def open_page() -> FormPage:
    return FormPage(
        title="Open an area",
        lead="What it lies within, its people and its boundary come in as files.",
        button="Open it",
        cancel_url=reverse("places:areas"),
        breadcrumbs=_path(),
    )


def change_page(code: str, name: str) -> FormPage:
    there = reverse("places:area", args=[code])
    return FormPage(
        title=f"Change {name}",
        caption=code,
        lead="To rename it, write the new name and its first day. To end it, write the first day "
        "on which it is no longer in use. Its history keeps what was said before.",
        button="Save",
        cancel_url=there,
        breadcrumbs=Breadcrumbs((*_path().places, Place(name, there))),
    )


def _path() -> Breadcrumbs:
    return Breadcrumbs((HOME, Place("Places", reverse("places:areas"))))


def _change(code: str) -> Button:
    there = reverse("places:change-area", args=[code])
    return Button("Change, rename or end it", there, style="secondary")


def _facts(page: AreaPage) -> SummaryList:
    facts = (
        Fact("Code", page.area.code),
        Fact("Kind", page.area.kind),
        Fact("In use", _period(page.area.starts_on, page.area.ends_on)),
        Fact("Has this name since", day(page.named_since)),
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
    start, end = day(starts_on), day(ends_on)
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
