from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import (
    Button,
    Component,
    DataTable,
    Fact,
    FilterBar,
    Input,
    Label,
    Link,
    Option,
    Select,
    SummaryList,
    Table,
    WideTable,
)
from marram.design.forms import FormPage
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.foundation.panels import shown
from marram.people.presenters.appointments import appointments_table
from marram.people.presenters.words import (
    File,
    allowed,
    counted,
    day,
    file_address,
    pagination,
    path,
)
from marram.people.queries import OrganisationPage, OrganisationPages, OrganisationRow


HOME = ("Home", "/")


@dataclass(frozen=True)
class ShownOrganisations:
    breadcrumbs: Component
    filters: FilterBar
    table: DataTable
    buttons: tuple[Component, ...]


@dataclass(frozen=True)
class ShownOrganisation:
    title: str
    short_name: str
    breadcrumbs: Component
    facts: SummaryList
    seats: Table | None
    parts: tuple[Component, ...]
    appointments: Table | None
    buttons: tuple[Component, ...]
    panels: tuple[Component, ...]


def organisations_page(page: OrganisationPages) -> ShownOrganisations:
    asked = {"search": page.search, "sector": page.sector}
    return ShownOrganisations(
        breadcrumbs=path(HOME),
        filters=_filters(page),
        table=DataTable(
            caption=counted(page.found, "organisation"),
            columns=("Name", "Short name", "Sector", "Kind", "Area served"),
            rows=tuple(
                (_link(row), row.short_name, row.sector, row.kind, row.area_served)
                for row in page.rows
            ),
            csv_url=file_address("csv", asked),
            xlsx_url=file_address("xlsx", asked),
            empty="No organisation fits. Try fewer words, or every sector.",
            pagination=pagination(page.page, page.pages, asked),
        ),
        buttons=allowed(
            page.may_edit, Button("Add an organisation", url=reverse("people:add-organisation"))
        ),
    )


def organisation_page(page: OrganisationPage, *, viewer: Actor) -> ShownOrganisation:
    slug = page.organisation.slug
    history = shown("history", viewer=viewer, key=Subject("people.organisation", slug))
    change = Button("Change", url=reverse("people:change-organisation", args=[slug]))
    appoint = Button(
        "Make an appointment",
        url=reverse("people:appoint-to-organisation", args=[slug]),
        style="secondary",
    )
    return ShownOrganisation(
        title=page.organisation.name,
        short_name=page.organisation.short_name,
        breadcrumbs=path(HOME, ("Organisations", reverse("people:organisations"))),
        facts=_facts(page),
        seats=_seats(page),
        parts=tuple(_link(part) for part in page.parts),
        appointments=appointments_table(
            page.appointments, may_appoint=page.may_appoint, on_group=False
        ),
        buttons=(*allowed(page.may_edit, change), *allowed(page.may_appoint, appoint)),
        panels=(*shown("people.organisation", viewer=viewer, key=slug), *history),
    )


def add_organisation_page() -> FormPage:
    url = reverse("people:organisations")
    return FormPage(
        title="Add an organisation",
        button="Add it",
        cancel_url=url,
        breadcrumbs=path(HOME, ("Organisations", url)),
    )


def change_organisation_page(
    slug: str, name: str, *, above: tuple[Component, ...] = ()
) -> FormPage:
    url = reverse("people:organisation", args=[slug])
    return FormPage(
        title=f"Change {name}",
        button="Save",
        cancel_url=url,
        breadcrumbs=path(HOME, ("Organisations", reverse("people:organisations")), (name, url)),
        above=above,
    )


def organisations_file(page: OrganisationPages) -> File:
    """Return the list as a table to take away."""
    return File(
        title="Organisations",
        header=("key", "name", "short name", "sector", "kind", "area served", "ended on"),
        rows=tuple(
            (r.slug, r.name, r.short_name, r.sector, r.kind, r.area_served, r.ended_on)
            for r in page.rows
        ),
    )


def _filters(page: OrganisationPages) -> FilterBar:
    sectors = (
        Option("Every sector", "", selected=not page.sector),
        *(
            Option(f"{name} ({count})", name, selected=name == page.sector)
            for name, count in page.sectors
        ),
    )
    return FilterBar(
        fields=(
            Input("search", value=page.search, label=Label("Name or area"), kind="search"),
            Select("sector", label=Label("Sector"), options=sectors),
        ),
        clear_url=reverse("people:organisations") if page.search or page.sector else "",
    )


def _facts(page: OrganisationPage) -> SummaryList:
    named = page.organisation
    facts = [
        Fact("Sector", named.sector),
        Fact("Kind", named.kind),
        Fact("Area served", named.area_served),
        Fact("Part of", _link(page.part_of) if page.part_of else ""),
        Fact("What it does here", page.part_played),
        Fact("Ended on", day(named.ended_on)),
        Fact("Source", page.source),
        Fact("Key", named.slug),
    ]
    return SummaryList(tuple(fact for fact in facts if fact.value))


def _seats(page: OrganisationPage) -> Table | None:
    if not page.seats:
        return None
    return WideTable(
        caption="Groups it sits on",
        caption_classes="govuk-table__caption--m",
        head=("Group", "Remark"),
        rows=tuple(
            (Link(seat.name, reverse("people:group", args=[seat.group])), seat.remark)
            for seat in page.seats
        ),
        first_cell_is_header=True,
    )


def _link(row: OrganisationRow) -> Link:
    return Link(row.name, reverse("people:organisation", args=[row.slug]))
