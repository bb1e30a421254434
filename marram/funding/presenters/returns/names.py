"""What fields and stages are called on a page, how amounts are written, and where things are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from marram.design.components import Breadcrumbs, Cell, Link, Place, StatusTag, Text, Tone
from marram.design.words import day
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules.checks import Check
from marram.funding.rules.pounds import percent, pounds
from marram.funding.vocabulary import Sheet, Stage, label, labels


STAGE_TONES: Mapping[Stage, str] = {
    Stage.DRAFT: Tone.GREY,
    Stage.FINANCE_CHECKED: Tone.YELLOW,
    Stage.PARTNERS_AGREED: Tone.YELLOW,
    Stage.APPROVED: Tone.GREEN,
    Stage.SUBMITTED: Tone.BLUE,
    Stage.RETURNED: Tone.AMBER,
    Stage.ACCEPTED: Tone.GREEN,
    Stage.SIGNED: Tone.BLUE,
}
# The fields of each kind of line, in the order of the template, and what a page calls them.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "income": {
        "source": "Source of funding",
        "contributor": "Contributor",
        "planned": "Contribution",
        "allocation": "Published allocation",
        "carried_forward": "Carried forward",
        "comment": "Comment",
    },
    "schemes": {
        "scheme_id": "Scheme number",
        "name": "Scheme name",
        "description": "Short description",
        "scheme_type": "Scheme type",
        "sub_type": "Sub-type",
        "other_type": "Which, if “Other”",
        "area": "Area of spend",
        "other_area": "Which area, if “Other”",
        "commissioner": "Commissioner",
        "nhs_share": "Share of the NHS, if joint",
        "la_share": "Share of the council, if joint",
        "provider": "Provider",
        "source": "Source of funding",
        "planned": "Expenditure",
        "standing": "New or existing",
        "outputs": "Planned outputs",
        "output_units": "Unit of the outputs",
        "priority": "Priority",
        "measure": "Measure",
        "service": "Service",
    },
    "conditions": {"met": "Met", "explanation": "Explanation"},
    "statements": {"response": "Response", "comment": "Comments"},
    "enablers": {"enabler": "Enabler", "narrative": "What happened"},
    "fees": {
        "reported": "Last year's fee as reported",
        "prior": "Last year's fee as known now",
        "anticipated": "Anticipated fee",
        "actual": "Actual fee",
    },
    "metrics": {
        "planned": "Plan",
        "actual": "Actual",
        "progress": "Progress",
        "challenges": "What stands in the way",
        "achievements": "What was achieved",
        "indicator": "Measure",
    },
    "cover": {
        "completed_by": "Completed by",
        "contact": "Contact",
        "subject_to_sign_off": "Has the board yet to sign it off?",
        "signed_by": "Signed off by",
        "expected_on": "Sign-off expected on",
    },
    "answers": {
        "additional_la": "Does the council contribute more than it must?",
        "additional_nhs": "Does the NHS contribute more than it must?",
        "income_comment": "Comments on the contributions",
        "income_as_planned": "Was the actual income as planned?",
        "actual_income_comment": "Comments on the actual income",
        "spend_as_planned": "Was the actual expenditure as planned?",
        "actual_spend_comment": "Comments on the actual expenditure",
        "prior_fees_comment": "Why last year's fees differ from those reported then",
        "fees_comment": "What most increased the fees",
    },
    "minimums": {"minimum": "Minimum"},
}
# Fields whose values are keys of a code list.
CODED = {
    "source": "source",
    "commissioner": "commissioner",
    "provider": "provider",
    "enabler": "enabler",
}
MONEY = {
    "planned",
    "allocation",
    "carried_forward",
    "minimum",
    "reported",
    "prior",
    "anticipated",
    "actual",
}
SHARES = {"nhs_share", "la_share"}
SHEET_OF = {
    "cover": Sheet.COVER,
    "conditions": Sheet.CONDITIONS,
    "income": Sheet.INCOME,
    "sources": Sheet.INCOME,
    "schemes": Sheet.EXPENDITURE,
    "balances": Sheet.EXPENDITURE,
    "required": Sheet.EXPENDITURE,
    "minimums": Sheet.EXPENDITURE,
    "metrics": Sheet.METRICS,
    "statements": Sheet.FEEDBACK,
    "enablers": Sheet.FEEDBACK,
    "fees": Sheet.FEES,
}
ANSWER_SHEETS = {
    "additional_la": Sheet.INCOME,
    "additional_nhs": Sheet.INCOME,
    "income_comment": Sheet.INCOME,
    "income_as_planned": Sheet.ACTUAL,
    "actual_income_comment": Sheet.ACTUAL,
    "spend_as_planned": Sheet.ACTUAL,
    "actual_spend_comment": Sheet.ACTUAL,
    "prior_fees_comment": Sheet.FEES,
    "fees_comment": Sheet.FEES,
}
NOTHING = "Not said"


@dataclass(frozen=True, kw_only=True)
class Here:
    """Where the pages of one return are."""

    slug: str

    def overview(self) -> str:
        return reverse("funding:return", args=[self.slug])

    def sheet(self, sheet: str) -> str:
        return reverse("funding:sheet", args=[self.slug, sheet])

    def line(self, kind: str, key: str) -> str:
        return reverse("funding:line", args=[self.slug, kind, key])

    def change(self, kind: str, key: str) -> str:
        return reverse("funding:amend-line", args=[self.slug, kind, key])

    def answers(self, sheet: str) -> str:
        return reverse("funding:amend-answers", args=[self.slug, sheet])

    def required(self, requirement: str) -> str:
        return reverse("funding:required", args=[self.slug, requirement])

    def checklist(self) -> str:
        return reverse("funding:checklist", args=[self.slug])

    def field(self, check: Check, *, editing: bool) -> str:
        """Return where a check is put right, or, where nothing may be, where it is seen."""
        if check.kind == "required":
            return self.required(check.line)
        if check.kind in ("balances", "sources"):
            return f"{self.sheet(SHEET_OF[check.kind])}?source={check.line}"
        if check.kind in ("cover", "answers"):
            sheet = ANSWER_SHEETS.get(check.field, Sheet.COVER)
            where = self.answers(sheet) if editing else self.sheet(sheet)
            return f"{where}#id_{check.field}" if editing else where
        if not editing or (check.kind in ("schemes", "income") and check.field == "actual"):
            return self.line(check.kind, check.line)
        return f"{self.change(check.kind, check.line)}#id_{check.field}"


def said(field: str, value: Any, year: int) -> str:
    """Return what a field says, as text; nothing is "Not said"."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return _number(field, value)
    return label(CODED[field], value, year) if field in CODED else str(value)


def amount(value: Decimal | None, url: str = "") -> Cell:
    """Return an amount as a cell of a table, with the address of the lines it comes from."""
    if value is None:
        return Cell(NOTHING, format="numeric")
    text: Text = Link(pounds(value), url) if url else pounds(value)
    return Cell(text, format="numeric")


def question(kind: str, key: str, year: int) -> str:
    """Return what a line of questions asks, or what it is about."""
    names = {"conditions": "condition", "statements": "statement", "fees": "fee"}
    if kind == "metrics":
        return label("metric", key, year)
    if kind in names:
        return labels(names[kind], year).get(key, key)
    return key.replace("-", " ").capitalize()


def stage_tag(stage: Stage) -> StatusTag:
    return StatusTag(stage.capitalize(), STAGE_TONES[stage])


def complete_tag(missing: int) -> StatusTag:
    """Return whether all checks of something say Yes."""
    if not missing:
        return StatusTag("Complete", Tone.GREEN, "tick")
    return StatusTag(f"{missing} to do", Tone.RED)


def breadcrumbs(found: ReturnPage, *after: Place) -> Breadcrumbs:
    """Return the way to a page of a return."""
    here = Here(slug=found.slug)
    return Breadcrumbs(
        (
            Place("Money", reverse("funding:pools")),
            Place(found.pool_title, reverse("funding:pool", args=[found.pool])),
            Place(found.values.kind.capitalize(), here.overview()),
            *after,
        )
    )


def _number(field: str, value: Decimal) -> str:
    if field in MONEY:
        return pounds(value)
    if field in SHARES:
        return percent(value, places=0) if value == value.to_integral_value() else f"{value}%"
    return f"{value.normalize():f}"
