"""Scorecards as pages: the list, a card, and its files."""

from collections.abc import Sequence
from itertools import groupby

from django.urls import reverse

from marram.design.charts import Sparkline
from marram.design.components import (
    Breadcrumbs,
    Button,
    Cell,
    Column,
    Component,
    DataTable,
    Heading,
    Link,
    Place,
    Text,
)
from marram.design.words import day, number
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.indicators.presenters.parts import (
    File,
    Section,
    Shown,
    icons,
    paragraph,
    stacked,
    standing_tag,
    told,
)
from marram.indicators.queries.cards import CardLine
from marram.indicators.queries.measured import Measured
from marram.indicators.queries.scorecards import ScorecardPage, ScorecardRow
from marram.indicators.rules.targets import Targets
from marram.indicators.vocabulary.figures import short_unit, with_unit
from marram.methods.targets import Standing


HEADER = (
    "Heading", "Measure", "Place", "Period", "Value", "Lower 95%", "Upper 95%", "Unit", "Standard",
    "Plan", "Trajectory", "Standing", "Against trajectory", "Variation", "Assurance", "Trend",
    "Freshness", "Note",
)  # fmt: skip


def scorecards(lines: Sequence[CardLine], *, may_keep: bool) -> Shown:
    """Return the list of scorecards."""
    add = Button("Make a scorecard", url=reverse("indicators:make-scorecard"), style="secondary")
    return Shown(
        title="Scorecards",
        breadcrumbs=Breadcrumbs((Place("Scorecards"),)),
        heading=Heading(
            "Scorecards",
            lead="The measures that a board or a plan lead watches, judged by one rule.",
            actions=(add,) if may_keep else (),
        ),
        sections=(Section("", (_list(lines),)),),
    )


def _list(lines: Sequence[CardLine]) -> DataTable:
    return DataTable(
        number(len(lines), "scorecard"),
        ("Scorecard", "Of", Column("Measures", numeric=True), "Published"),
        tuple(
            (
                stacked(
                    Link(line.title, reverse("indicators:scorecard", args=[line.slug])),
                    line.purpose,
                ),
                line.place_name,
                line.measures,
                day(line.published_on, "Not yet"),
            )
            for line in lines
        ),
        empty="There is no scorecard yet.",
    )


def scorecard(page: ScorecardPage, *, viewer: Actor) -> Shown:
    """Return a scorecard, a table for each heading."""
    card = page.card
    return Shown(
        title=card.title,
        breadcrumbs=Breadcrumbs(
            (Place("Scorecards", reverse("indicators:scorecards")), Place(card.title))
        ),
        heading=Heading(
            card.title,
            caption=f"Scorecard of {page.place_name}",
            lead=_lead(page),
            actions=_actions(page),
        ),
        sections=(
            Section("", (_table(page),)),
            *_missing(page),
            Section("How a measure is judged", (paragraph(RULE),)),
        ),
        panels=(
            *panels.shown("indicators.scorecard", viewer=viewer, key=card.slug),
            *panels.shown("history", viewer=viewer, key=Subject("indicators.scorecard", card.slug)),
        ),
    )


RULE = (
    "Standard met: the newest sound figure is at the national standard, or at the plan where "
    "there is no standard. Plan met, standard missed: it is at its own plan for the period and not "
    "at the standard. Neither: it is at neither. A control chart of seven figures or more says "
    "whether it changes by more than everyday variation, and whether the process as it is will "
    "meet the target."
)


def file(page: ScorecardPage) -> File:
    """Return the card as a table to take away."""
    return File(
        title=page.card.title,
        header=HEADER,
        rows=tuple(_file_row(row, page.place_name) for row in page.rows),
    )


def _file_row(row: ScorecardRow, place: str) -> tuple[str | float | None, ...]:
    said, figure = row.measured, row.measured.newest
    aims = said.targets
    return (
        row.heading, row.title, place, figure.period if figure else "",
        figure.value if figure else None, figure.lower if figure else None,
        figure.upper if figure else None, row.unit, aims.standard, aims.plan, aims.trajectory,
        said.standing, said.progress, said.variation, said.assurance, said.trend, said.freshness,
        row.note.key_issues,
    )  # fmt: skip


def _lead(page: ScorecardPage) -> str:
    stands = [row.measured.standing for row in page.rows]
    said = [
        f"{stands.count(each)} {words}"
        for each, words in (
            (Standing.STANDARD_MET, "at the standard"),
            (Standing.PLAN_MET, "at plan alone"),
            (Standing.NEITHER_MET, "at neither"),
            (Standing.NOT_JUDGED, "not judged"),
        )
    ]
    return f"{number(len(page.rows), 'measure')}: {', '.join(said)}. {page.card.purpose}".strip()


def _actions(page: ScorecardPage) -> tuple[Component, ...]:
    slug = [page.card.slug]
    report = Link("Report by exception", reverse("indicators:exceptions", args=slug))
    if not page.card.may_keep:
        return (report,)
    return (
        Button("Choose measures", url=reverse("indicators:watch", args=slug), style="secondary"),
        Button("Change", url=reverse("indicators:amend-scorecard", args=slug), style="secondary"),
        report,
    )


COLUMNS = (
    "Measure",
    Column("Newest", numeric=True),
    "Wanted",
    "Where it stands",
    "Course",
    "Variation and assurance",
    "Note",
)


def _table(page: ScorecardPage) -> DataTable:
    """Return one table, so that its columns stand one below another; headings are rows."""
    here = reverse("indicators:scorecard", args=[page.card.slug])
    rows: list[tuple[Text | Cell, ...]] = []
    for heading, some in groupby(page.rows, key=lambda row: row.heading):
        rows += [(Cell(heading, colspan=len(COLUMNS), classes="marram-under"),)] if heading else []
        rows += [_row(row) for row in some]
    return DataTable(
        number(len(page.rows), "measure"),
        COLUMNS,
        tuple(rows),
        csv_url=f"{here}?format=csv",
        xlsx_url=f"{here}?format=xlsx",
        empty="No measure has been chosen yet.",
    )


def _row(row: ScorecardRow) -> tuple[Text | Cell, ...]:
    said, figure = row.measured, row.measured.newest
    link = Link(row.title, reverse("indicators:indicator", args=[row.indicator]))
    if figure is None:
        return (
            link,
            Cell(said.words or "No figure yet"),
            "",
            standing_tag(said.standing, said.targets),
            "",
            "",
            row.note.key_issues,
        )
    return (
        stacked(link, figure.people),
        Cell(
            stacked(told(figure), figure.interval and f"({figure.interval})", figure.period),
            format="numeric",
        ),
        wanted(said.targets, row.unit),
        standing_tag(said.standing, said.targets),
        stacked(_sparkline(row, said), said.trend, said.freshness),
        icons(said.variation, said.assurance),
        row.note.key_issues,
    )


def wanted(aims: Targets, unit: str) -> Text:
    """Return what is wanted of a measure, one line each."""
    ahead = aims.ahead is not None and aims.plan is None
    return stacked(
        f"Standard {with_unit(aims.standard, unit)}" if aims.standard is not None else "",
        f"Plan {with_unit(aims.plan, unit)}" if aims.plan is not None else "",
        f"Trajectory {with_unit(aims.trajectory, unit)}" if aims.trajectory is not None else "",
        f"{with_unit(aims.ahead or 0, unit)} in {aims.ahead_period}" if ahead else "",
    )


def _sparkline(row: ScorecardRow, said: Measured) -> Text:
    if sum(value is not None for value in said.values) < 2:
        return ""
    return Sparkline(
        row.title,
        said.values[-24:],
        benchmark=said.targets.wanted,
        unit=short_unit(row.unit),
        decimals=said.newest.decimals if said.newest else 1,
    )


def _missing(page: ScorecardPage) -> tuple[Section, ...]:
    if not page.missing:
        return ()
    words = f"{number(page.missing, 'measure')} on this card cannot be shown: not yet published."
    return (Section("", (paragraph(words),)),)
