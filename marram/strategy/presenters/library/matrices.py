"""Who has what at what stage, and what each area does; gaps are marked in words."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from marram.design.components import Component, Heading, Link, StatusTag, Text
from marram.design.components.status import Shape, Tone
from marram.strategy.presenters import words
from marram.strategy.presenters.library.parts import (
    BULLETS,
    File,
    FileRow,
    Shown,
    breadcrumbs,
    table,
)
from marram.strategy.queries.library import CoverageCell, Matrices, ProvisionCell
from marram.strategy.rules.library.coverage import Standing
from marram.strategy.vocabulary import Purpose


LOOKS: dict[Standing, tuple[str, Tone, Shape]] = {
    Standing.GAP: ("Gap", Tone.RED, Shape.CROSS),
    Standing.EXPIRED: ("Expired", Tone.RED, Shape.TRIANGLE),
    Standing.NOT_YET: ("Not yet there", Tone.AMBER, Shape.DIAMOND),
    Standing.IN_REVIEW: ("In review", Tone.YELLOW, Shape.SQUARE),
    Standing.THERE: ("There", Tone.GREEN, Shape.CIRCLE),
}
COVERAGE_HEADINGS = ("Subject", "Area", "Standing", "Stage as written", "Source")
PROVISION_HEADINGS = ("Area", "Purpose", "Activity", "Provider or lead", "For whom", "Source")


def matrices(page: Matrices) -> Shown:
    """Return both matrices, with what is missing as sentences on top."""
    here = reverse("strategy:coverage")
    return Shown(
        title="Who has what",
        heading=Heading(
            "Who has what",
            lead="Which area has which strategy, assessment or mapping, and what each area does "
            "to promote wellbeing, prevent illness and help people recover.",
        ),
        breadcrumbs=breadcrumbs(title="Who has what"),
        warnings=(*_coverage_gaps(page), *_provision_gaps(page)),
        parts=(
            table(
                "What each area has",
                ("Subject", *page.areas),
                tuple(
                    (subject, *(_cell(cell, bool(page.may_keep)) for cell in cells))
                    for subject, cells in page.coverage
                ),
                here=here,
                asked={"table": "coverage"},
                empty="Nothing is known yet of what areas have.",
            ),
            table(
                "What each area does",
                ("Area", *(purpose.capitalize() for purpose in Purpose)),
                tuple(
                    (area, *(_activities(cell) for cell in cells)) for area, cells in page.provision
                ),
                here=here,
                asked={"table": "provision"},
                empty="Nothing is known yet of what areas do.",
            ),
        ),
        files=(
            File(title="What each area has", header=COVERAGE_HEADINGS, rows=_coverage_rows(page)),
            File(
                title="What each area does", header=PROVISION_HEADINGS, rows=_provision_rows(page)
            ),
        ),
    )


def _coverage_gaps(page: Matrices) -> Iterable[str]:
    for subject, cells in page.coverage:
        for standing, said in (
            (Standing.GAP, "nothing found in"),
            (Standing.EXPIRED, "expired in"),
            (Standing.NOT_YET, "not yet there in"),
        ):
            areas = [cell.area for cell in cells if cell.standing is standing]
            if areas:
                yield f"{subject}: {said} {words.listed(areas)}."


def _provision_gaps(page: Matrices) -> Iterable[str]:
    for column, purpose in enumerate(Purpose):
        areas = [area for area, cells in page.provision if not cells[column].activities]
        if areas:
            yield f"Nothing is listed to {purpose} in {words.listed(areas)}."


def _cell(cell: CoverageCell, keeps: bool) -> Text:
    label, tone, shape = LOOKS[cell.standing]
    change: str | Component = ""
    if keeps and cell.key:
        change = Link(
            "Change",
            reverse("strategy:amend-coverage", args=[cell.key]),
            hidden_text=f"{cell.subject} in {cell.area}",
        )
    return format_html("{}<br>{} {}", StatusTag(label, tone, shape), cell.stage, change)


def _activities(cell: ProvisionCell) -> Text:
    if not cell.activities:
        return StatusTag("None listed", Tone.RED, Shape.CROSS)
    entries = (
        (activity.activity, f" For {activity.target}." if activity.target else "")
        for activity in cell.activities
    )
    return format_html(
        BULLETS,
        format_html_join("", "<li>{}.{}</li>", entries),
    )


def _coverage_rows(page: Matrices) -> tuple[FileRow, ...]:
    return tuple(
        (subject, cell.area, cell.standing.value, cell.stage, cell.source)
        for subject, cells in page.coverage
        for cell in cells
    )


def _provision_rows(page: Matrices) -> tuple[FileRow, ...]:
    rows: list[FileRow] = []
    for area, cells in page.provision:
        for cell in cells:
            if not cell.activities:
                rows.append((area, cell.purpose.value, "None listed", "", "", ""))
            rows += [
                (area, cell.purpose.value, done.activity, done.provider, done.target, done.source)
                for done in cell.activities
            ]
    return tuple(rows)
