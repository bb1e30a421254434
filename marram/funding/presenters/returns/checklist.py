"""The checklist of a return, as the template has it: sheets, fields, Yes and No."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from marram.design.components import (
    Breadcrumbs,
    Column,
    DataTable,
    Heading,
    Link,
    Place,
    StatusTag,
    Tone,
)
from marram.design.exports import Cell as FileCell
from marram.design.words import number
from marram.funding.presenters.returns.names import Here, breadcrumbs, complete_tag
from marram.funding.presenters.returns.sheets import missing_table
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules.checks import Check, SheetChecks


HEADINGS = ("Sheet", "Place", "Field", "Complete", "What to do", "Who")


@dataclass(frozen=True, kw_only=True)
class SheetCheck:
    """A sheet of the checklist: what is to do, then every field."""

    title: str
    tag: StatusTag
    missing: DataTable | None
    fields: DataTable


@dataclass(frozen=True, kw_only=True)
class ChecklistShown:
    """The checklist as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    sheets: tuple[SheetCheck, ...]
    csv_url: str
    xlsx_url: str
    json_url: str


def checklist_page(found: ReturnPage, *, here: str) -> ChecklistShown:
    """Return the checklist. A field of many lines is one row, as in the template's checker."""
    checks = sum(len(sheet.checks) for sheet in found.checklist.sheets)
    missing = len(found.checklist.missing)
    return ChecklistShown(
        title=f"Checklist: {found.values.title}",
        breadcrumbs=breadcrumbs(found, Place("Checklist")),
        heading=Heading(
            title="Checklist",
            caption=found.values.title,
            tags=(complete_tag(missing),),
            lead=f"{number(checks - missing, 'check')} of {checks:,} say Yes.",
        ),
        sheets=tuple(_sheet(found, sheet) for sheet in found.checklist.sheets),
        csv_url=f"{here}?format=csv",
        xlsx_url=f"{here}?format=xlsx",
        json_url=f"{here}?format=json",
    )


def file_rows(found: ReturnPage) -> tuple[tuple[FileCell, ...], ...]:
    """Return every check as a row under HEADINGS."""
    return tuple(
        (sheet.title, check.path, check.label, check.ok, check.sentence, check.owner)
        for sheet in found.checklist.sheets
        for check in sheet.checks
    )


def as_json(found: ReturnPage) -> Mapping[str, Any]:
    """Return every check for other systems."""
    return {
        "return": found.slug,
        "complete": found.checklist.complete,
        "sheets": [
            {
                "sheet": sheet.sheet,
                "title": sheet.title,
                "complete": sheet.complete,
                "checks": [
                    {
                        "path": check.path,
                        "field": check.label,
                        "ok": check.ok,
                        "sentence": check.sentence,
                        "owner": check.owner,
                    }
                    for check in sheet.checks
                ],
            }
            for sheet in found.checklist.sheets
        ],
    }


def _sheet(found: ReturnPage, sheet: SheetChecks) -> SheetCheck:
    return SheetCheck(
        title=sheet.title,
        tag=complete_tag(len(sheet.missing)),
        missing=missing_table(found, sheet) if sheet.missing else None,
        fields=_fields(found, sheet),
    )


def _fields(found: ReturnPage, sheet: SheetChecks) -> DataTable:
    where = Here(slug=found.slug)
    return DataTable(
        caption="Every field",
        columns=("Field", Column("Checks", numeric=True), "Complete"),
        rows=tuple(
            (_field_link(where, label, together), len(together), _yes_or_no(together))
            for label, together in _by_label(sheet.checks)
        ),
        caption_size="s",
    )


def _by_label(checks: tuple[Check, ...]) -> list[tuple[str, list[Check]]]:
    """Return the checks of each field together, in the order of the sheet."""
    order = {check.label: place for place, check in reversed(list(enumerate(checks)))}
    by_place = sorted(checks, key=lambda check: order[check.label])
    return [(name, list(each)) for name, each in groupby(by_place, lambda check: check.label)]


def _field_link(where: Here, label: str, together: list[Check]) -> Link:
    first = next((check for check in together if not check.ok), together[0])
    return Link(label, where.field(first, editing=False))


def _yes_or_no(together: list[Check]) -> StatusTag:
    missing = sum(not check.ok for check in together)
    if not missing:
        return StatusTag("Yes", Tone.GREEN)
    return StatusTag("No", Tone.RED, note=f"{missing} of {len(together)}" if together[1:] else "")
