"""Lists of measures: found by words or theme, and statements about the nation."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst

from marram.design.components import (
    Breadcrumbs,
    Button,
    Cell,
    Column,
    Component,
    DataTable,
    FilterBar,
    Heading,
    Input,
    Link,
    Place,
    Text,
)
from marram.design.words import number
from marram.indicators.presenters.parts import File, Section, Shown, bullets, stacked, told
from marram.indicators.queries.catalogue import Catalogue, Found, NationalPage


NATIONAL_HEADER = ("Statement", "As published", "Figure", "Place", "Period", "People", "Source")


def catalogue(page: Catalogue, *, may_define: bool) -> Shown:
    """Return what was found, with the themes to look in."""
    title = capfirst(page.theme) if page.theme else "Measures"
    here = reverse("indicators:search")
    places = (Place("Measures", here), Place(title)) if page.theme else (Place("Measures"),)
    return Shown(
        title=title,
        breadcrumbs=Breadcrumbs(places),
        heading=Heading(
            title,
            caption="Theme" if page.theme else "",
            lead="What is measured, where it stands and whether it can be trusted.",
            actions=_actions(may_define),
        ),
        sections=(
            Section("", (_filters(page),)),
            Section("", (_table(page),)),
            Section("Themes", (bullets(tuple(_themes(page))),)),
        ),
    )


def national(page: NationalPage) -> Shown:
    """Return statements about the nation that may be cited, each with its source."""
    title = "National statements"
    return Shown(
        title=title,
        breadcrumbs=Breadcrumbs((Place("Measures", reverse("indicators:search")), Place(title))),
        heading=Heading(
            title,
            lead="What is said of the whole nation, in one list with sources, so that papers "
            "cite the same words.",
        ),
        sections=(
            Section(
                "",
                (
                    DataTable(
                        number(len(page.lines), "statement"),
                        ("What", "As published", Column("Figure", numeric=True), "Where and when",
                         "Source"),
                        tuple(_statement(line) for line in page.lines),
                        csv_url="?format=csv",
                        xlsx_url="?format=xlsx",
                        empty="No national figure has come in yet.",
                    ),
                ),
            ),
        ),
    )  # fmt: skip


def national_file(page: NationalPage) -> File:
    return File(
        title="National statements",
        header=NATIONAL_HEADER,
        rows=tuple(
            (
                line.means.title,
                line.figure.words,
                line.figure.value,
                line.figure.place_name,
                line.figure.period,
                line.figure.people,
                line.means.source,
            )
            for line in page.lines
            if line.figure
        ),
    )


def _actions(may_define: bool) -> tuple[Component, ...]:
    links = (
        Link("Scorecards", reverse("indicators:scorecards")),
        Link("National statements", reverse("indicators:national")),
        Link("All definitions (YAML)", reverse("indicators:definitions-file")),
        Link("For other systems", reverse("indicators:interface")),
    )
    if not may_define:
        return links
    return (
        Button("Define a measure", url=reverse("indicators:define"), style="secondary"),
        Link("Read definitions from a file", reverse("indicators:read-definitions")),
        Link("Figures that are held", reverse("indicators:kept")),
        *links,
    )


def _filters(page: Catalogue) -> FilterBar:
    here = reverse("indicators:search")
    words = Input(
        name="words",
        label="Words in the title, in other names for it, or in what it means",
        value=page.words,
    )
    return FilterBar((words,), action=here, clear_url=here, title="Find a measure", button="Find")


def _table(page: Catalogue) -> DataTable:
    shown = number(len(page.lines), "measure")
    caption = shown if page.found == len(page.lines) else f"The first {shown} of {page.found:,}"
    return DataTable(
        caption,
        ("Measure", "Theme", Column("Newest figure", numeric=True), "Where and when"),
        tuple(_row(line) for line in page.lines),
        empty="No measure holds all of these words. Use fewer, or look in a theme below.",
    )


def _row(line: Found) -> tuple[Text | Cell, ...]:
    figure = line.figure
    link = Link(line.means.title, reverse("indicators:indicator", args=[line.means.slug]))
    if figure is None:
        return link, capfirst(line.means.topic), "", "No figure yet"
    place = Link(figure.place_name, reverse("indicators:place", args=[figure.place]))
    return (
        link,
        capfirst(line.means.topic),
        Cell(told(figure), format="numeric"),
        stacked(place, figure.period, figure.people),
    )


def _themes(page: Catalogue) -> tuple[Text, ...]:
    return tuple(
        Link(
            f"{capfirst(theme.title)} ({theme.measures})",
            reverse("indicators:theme", args=[theme.slug]),
        )
        for theme in page.themes
    )


def _statement(line: Found) -> tuple[Text | Cell, ...]:
    figure = line.figure
    assert figure is not None, "a statement is made of a figure"
    there = reverse("indicators:indicator", args=[line.means.slug])
    return (
        Link(line.means.title, f"{there}?{urlencode({'place': figure.place})}"),
        figure.words,
        Cell(told(figure) if figure.value is not None else "", format="numeric"),
        stacked(figure.place_name, figure.period, figure.people),
        stacked(line.means.data_source_name, line.means.source),
    )
