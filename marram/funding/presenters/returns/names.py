"""What stages look like on a page, how amounts stand in tables, and where things are."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from marram.design.components import Breadcrumbs, Cell, Link, Place, StatusTag, Text, Tone
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules.checks import Check
from marram.funding.rules.pounds import pounds
from marram.funding.rules.wording import ANSWER_SHEETS, NOTHING
from marram.funding.vocabulary import Sheet, Stage


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


def amount(value: Decimal | None, url: str = "") -> Cell:
    """Return an amount as a cell of a table, with the address of the lines it comes from."""
    if value is None:
        return Cell(NOTHING, format="numeric")
    text: Text = Link(pounds(value), url) if url else pounds(value)
    return Cell(text, format="numeric")


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
