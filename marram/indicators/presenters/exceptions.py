"""A report by exception as a page: for each measure its table, what misses and what is said."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html

from marram.design.components import (
    Breadcrumbs,
    Cell,
    Column,
    Component,
    DataTable,
    Fact,
    Heading,
    Link,
    Place,
    StatusTag,
    SummaryList,
    Text,
)
from marram.design.components.status import Shape, Tone
from marram.design.words import day, listed, number
from marram.indicators.presenters.parts import (
    File,
    Section,
    Shown,
    bullets,
    stacked,
    standing_tag,
    told,
)
from marram.indicators.queries.exceptions import (
    ExceptionLine,
    ExceptionReport,
    ExceptionRow,
    Standings,
)
from marram.indicators.rules.targets import Targets
from marram.indicators.vocabulary.figures import with_unit
from marram.methods.targets import Standing


HEADER = (
    "Heading", "Measure", "Place", "Period", "Value", "Unit", "In doubt", "Standard", "Plan",
    "Standing", "What misses", "Key issues", "Key actions", "Owner", "Expected recovery",
    "Recovers by", "The date tested", "Chance",
)  # fmt: skip


def report(page: ExceptionReport) -> Shown:
    """Return the measures that miss, each with its figures, its note and its date tested."""
    card = page.card
    return Shown(
        title=f"{card.title}: exceptions",
        breadcrumbs=Breadcrumbs(
            (
                Place("Scorecards", reverse("indicators:scorecards")),
                Place(card.title, reverse("indicators:scorecard", args=[card.slug])),
                Place("Exceptions"),
            )
        ),
        heading=Heading(
            "Report by exception",
            caption=card.title,
            lead=_lead(page),
            actions=_actions(page),
        ),
        sections=tuple(_sections(page)),
    )


def file(page: ExceptionReport) -> File:
    """Return the report as a table to take away, a row a figure."""
    return File(
        title=f"{page.card.title} exceptions",
        header=HEADER,
        rows=tuple(
            _file_row(row, line, each)
            for row in page.rows
            for line in row.lines
            for each in (*line.periods, line.to_date)
            if each.figure
        ),
    )


def _file_row(
    row: ExceptionRow, line: ExceptionLine, each: Standings
) -> tuple[str | float | None, ...]:
    figure, note, tested = each.figure, row.note, row.recovery
    assert figure is not None, "a row of the file is a figure"
    return (
        row.heading, row.title, line.place_name, figure.period, figure.value, row.unit,
        "yes" if figure.struck else "", line.targets.standard, line.targets.plan, each.standing,
        "; ".join(row.reasons), note.key_issues, note.key_actions, note.owner,
        note.expected_recovery, note.recovery_on.isoformat() if note.recovery_on else "",
        tested.sentence, tested.chance,
    )  # fmt: skip


def _lead(page: ExceptionReport) -> str:
    missed = sum(row.missed for row in page.rows)
    kept = len(page.rows) - missed
    said = f"{number(missed, 'measure')} {'misses' if missed == 1 else 'miss'}"
    if page.newest:
        said += f", with figures to {page.newest}"
    if kept:
        said += f"; {kept} {'is' if kept == 1 else 'are'} met and kept on the report"
    places = listed([name for name in (page.place_name, page.provider_name) if name])
    return f"{said}. Found by rule for {places}."


def _actions(page: ExceptionReport) -> tuple[Component, ...]:
    slug = [page.card.slug]
    here = reverse("indicators:exceptions", args=slug)
    return (
        Link("The whole scorecard", reverse("indicators:scorecard", args=slug)),
        Link("CSV", f"{here}?format=csv"),
        Link("Excel", f"{here}?format=xlsx"),
    )


def _sections(page: ExceptionReport) -> Iterator[Section]:
    heading = None
    for row in page.rows:
        title = row.heading if row.heading != heading else ""
        heading = row.heading
        yield Section(title, (_table(row), _said(row, page)))
    if page.met:
        yield Section("Met, and so not shown", (bullets(page.met),))
    if not page.rows:
        yield Section("", (), "No measure misses.")


def _table(row: ExceptionRow) -> DataTable:
    year = any(line.to_date.figure for line in row.lines)
    heads = [Column(period, numeric=True) for period in row.periods]
    if year:
        heads.append(Column("Year to date", numeric=True))
    return DataTable(
        row.title,
        ("Of", *heads, "Wanted"),
        tuple(
            (
                line.place_name,
                *(Cell(_cell(each), format="numeric") for each in line.periods),
                *((Cell(_cell(line.to_date), format="numeric"),) if year else ()),
                _wanted(line, row.unit),
            )
            for line in row.lines
        ),
    )


def _cell(each: Standings) -> Text:
    if each.figure is None:
        return ""
    if each.standing == Standing.NOT_JUDGED:
        return told(each.figure)
    return stacked(told(each.figure), standing_tag(each.standing, Targets(), short=True))


def _wanted(line: ExceptionLine, unit: str) -> Text:
    aims = line.targets
    standard, plan, path, ahead = aims.standard, aims.plan, aims.trajectory, aims.ahead
    return stacked(
        f"Standard: {with_unit(standard, unit)}" if standard is not None else "",
        f"Plan: {with_unit(plan, unit)}" if plan is not None else "",
        f"Trajectory: {with_unit(path, unit)}" if path is not None else "",
        f"{with_unit(ahead, unit)} in {aims.ahead_period}"
        if ahead is not None and plan is None
        else "",
    )


def _said(row: ExceptionRow, page: ExceptionReport) -> SummaryList:
    note = row.note
    facts = [
        Fact("What misses", bullets(row.reasons) if row.reasons else _kept()),
        Fact("Key issues", note.key_issues or "Nobody has written them yet."),
        Fact("Key actions", note.key_actions or "Nobody has written them yet."),
        Fact("Owner", note.owner or "Not named"),
        Fact("Expected recovery", _expected(row)),
        Fact("The date tested", _tested(row)),
    ]
    if note.written_on:
        written = f"{day(note.written_on)}, and carried forward since"
        facts.append(Fact("Written", stacked(written, note.source and f"Source: {note.source}")))
    if page.card.may_keep:
        there = reverse("indicators:write-note", args=[page.card.slug, row.indicator])
        link = Link("Write it anew", there, hidden_text=f"for {row.title}")
        facts.append(Fact("Change", link))
    return SummaryList(tuple(facts))


def _kept() -> Text:
    return format_html(
        "{} Nothing: its note keeps it on the report.",
        StatusTag("Standard met", Tone.GREEN, Shape.CIRCLE),
    )


def _expected(row: ExceptionRow) -> Text:
    on = row.note.recovery_on
    return stacked(row.note.expected_recovery or "Not stated", f"By {day(on)}" if on else "")


def _tested(row: ExceptionRow) -> Text:
    ways = row.recovery.ways
    shown = tuple(
        f"By {way.name}: {way.chance:.0%} chance, {with_unit(way.expected, row.unit, 1)} expected"
        for way in ways
    )
    return stacked(row.recovery.sentence, *(shown if len(shown) > 1 else ()))
