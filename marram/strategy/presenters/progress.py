"""A progress report as a page that prints well."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    DataTable,
    FilterBar,
    Heading,
    Input,
    Link,
    Option,
    Place,
    Select,
)
from marram.strategy.presenters import changes, words
from marram.strategy.queries.progress import Progress
from marram.strategy.rules.changes import Grouping, sentences


@dataclass(frozen=True, kw_only=True)
class ProgressShown:
    """A progress report as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    filters: FilterBar
    sentences: tuple[str, ...]
    breakdown: DataTable
    tables: tuple[DataTable, ...]
    files: tuple[Link, ...]


def report(found: Progress, *, here: str, grouping: Grouping) -> ProgressShown:
    """Return the report; `here` is its address without its span."""
    span = f"{words.day(found.since)} to {words.day(found.until)}"
    asked = {"from": found.since.isoformat(), "to": found.until.isoformat(), "by": grouping.value}
    return ProgressShown(
        title=f"Progress {span}{_of(found)}",
        breadcrumbs=_breadcrumbs(found),
        heading=Heading(title=f"Progress, {span}", caption=found.plan_title or "All plans"),
        filters=_filter_bar(found, here, grouping),
        sentences=sentences(found.changes),
        breakdown=changes.breakdown(found.changes, grouping),
        tables=changes.tables(found.changes, with_plan=not found.plan),
        files=tuple(
            Link(
                f"Take all changes away as {name}", f"{here}?{urlencode({**asked, 'format': form})}"
            )
            for form, name in (("csv", "CSV"), ("xlsx", "Excel"))
        ),
    )


def _of(found: Progress) -> str:
    return f": {found.plan_title}" if found.plan else ""


def _breadcrumbs(found: Progress) -> Breadcrumbs:
    plans = Place("Plans", reverse("strategy:plans"))
    if not found.plan:
        return Breadcrumbs((plans, Place("Progress")))
    plan = Place(found.plan_title, reverse("strategy:plan", args=[found.plan]))
    return Breadcrumbs((plans, plan, Place("Progress")))


def _filter_bar(found: Progress, here: str, grouping: Grouping) -> FilterBar:
    options = tuple(Option(each.capitalize(), value=each.value) for each in Grouping)
    return FilterBar(
        fields=(
            Input(name="from", label="From", kind="date", value=found.since.isoformat()),
            Input(name="to", label="To", kind="date", value=found.until.isoformat()),
            Select(name="by", label="Counted by", options=options, value=grouping.value),
        ),
        action=here,
        title="Choose the time",
    )
