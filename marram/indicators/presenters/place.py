"""The page of a place: its measures beside region and country, as a chart and as a table."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TypeAlias
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
from marram.indicators.queries.listing import group
from marram.indicators.queries.place_lines import PlaceLine
from marram.indicators.queries.place_page import PlacePage
from marram.indicators.vocabulary.figures import Figure


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
            Section("", (paragraph(_ways(page)),)),
            *_glance(page),
            Section(_beside(page), (_table(page), *_no_neighbours(page))),
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


def _beside(page: PlacePage) -> str:
    wider = any(line.region or line.country for line in page.lines)
    return "Local and national side by side" if wider else ""


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
    """Return one table of all groups, whose names are rows; a column without a word is left out."""
    columns = _columns(page)
    rows: list[tuple[Text | Cell, ...]] = []
    for name, some in groupby(page.lines, key=lambda line: _group(line, page)):
        if not page.theme:
            rows.append((Cell(capfirst(name), colspan=len(columns), classes="marram-under"),))
        rows += [tuple(cell(line) for _, cell in columns) for line in some]
    return DataTable(
        "Newest figures",
        tuple(head for head, _ in columns),
        tuple(rows),
        csv_url=_address(page, format="csv"),
        xlsx_url=_address(page, format="xlsx"),
        pagination=_pagination(page),
        caption_size="s",
    )


def _group(line: PlaceLine, page: PlacePage) -> str:
    return group(line.means, by_life_stage=page.by_life_stage)


_Written: TypeAlias = Callable[[PlaceLine], Text | Cell]


def _columns(page: PlacePage) -> list[tuple[Column | str, _Written]]:
    """Return the columns that have anything to say on this page, each with how its cells are
    written."""
    country, region = page.country_name or "Country", page.region_name or "Region"
    columns: list[tuple[Column | str, _Written]] = [
        ("Measure", _measure),
        (Column(page.place_name, numeric=True), _own),
    ]
    if any(line.region for line in page.lines):
        columns.append((Column(region, numeric=True), lambda line: _shown(line.region)))
    if any(line.country for line in page.lines):
        columns.append((Column(country, numeric=True), lambda line: _shown(line.country)))
        columns.append((f"Against {country}", lambda line: line.outcome))
    if any(line.trend for line in page.lines):
        columns.append(("Recent trend", lambda line: line.trend or "Too few years to tell"))
    if page.neighbours:
        columns.append(("Places that are alike", _peers))
    return columns


def _measure(line: PlaceLine) -> Text:
    there = reverse("indicators:indicator", args=[line.means.slug])
    link = Link(line.means.title, f"{there}?{urlencode({'place': line.figure.place})}")
    return stacked(link, line.figure.period, line.figure.people)


def _own(line: PlaceLine) -> Cell:
    interval = line.figure.interval
    return Cell(stacked(told(line.figure), interval and f"({interval})"), format="numeric")


def _shown(figure: Figure | None) -> Cell:
    return Cell(figure.shown if figure else "", format="numeric")


def _peers(line: PlaceLine) -> Text:
    return stacked(*(f"{each.place_name} {each.shown}" for each in line.peers))


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
