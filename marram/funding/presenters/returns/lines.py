"""One line of a return: what it says, what its checks say, what it counts for, its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Button,
    Column,
    Component,
    DataTable,
    Fact,
    Heading,
    Link,
    Place,
    SummaryList,
    Text,
)
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.foundation.verdicts import Missing
from marram.funding.presenters.money import take_out
from marram.funding.presenters.returns.names import (
    SHEET_OF,
    Here,
    amount,
    breadcrumbs,
    complete_tag,
)
from marram.funding.presenters.returns.offers import OfferShown, offers_shown
from marram.funding.presenters.returns.questions import origin
from marram.funding.queries.returns.offers import Offer
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules.checks import Check
from marram.funding.rules.pounds import pounds
from marram.funding.rules.wording import FIELDS, question, said
from marram.funding.vocabulary import Period


PERIODS = {
    Period.Q1: "Quarter 1",
    Period.Q2: "Quarter 2",
    Period.Q3: "Quarter 3",
    Period.OUTTURN: "Whole year",
}


@dataclass(frozen=True, kw_only=True)
class LineShown:
    """A line as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    missing: DataTable | None
    facts: SummaryList
    counts: DataTable | None
    actuals: DataTable | None
    offers: tuple[OfferShown, ...]
    panels: tuple[Any, ...]


def line_page(
    found: ReturnPage, kind: str, key: str, *, viewer: Actor, offered: Mapping[str, Offer]
) -> LineShown:
    """Return a line of a return, with what its indicator offers. Raises: Missing."""
    line = line_of(found, kind, key)
    title = line_title(found, kind, line)
    missing = [each for each in found.checklist.missing if (each.kind, each.line) == (kind, key)]
    sheet = SHEET_OF[kind]
    sheet_title = found.values.sheets.get(sheet, sheet.capitalize())
    where = Here(slug=found.slug)
    subject = Subject(f"funding.{kind}", f"{found.slug}/{key}")
    return LineShown(
        title=title,
        breadcrumbs=breadcrumbs(found, Place(sheet_title, where.sheet(sheet)), Place(key)),
        heading=Heading(
            title=title,
            caption=f"{found.values.title}, line {key}",
            tags=(complete_tag(len(missing)),),
            actions=_buttons(found, kind, key),
        ),
        missing=_missing(found, missing),
        facts=SummaryList((*_facts(found, kind, line), *origin(found, kind, key))),
        counts=_counts(found, line) if kind == "schemes" else None,
        actuals=_actuals(found, kind, line) if kind in ("schemes", "income") else None,
        offers=offers_shown(found, {each: offered[each] for each in offered if each == key}),
        panels=(
            *panels.shown(subject.kind, viewer=viewer, key=subject.key),
            *panels.shown("history", viewer=viewer, key=subject),
        ),
    )


def line_of(found: ReturnPage, kind: str, key: str) -> Any:
    """Return one line of a return. Raises: Missing."""
    lines = getattr(found.values, kind) if kind in FIELDS and kind in SHEET_OF else ()
    for line in lines if isinstance(lines, tuple) else ():
        if line.key == key:
            return line
    raise Missing(f"There is no line {key} of that kind.")


def line_title(found: ReturnPage, kind: str, line: Any) -> str:
    """Return what a line is called."""
    if kind == "schemes":
        return line.name or "Scheme without a name"
    if kind == "income":
        return f"{said('source', line.source, found.values.year)}: {line.contributor}"
    return question(kind, line.key, found.values.year)


def _buttons(found: ReturnPage, kind: str, key: str) -> tuple[Component, ...]:
    if not found.may_edit:
        return ()
    where = Here(slug=found.slug)
    change = Button("Change this line", url=where.change(kind, key))
    if kind not in ("schemes", "income"):
        return (change,)
    remove = reverse("funding:remove-line", args=[found.slug, kind, key])
    return (change, Button("Take it out", url=remove, style="secondary"))


def _missing(found: ReturnPage, missing: list[Check]) -> DataTable | None:
    if not missing:
        return None
    where = Here(slug=found.slug)
    editing = bool(found.may_edit)
    return DataTable(
        caption="To put right",
        columns=("Field", "What to do", "Who"),
        rows=tuple(
            (Link(each.label, where.field(each, editing=editing)), each.sentence, each.owner)
            for each in missing
        ),
        caption_size="s",
    )


def _facts(found: ReturnPage, kind: str, line: Any) -> tuple[Fact, ...]:
    return tuple(
        Fact(name, _fact(found, field, getattr(line, field)))
        for field, name in FIELDS[kind].items()
    )


def _fact(found: ReturnPage, field: str, value: Any) -> Text:
    """Return a value; a priority or measure that is there is a link to it."""
    if field == "priority" and value:
        named = found.priorities.get(value)
        if named is None:
            return f"{value} (not there any more)"
        url = reverse("strategy:framework", args=[named.strategy])
        return Link(f"{named.text} ({named.strategy_title})", url)
    if field in ("measure", "indicator") and value:
        if value not in found.measures:
            return f"{value} (not there any more)"
        return Link(found.measures[value], reverse("indicators:indicator", args=[value]))
    if field in ("priority", "measure", "service") and not value:
        return "None yet: this line is an orphan there"
    return said(field, value, found.values.year)


def _counts(found: ReturnPage, line: Any) -> DataTable | None:
    """Return what the line counts for in the tests of required spend, and why."""
    where = Here(slug=found.slug)
    rows = tuple(
        (
            Link(test.title, where.required(test.requirement)),
            amount(each.counted),
            each.why,
        )
        for test in found.required
        for each in (*test.counting, *test.not_counting)
        if each.line.key == line.key
    )
    if not rows:
        return None
    return DataTable(
        caption="What it counts for",
        columns=("Test", Column("Counts", numeric=True), "Why"),
        rows=rows,
        caption_size="s",
    )


def _actuals(found: ReturnPage, kind: str, line: Any) -> DataTable | None:
    reported = {each.period: each for each in line.actuals}
    if not reported and not found.may_edit:
        return None
    rows = tuple(
        (
            name,
            amount(reported[period].amount if period in reported else None),
            _variance(line, reported.get(period)),
            reported[period].comment if period in reported else "",
            _report_link(found, kind, line.key, period),
            _remove_link(found, kind, line.key, period) if period in reported else "",
        )
        for period, name in PERIODS.items()
    )
    return DataTable(
        caption="Actuals, from the start of the year",
        columns=(
            "Up to the end of",
            Column("Actual", numeric=True),
            "Against the plan of the year",
            "Comment",
            "Change",
            "To do",
        ),
        rows=rows,
        caption_size="s",
    )


def _variance(line: Any, reported: Any) -> str:
    if reported is None or line.planned is None:
        return ""
    variance = reported.amount - line.planned
    if not variance:
        return "As planned"
    return f"{pounds(abs(variance))} {'over' if variance > 0 else 'under'}"


def _remove_link(found: ReturnPage, kind: str, key: str, period: Period) -> Text:
    args = [found.slug, kind, key, period.value]
    called = f"actual of {PERIODS[period].lower()}"
    return take_out("funding:remove-actual", *args, called=called, allowed=found.may_edit)


def _report_link(found: ReturnPage, kind: str, key: str, period: Period) -> Text:
    if not found.may_edit:
        return ""
    url = reverse("funding:report-actual", args=[found.slug, kind, key, period.value])
    return Link("Report", url, hidden_text=PERIODS[period].lower())
