"""Two plans against each other, as tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Column,
    Component,
    DataTable,
    FilterBar,
    Heading,
    InsetText,
    Link,
    Option,
    Place,
    Select,
)
from marram.design.exports import Cell
from marram.strategy.presenters import words
from marram.strategy.queries.alignment import AlignedPlan, Alignment
from marram.strategy.rules.alignment import (
    ENOUGH_IN_COMMON,
    ENOUGH_WITH_A_LEAD,
    ENOUGH_WORDS,
    Counterpart,
    Line,
)


HEADINGS = (
    "Plan",
    "Section",
    "Code",
    "Action",
    "Counterpart in the other plan",
    "What the counterpart is",
    "Words in common",
    "Leads in common",
    "Same stage",
    "Due in the same month",
)


@dataclass(frozen=True, kw_only=True)
class AlignmentShown:
    """Two plans as a page; without two plans only the choice of them."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    filters: FilterBar
    sentences: tuple[str, ...] = ()
    rule: InsetText | None = None
    tables: tuple[DataTable, ...] = ()


def choice(
    plans: Mapping[str, str], *, first: str = "", second: str = "", problem: str = ""
) -> AlignmentShown:
    """Return the page before two plans are chosen."""
    return AlignmentShown(
        title="Two plans side by side",
        breadcrumbs=Breadcrumbs(
            (Place("Plans", reverse("strategy:plans")), Place("Two plans side by side"))
        ),
        heading=Heading(title="Two plans side by side", lead=problem),
        filters=_filter_bar(plans, first, second),
    )


def alignment(found: Alignment, plans: Mapping[str, str]) -> AlignmentShown:
    """Return two plans side by side."""
    first, second = found.first, found.second
    page = choice(plans, first=first.slug, second=second.slug)
    title = f"{first.title} and {second.title}"
    return AlignmentShown(
        title=title,
        breadcrumbs=page.breadcrumbs,
        heading=Heading(title=title, caption="Two plans side by side"),
        filters=page.filters,
        sentences=(
            _sentence(first, second),
            _sentence(second, first),
            f"{words.number(len(found.leads), 'lead')} and "
            f"{words.number(len(found.months), 'due month')} are in both.",
        ),
        rule=InsetText(_rule()),
        tables=(
            _counts("Leads in both plans", "Lead", found.leads, found, "No lead is in both."),
            _counts("Months in which both have actions due", "Month", _months(found), found,
                    "They have no due month in common."),
            _counts("Stages", "Stage", _stages(found), found, "No stage is stated."),
            _actions(first, second, found),
            _actions(second, first, found),
        ),
    )  # fmt: skip


def file_rows(found: Alignment) -> tuple[tuple[Cell, ...], ...]:
    """Return the actions of both plans as rows under HEADINGS."""
    return tuple(
        (plan.title, line.section, line.code, line.what, *_file_cells(plan, other, line))
        for plan, other in ((found.first, found.second), (found.second, found.first))
        for line in plan.lines
    )


def _file_cells(plan: AlignedPlan, other: AlignedPlan, line: Line) -> tuple[Cell, ...]:
    counterpart = plan.counterparts[line.code]
    if counterpart is None:
        return ("", "", "", "", None, None)
    return (
        counterpart.code,
        _what(other)[counterpart.code],
        ", ".join(counterpart.words),
        "; ".join(counterpart.leads),
        counterpart.same_stage,
        counterpart.same_month,
    )


def _filter_bar(plans: Mapping[str, str], first: str, second: str) -> FilterBar:
    options = (
        Option("Choose", value=""),
        *(Option(each, value=slug) for slug, each in plans.items()),
    )
    return FilterBar(
        fields=(
            Select(name="a", label="One plan", options=options, value=first),
            Select(name="b", label="The other plan", options=options, value=second),
        ),
        action=reverse("strategy:alignment"),
        title="Choose two plans",
    )


def _sentence(plan: AlignedPlan, other: AlignedPlan) -> str:
    with_one = len(plan.lines) - plan.without
    return (
        f"{with_one} of {words.number(len(plan.lines), 'action')} of {plan.title} have a "
        f"counterpart in {other.title}; {plan.without} have none."
    )


def _rule() -> str:
    return (
        "Counterparts are found by words alone, so look at each: two actions are taken for "
        f"counterparts when {ENOUGH_IN_COMMON} words and {ENOUGH_WORDS:.0%} of all their words "
        f"are in both, or {ENOUGH_WITH_A_LEAD:.0%} when they share a lead. Words that stand in "
        "most actions do not count."
    )


def _counts(
    caption: str, name: str, counts: Mapping[str, tuple[int, int]], found: Alignment, empty: str
) -> DataTable:
    return DataTable(
        caption=caption,
        columns=(
            name,
            Column(found.first.title, numeric=True),
            Column(found.second.title, numeric=True),
        ),
        rows=tuple((each, ours, others) for each, (ours, others) in counts.items()),
        empty=empty,
    )


def _months(found: Alignment) -> dict[str, tuple[int, int]]:
    return {_month(month): counts for month, counts in found.months.items()}


def _month(month: date) -> str:
    return f"{month:%B %Y}"


def _stages(found: Alignment) -> dict[str, tuple[int, int]]:
    return {stage.capitalize() or "Not stated": both for stage, both in found.stages.items()}


def _actions(plan: AlignedPlan, other: AlignedPlan, found: Alignment) -> DataTable:
    asked = {"a": found.first.slug, "b": found.second.slug}
    here = reverse("strategy:alignment")
    what = _what(other)
    return DataTable(
        caption=f"Actions of {plan.title} and their counterparts",
        columns=("Action", "Section", f"Counterpart in {other.title}", "In common"),
        rows=tuple(
            (
                _link(line.code, line.what),
                line.section,
                *_counterpart(plan.counterparts[line.code], what),
            )
            for line in plan.lines
        ),
        csv_url=f"{here}?{urlencode({**asked, 'format': 'csv'})}",
        xlsx_url=f"{here}?{urlencode({**asked, 'format': 'xlsx'})}",
        empty="This plan has no actions.",
    )


def _counterpart(
    counterpart: Counterpart | None, what: Mapping[str, str]
) -> tuple[Component | str, str]:
    if counterpart is None:
        return ("None", "")
    common = [f"Words: {', '.join(counterpart.words)}"]
    if counterpart.leads:
        common.append(f"leads: {', '.join(counterpart.leads)}")
    if counterpart.same_stage:
        common.append("stage")
    if counterpart.same_month:
        common.append("due month")
    return (_link(counterpart.code, what[counterpart.code]), "; ".join(common))


def _link(code: str, what: str) -> Link:
    return Link(f"{code.upper()} {what}", reverse("strategy:action", args=[code]))


def _what(plan: AlignedPlan) -> dict[str, str]:
    return {line.code: line.what for line in plan.lines}
