"""A pooled fund in a few figures, for reports of other rooms: plain enough to be kept as JSON."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.funding.policies import returns as policies
from marram.funding.queries.returns import loading, pages
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules import amounts
from marram.funding.vocabulary import financial_year, label


@dataclass(frozen=True, kw_only=True)
class SourceSummary:
    """One source of money; pounds as exact text."""

    source: str
    income: str
    expenditure: str
    left: str


@dataclass(frozen=True, kw_only=True)
class RequirementSummary:
    """One test of required spend in words; pounds as exact text."""

    title: str
    planned: str
    minimum: str | None
    met: bool
    sentence: str


@dataclass(frozen=True, kw_only=True)
class FundSummary:
    """A return in a few figures: texts, numbers and booleans alone; pounds as exact text.

    `refuted` are sentences on printed figures that the lines do not bear out.
    """

    return_key: str
    title: str
    area: str
    year: str
    kind: str
    stage: str
    income: str
    expenditure: str
    left: str
    lines: int
    checks: int
    checks_missing: int
    sources: tuple[SourceSummary, ...]
    required: tuple[RequirementSummary, ...]
    refuted: tuple[str, ...]

    def plain(self) -> dict[str, Any]:
        """Return the summary as mappings and lists, ready for JSON."""
        return asdict(self)


def fund_summary(*, viewer: Actor, return_key: str = "") -> FundSummary:
    """Return a return in a few figures: the one named, or the newest that the viewer may see.

    Twenty-one SQL queries at most, however many lines. Raises: Missing.
    """
    slug = return_key or _newest(viewer)
    found = pages.return_page(viewer=viewer, slug=slug)
    income, spend = amounts.income(found.values), amounts.expenditure(found.values)
    return FundSummary(
        return_key=found.slug,
        title=found.values.title,
        area=found.values.area,
        year=financial_year(found.values.year),
        kind=found.values.kind,
        stage=found.stage.value,
        income=_text(income),
        expenditure=_text(spend),
        left=_text(income - spend),
        lines=len(found.values.schemes),
        checks=sum(len(sheet.checks) for sheet in found.checklist.sheets),
        checks_missing=len(found.checklist.missing),
        sources=_sources(found),
        required=_required(found),
        refuted=tuple(each.sentence for each in found.findings if not each.upheld),
    )


def _newest(viewer: Actor) -> str:
    seen = loading.with_pool(policies.returns_seen_by(viewer))
    newest = seen.order_by("-pool__year", "-kind", "-period", "slug").values_list("slug", flat=True)
    slug = newest.first()
    if slug is None:
        raise Missing("No return of a pooled fund is there to be summed up.")
    return slug


def _sources(found: ReturnPage) -> tuple[SourceSummary, ...]:
    return tuple(
        SourceSummary(
            source=label("source", each.source, found.values.year),
            income=_text(each.income),
            expenditure=_text(each.expenditure),
            left=_text(each.left),
        )
        for each in found.balances
    )


def _required(found: ReturnPage) -> tuple[RequirementSummary, ...]:
    return tuple(
        RequirementSummary(
            title=each.title,
            planned=_text(each.planned),
            minimum=None if each.minimum is None else _text(each.minimum),
            met=each.met,
            sentence=each.sentence,
        )
        for each in found.required
    )


def _text(pounds: Decimal) -> str:
    return f"{pounds.normalize():f}"
