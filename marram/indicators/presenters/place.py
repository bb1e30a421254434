"""The page of a place: its measures beside region and country, as a chart and as a table."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from marram.design.components import (
    Breadcrumbs,
    Cell,
    Column,
    DataTable,
    Heading,
    Link,
    Pagination,
    Place,
    Text,
    Turn,
)
from marram.design.words import listed, number
from marram.indicators.presenters import charts
from marram.indicators.presenters.parts import (
    File,
    Section,
    Shown,
    bullets,
    paragraph,
    stacked,
    told,
)
from marram.indicators.queries.place_lines import PlaceLine
from marram.indicators.queries.place_page import PlacePage


HEADER = (
    "Measure", "Theme", "Life stage", "Period", "Value", "Lower 95%", "Upper 95%", "Unit",
    "Compared with the country", "Trend", "Region", "Country", "In doubt",
)  # fmt: skip


def place_page(page: PlacePage) -> Shown:
    """Return a page of the measures of a place."""
    caption = capfirst(page.theme) if page.theme else "All measures"
    return Shown(
        title=f"{page.place_name}: measures",
        breadcrumbs=Breadcrumbs(
            (Place("Measures", reverse("indicators:search")), Place(page.place_name))
        ),
        heading=Heading(page.place_name, caption=caption, lead=_lead(page)),
        sections=(
            Section("", (_ways(page),)),
            *_glance(page),
            Section("Local and national side by side", (_table(page), *_no_neighbours(page))),
            Section(
                "Life stages" if page.by_life_stage else "Themes", (bullets(tuple(_groups(page))),)
            ),
        ),
    )


def file(page: PlacePage) -> File:
    return File(
        title=f"{page.place_name} measures",
        header=HEADER,
        rows=tuple(
            (
                line.means.title, line.means.topic, line.means.life_stage, line.figure.period,
                line.figure.value, line.figure.lower, line.figure.upper, line.means.unit,
                line.outcome, line.trend,
                line.region.value if line.region else None,
                line.country.value if line.country else None,
                "yes" if line.figure.struck else "",
            )
            for line in page.lines
        ),
    )  # fmt: skip


def _lead(page: PlacePage) -> str:
    measures = number(page.found, "measure")
    beside = listed([name for name in (page.region_name, page.country_name) if name])
    against = f", beside {beside}" if beside else ""
    by = f" ({'; '.join(page.alike_by)})" if page.alike_by else ""
    alike = f" It is most like {listed(page.neighbours[:5])}{by}." if page.neighbours else ""
    return (
        f"{measures}{against}. What is in doubt is shown crossed out and compared nowhere.{alike}"
    )


def _glance(page: PlacePage) -> tuple[Section, ...]:
    spine = charts.spine(page)
    if spine is None:
        words = "No measure on this page has figures of the country and of four places yet."
        return (Section("At a glance", (), words),)
    return (Section("At a glance", (spine,)),)


def _no_neighbours(page: PlacePage) -> Iterator[Text]:
    """Yield how to say which places are alike, to those who may, where nobody has said so."""
    if page.may_bring_in and not page.neighbours:
        there = reverse("sources:layout", args=["nearest-neighbours"])
        link = Link("Bring in its nearest neighbours", there)
        yield paragraph(
            format_html("Nobody has said which places are like {}. {}", page.place_name, link)
        )


def _ways(page: PlacePage) -> Link:
    if page.by_life_stage:
        return Link("Group by theme instead", _address(page, theme="", by=""))
    return Link("Group by life stage instead", _address(page, theme="", by="life-stage"))


def _table(page: PlacePage) -> DataTable:
    country, region = page.country_name or "Country", page.region_name or "Region"
    alike = bool(page.neighbours)
    figures = (page.place_name, region, country)
    return DataTable(
        "Newest figures",
        (
            "Measure",
            *(Column(name, numeric=True) for name in figures),
            f"Against {country}",
            "Recent trend",
            *(("Places that are alike",) if alike else ()),
        ),
        tuple(_row(line, alike=alike) for line in page.lines),
        csv_url=_address(page, format="csv"),
        xlsx_url=_address(page, format="xlsx"),
        pagination=_pagination(page),
        caption_size="s",
    )


def _row(line: PlaceLine, *, alike: bool) -> tuple[Text | Cell, ...]:
    there = reverse("indicators:indicator", args=[line.means.slug])
    link = Link(line.means.title, f"{there}?{urlencode({'place': line.figure.place})}")
    figure = line.figure
    peers = (stacked(*(f"{each.place_name} {each.shown}" for each in line.peers)),)
    return (
        stacked(link, figure.period, figure.people),
        Cell(stacked(told(figure), figure.interval and f"({figure.interval})"), format="numeric"),
        Cell(line.region.shown if line.region else "", format="numeric"),
        Cell(line.country.shown if line.country else "", format="numeric"),
        line.outcome,
        line.trend or "Too few years to tell",
        *(peers if alike else ()),
    )


def _groups(page: PlacePage) -> Iterator[Text]:
    if page.theme:
        yield Link("All measures", _address(page, theme=""))
    for name, many in page.themes:
        if name == page.theme:
            yield f"{capfirst(name)} ({many}), shown here"
        else:
            yield Link(f"{capfirst(name)} ({many})", _address(page, theme=name))


def _pagination(page: PlacePage) -> Pagination | None:
    if page.pages == 1:
        return None
    before = Turn(_address(page, turn=page.page - 1)) if page.page > 1 else None
    after = Turn(_address(page, turn=page.page + 1)) if page.page < page.pages else None
    return Pagination(previous=before, next=after, label="Pages of measures")


def _address(page: PlacePage, **changed: str | int) -> str:
    asked: dict[str, str | int] = {
        "theme": page.theme,
        "by": "life-stage" if page.by_life_stage else "",
        **changed,
    }
    said = {{"turn": "page"}.get(name, name): value for name, value in asked.items() if value}
    there = reverse("indicators:place", args=[page.place])
    return f"{there}?{urlencode(said)}" if said else there
