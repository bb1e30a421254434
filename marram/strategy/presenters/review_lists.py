"""The reviews of a plan as a list, and two of them side by side."""

from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Button,
    Column,
    DataTable,
    FilterBar,
    Heading,
    Link,
    Option,
    Select,
)
from marram.design.exports import Cell
from marram.strategy.presenters import changes, words
from marram.strategy.presenters.reviews import breadcrumbs, unchanged_tag
from marram.strategy.queries.reviews import (
    ReviewComparison,
    ReviewList,
)
from marram.strategy.rules.changes import Grouping, sentences


LIST_HEADINGS = ("Review", "Day", "Actions", "Open", "Decided", "Applied on", "As it was taken")


NUMBERS = ("Actions", "Open", "Decided")


@dataclass(frozen=True, kw_only=True)
class ReviewsShown:
    """A plan's reviews as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    table: DataTable
    compare: FilterBar | None
    reason_not: str


@dataclass(frozen=True, kw_only=True)
class ComparisonShown:
    """Two reviews as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    sentences: tuple[str, ...]
    breakdown: DataTable
    tables: tuple[DataTable, ...]
    files: tuple[Link, ...]


def review_list(found: ReviewList) -> ReviewsShown:
    """Return a plan's reviews as a page."""
    here = reverse("strategy:reviews", args=[found.plan])
    take = Button("Take a review", url=reverse("strategy:take-review", args=[found.plan]))
    return ReviewsShown(
        title=f"Reviews: {found.plan_title}",
        breadcrumbs=breadcrumbs(found.plan, found.plan_title),
        heading=Heading(
            title="Reviews",
            caption=found.plan_title,
            lead="A review freezes the plan as it stands, decides about each open action and keeps "
            "what was concluded.",
            actions=(take,) if found.may_review else (),
        ),
        table=DataTable(
            caption=words.number(len(found.reviews), "review"),
            columns=tuple(Column(each, numeric=each in NUMBERS) for each in LIST_HEADINGS),
            rows=tuple(
                (
                    Link(each.title, reverse("strategy:review", args=[found.plan, each.number])),
                    words.day(each.on),
                    each.actions,
                    each.open_actions,
                    each.decided,
                    words.day(each.applied_at.date()) if each.applied_at else "Not yet",
                    unchanged_tag(each.verified),
                )
                for each in found.reviews
            ),
            csv_url=f"{here}?format=csv",
            xlsx_url=f"{here}?format=xlsx",
            empty="This plan has not been reviewed yet.",
        ),
        compare=_compare(found),
        reason_not=found.may_review.reason,
    )


def list_rows(found: ReviewList) -> tuple[tuple[Cell, ...], ...]:
    """Return reviews as rows under LIST_HEADINGS."""
    return tuple(
        (
            each.title,
            each.on,
            each.actions,
            each.open_actions,
            each.decided,
            each.applied_at.date() if each.applied_at else None,
            each.verified.unchanged,
        )
        for each in found.reviews
    )


def comparison(found: ReviewComparison, *, here: str) -> ComparisonShown:
    """Return two reviews as a page; `here` is its address without a format."""
    span = f"{words.day(found.since)} to {words.day(found.until)}"
    return ComparisonShown(
        title=f"{found.earlier} and {found.later}: {found.plan_title}",
        breadcrumbs=breadcrumbs(found.plan, found.plan_title, "Compare"),
        heading=Heading(
            title=f"{found.earlier} and {found.later}",
            caption=found.plan_title,
            lead=f"What became of the plan from {span}.",
        ),
        sentences=sentences(found.changes),
        breakdown=changes.breakdown(found.changes, Grouping.SECTION),
        tables=changes.tables(found.changes, with_plan=False),
        files=tuple(
            Link(f"Take all changes away as {name}", f"{here}&format={form}")
            for form, name in (("csv", "CSV"), ("xlsx", "Excel"))
        ),
    )


def _compare(found: ReviewList) -> FilterBar | None:
    if not found.reviews:
        return None
    reviews = tuple(
        Option(f"{each.title}, {words.day(each.on)}", value=str(each.number))
        for each in found.reviews
    )
    earlier = found.reviews[min(1, len(found.reviews) - 1)]
    later = str(found.reviews[0].number) if len(found.reviews) > 1 else "now"
    return FilterBar(
        fields=(
            Select(name="from", label="From", options=reviews, value=str(earlier.number)),
            Select(
                name="to",
                label="To",
                options=(Option("The plan as it stands now", value="now"), *reviews),
                value=later,
            ),
        ),
        action=reverse("strategy:compare-reviews", args=[found.plan]),
        title="Compare two reviews",
        button="Compare",
    )
