"""The page of an indicator: newest figure in words, charts, definition, doubts, files."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst

from marram.design.charts.base import Chart
from marram.design.components import (
    Breadcrumbs,
    Button,
    Cell,
    Column,
    Component,
    DataTable,
    Fact,
    FilterBar,
    Heading,
    InsetText,
    Link,
    Option,
    Place,
    Select,
    SummaryList,
    Text,
)
from marram.design.words import day, number
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.indicators.presenters import charts, maps
from marram.indicators.presenters.beside import beside_others
from marram.indicators.presenters.doubts import doubts
from marram.indicators.presenters.parts import (
    File,
    Section,
    Shown,
    files,
    icons,
    paragraph,
    stacked,
    standing_tag,
    told,
)
from marram.indicators.queries.definitions import DefinitionLine
from marram.indicators.queries.indicator_page import IndicatorPage
from marram.indicators.vocabulary.figures import Figure, with_unit
from marram.methods.targets import Standing


# What other rooms hang here: priorities, actions and schemes that this measure tells of.
SPACE = "indicators.indicator"
HEADER = (
    "Indicator", "Title", "Place", "Place name", "Period", "From", "Before", "Age", "Sex",
    "Split by", "Part", "Kind", "Value", "Lower 95%", "Upper 95%", "Count", "Out of", "Unit",
    "As printed", "Withheld by", "In doubt", "Why", "Note", "Source", "Delivery", "Definition",
    "Method",
)  # fmt: skip


def indicator_page(page: IndicatorPage, *, viewer: Actor) -> Shown:
    """Return everything about one indicator, for one place."""
    means = page.means
    return Shown(
        title=means.title,
        breadcrumbs=Breadcrumbs(
            (Place("Measures", reverse("indicators:search")), Place(means.title))
        ),
        heading=Heading(
            title=means.title,
            caption=capfirst(means.topic),
            lead=means.meaning,
            tags=_tags(page),
            actions=_actions(page),
        ),
        sections=tuple(_sections(page)),
        panels=(
            *panels.shown(SPACE, viewer=viewer, key=means.slug),
            *panels.shown(
                "history", viewer=viewer, key=Subject("indicators.indicator", means.slug)
            ),
        ),
    )


def file(page: IndicatorPage) -> File:
    """Return every figure of the place, as a table to take away."""
    return File(title=page.means.title, header=HEADER, rows=tuple(map(file_row, page.figures)))


def file_row(of: Figure) -> tuple[str | float | None, ...]:
    """Return a figure as a row of a file."""
    return (
        of.indicator, of.title, of.place, of.place_name, of.period,
        of.starts_on.isoformat() if of.starts_on else "",
        of.ends_on.isoformat() if of.ends_on else "",
        of.age, of.sex, of.category_type, of.category, of.kind, of.value, of.lower, of.upper,
        of.count, of.out_of, of.unit, of.words, of.withheld, "yes" if of.struck else "",
        " ".join(of.findings), of.note, of.source, of.delivery, of.definition, of.method,
    )  # fmt: skip


def chart(page: IndicatorPage, name: str) -> Chart | None:
    """Return the chart of a page by its name, for a file; None where there is none."""
    return dict(_charts(page)).get(name)


def _tags(page: IndicatorPage) -> tuple[Component, ...]:
    if not page.measured.newest or page.measured.standing == Standing.NOT_JUDGED:
        return ()
    return (standing_tag(page.measured.standing, page.measured.targets),)


def _actions(page: IndicatorPage) -> tuple[Component, ...]:
    slug = [page.means.slug]
    ways = (
        Link("Versions of the definition", reverse("indicators:versions", args=slug)),
        Link("Deliveries", reverse("indicators:deliveries", args=slug)),
    )
    if not page.may_define:
        return ways
    change = Button(
        "Change the definition", url=reverse("indicators:redefine", args=slug), style="secondary"
    )
    return (change, *ways)


def _sections(page: IndicatorPage) -> Iterator[Section]:
    yield Section("", tuple(_top(page)))
    for name, shown in _charts(page):
        yield Section(TITLES[name], (shown, *_below(page, name)))
    if page.process is None:
        yield Section("Change over time", (paragraph(_why_no_process(page)),))
    yield from doubts(page)
    yield Section("What it means and where it comes from", (_definition(page.means),))
    yield Section("Figures", (_figures(page), _files(page)))
    if page.scorecards:
        yield Section("Reported in", (_scorecards(page),))
    if page.looks:
        yield Section("How often it is looked at", (_looks(page),))


TITLES = {
    "trend": "Trend",
    "control": "Is it more than everyday variation?",
    "places": "By place",
    "map": "On the map",
    "people": "By sex and age",
    "split": "By group",
    "funnel": "Do places differ by more than chance?",
}


def _charts(page: IndicatorPage) -> Iterator[tuple[str, Chart]]:
    """Return the charts that the figures allow, with links to each as a file."""
    made: list[tuple[str, Chart | None]] = [
        ("trend", charts.trend(page) if len(page.periods) > 1 else None),
        ("control", charts.control(page)),
        ("places", charts.by_place(page)),
        ("map", maps.by_place(page)),
        ("people", charts.by_people(page)),
    ]
    made += [("split", charts.by_category(page, *split)) for split in page.by_category[:1]]
    made += [("funnel", charts.funnel(page))]
    for name, shown in made:
        if shown is not None:
            yield name, _with_files(page, name, shown)


def _with_files(page: IndicatorPage, name: str, shown: Chart) -> Chart:
    def address(kind: str) -> str:
        there = reverse("indicators:chart", args=[page.means.slug, name, kind])
        return f"{there}?{urlencode({'place': page.place})}"

    return replace(shown, png_url=address("png"), svg_url=address("svg"))


def _top(page: IndicatorPage) -> Iterator[Text]:
    yield InsetText(in_words(page))
    if page.process:
        yield icons(page.measured.variation, page.measured.assurance)
    if len(page.places) > 1:
        yield _places(page)


def in_words(page: IndicatorPage) -> str:
    """Return the newest figure as sentences: interval, comparison, target, freshness."""
    newest = page.measured.newest
    if newest is None:
        words = next((each for each in reversed(page.figures) if each.words), None)
        if words is None:
            return f"No sound figure is known for {page.place_name or 'any place'}."
        return f"{page.place_name}, {words.period}: {words.words}."
    said = [f"{page.place_name}, {newest.period}: {newest.shown}"]
    if newest.people:
        said[0] += f" ({newest.people})"
    if newest.interval:
        said[0] += f", with a 95% interval of {newest.interval}"
    return ". ".join((*said, *_beside(page))) + "."


def _beside(page: IndicatorPage) -> Iterator[str]:
    if page.benchmark:
        figure = page.benchmark.figure
        outcome = {"Not compared": "not compared, for there is no interval"}.get(
            page.outcome, page.outcome.lower()
        )
        yield f"{page.benchmark_name}: {figure.shown} ({outcome})"
    aims, unit = page.measured.targets, page.means.unit
    if aims.standard is not None:
        yield f"The standard is {with_unit(aims.standard, unit)}"
    if aims.plan is not None:
        yield f"The plan is {with_unit(aims.plan, unit)}"
    if aims.ahead is not None:
        yield f"It is to be {with_unit(aims.ahead, unit)} in {aims.ahead_period}"
    if page.measured.freshness:
        yield page.measured.freshness.rstrip(".")


def _places(page: IndicatorPage) -> FilterBar:
    options = tuple(Option(name, code) for code, name in page.places.items())
    return FilterBar(
        (Select(name="place", label="Place", options=options, value=page.place),),
        action=reverse("indicators:indicator", args=[page.means.slug]),
        title="Another place",
    )


def _below(page: IndicatorPage, name: str) -> Iterator[Text]:
    if name == "places":
        yield from beside_others(page)
    slope = page.slope
    if name == "split" and slope:
        unit = page.means.unit
        yield paragraph(
            f"Slope index of inequality: {with_unit(slope.value, unit, 1)} from the most to the "
            f"least deprived (95% interval {with_unit(slope.lower, unit, 1)} to "
            f"{with_unit(slope.upper, unit, 1)}; {slope.method})."
        )


def _why_no_process(page: IndicatorPage) -> str:
    many = sum(each.judged for each in page.run)
    return (
        "A control chart needs seven sound figures by month or quarter. There "
        f"{'is' if many == 1 else 'are'} {number(many, 'sound figure')} in this series, so nobody "
        "can tell a change from everyday variation yet."
    )


def _definition(means: DefinitionLine) -> SummaryList:
    said = {
        "Counted": means.numerator,
        "Out of": means.denominator,
        "Sort of number": ", ".join(dict.fromkeys((str(means.measure), means.unit))),
        "Which way is good": str(means.polarity).capitalize(),
        "Interval": f"{means.interval}"
        + (f", {means.standard_population}" if means.standard_population else ""),
        "Life stage": capfirst(means.life_stage),
        "Also called": "; ".join(means.synonyms),
        "Source": means.data_source_name,
        "Where it stands": means.source,
        "Number at the publisher": means.publisher_number,
        "How often": str(means.cycle).capitalize(),
        "Small numbers": str(means.small_numbers).capitalize(),
        "Owner": means.owner,
        "Take care": means.caveats,
        "Version": f"{means.number}, of {day(means.made_at.date())}",
        "Published": day(means.published_on, "Not yet"),
    }
    return SummaryList(tuple(Fact(key, value) for key, value in said.items() if value))


def _figures(page: IndicatorPage) -> DataTable:
    return DataTable(
        f"All figures of {page.place_name}" if page.place_name else "Figures",
        ("Period", "Kind", "People", *_numbers(), "As printed", "Source"),
        tuple(
            (
                each.period,
                each.kind.capitalize(),
                each.people or "Everybody",
                Cell(told(each), format="numeric"),
                Cell(each.interval, format="numeric"),
                stacked(each.words, each.note),
                each.source,
            )
            for each in page.figures
        ),
        caption_size="s",
        empty="No figure has come in yet.",
    )


def _scorecards(page: IndicatorPage) -> DataTable:
    return DataTable(
        f"On {number(len(page.scorecards), 'scorecard')}",
        ("Scorecard", "On it since"),
        tuple(
            (
                Link(each.title, reverse("indicators:scorecard", args=[each.slug])),
                day(each.added_on),
            )
            for each in page.scorecards
        ),
        caption_size="s",
    )


def _looks(page: IndicatorPage) -> DataTable:
    times = sum(each.times for each in page.looks)
    return DataTable(
        f"Looked at {number(times, 'time')} since {page.looks[-1].month:%B %Y}",
        ("Month", Column("Times", numeric=True), "By"),
        tuple(
            (
                f"{each.month:%B %Y}",
                Cell(f"{each.times:,}", format="numeric"),
                ", ".join(f"{role.replace('-', ' ')} {many:,}" for role, many in each.by_role),
            )
            for each in page.looks
        ),
        caption_size="s",
    )


def _numbers() -> tuple[Column, ...]:
    return Column("Figure", numeric=True), Column("95% interval", numeric=True)


def _files(page: IndicatorPage) -> Text:
    def link(words: str, kind: str) -> Link:
        there = reverse("indicators:download", args=[page.means.slug, kind])
        return Link(words, f"{there}?{urlencode({'place': page.place})}")

    return files(
        link("CSV", "csv"),
        link("Excel", "xlsx"),
        link("Parquet", "parquet"),
        link("what the columns mean (CSVW)", "json"),
    )
