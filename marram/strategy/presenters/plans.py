"""Plans and lists of actions, as components and plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from marram.design.components import (
    Breadcrumbs,
    Button,
    Cell,
    Fact,
    Headline,
    Headlines,
    Link,
    Place,
    SummaryList,
    Text,
    WideTable,
)
from marram.foundation.verdicts import Verdict
from marram.strategy.presenters import words
from marram.strategy.presenters.marks import LOOKS, claim_mark, standing_mark
from marram.strategy.queries.action_lines import ActionLine
from marram.strategy.queries.plans import PlanLine, PlanPage
from marram.strategy.vocabulary import Standing


HEADINGS = ("Code", "Plan", "Heading", "Heading below", "Reference", "Action", "Leads") + (
    "Timescale",
    "Starts on",
    "Due on",
    "Stage",
    "Computed status",
    "Claimed status",
    "Last update on",
)
FileRow = tuple[str | date | None, ...]


@dataclass(frozen=True)
class Row:
    """One action as a row: everything in it is ready to print."""

    code: str
    ref: str
    url: str
    what: str
    plan: str
    leads: str
    timescale: str
    due: str
    standing: SafeString
    claim: SafeString | str


@dataclass(frozen=True)
class Group:
    """Actions under one heading of their plan."""

    section: str
    subsection: str
    rows: tuple[Row, ...]

    @property
    def label(self) -> str:
        return " / ".join(filter(None, (self.section, self.subsection))) or "Actions"


@dataclass(frozen=True)
class Shown:
    """A plan as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    summary: str
    headlines: Headlines
    facts: SummaryList
    groups: tuple[Group, ...]
    links: tuple[Link, ...]
    buttons: tuple[Button, ...]
    reason_not: str
    files: tuple[Link, ...]
    published: bool


def plan_list(
    plans: Sequence[PlanLine], *, on: date, may_add: Verdict, for_partner: Verdict
) -> "PlansShown":
    """Return every plan as a row, with how its actions stand."""
    rows = tuple(
        (
            Link(plan.title, reverse("strategy:plan", args=[plan.slug])),
            plan.strategy or "None",
            Cell(str(plan.total), format="numeric"),
            Cell(str(plan.counts.get(Standing.OVERDUE, 0)), format="numeric"),
            Cell(str(plan.counts.get(Standing.STALE, 0)), format="numeric"),
            Cell(str(plan.counts.get(Standing.COMPLETE, 0)), format="numeric"),
            "Published" if plan.published else "Draft",
        )
        for plan in plans
    )
    head = ("Plan", "Delivers", "Actions", "Overdue", "No recent update", "Complete", "Shown to")
    overdue = sum(plan.counts.get(Standing.OVERDUE, 0) for plan in plans)
    return PlansShown(
        title="Plans",
        summary=f"{words.number(len(plans), 'plan')}; {words.number(overdue, 'action')} overdue on "
        f"{words.day(on)}.",
        table=WideTable(rows, head=head, caption="Every plan and how its actions stand"),
        add=Button("Add a plan", url=reverse("strategy:add-plan")) if may_add else None,
        links=(
            Link("Progress between two dates", reverse("strategy:progress")),
            Link("Two plans side by side", reverse("strategy:alignment")),
        )
        if for_partner
        else (Link("Two plans side by side", reverse("strategy:alignment")),),
    )


@dataclass(frozen=True)
class PlansShown:
    title: str
    summary: str
    table: WideTable
    add: Button | None
    links: tuple[Link, ...]


def plan_page(page: PlanPage) -> Shown:
    """Return a plan with its actions under its own headings."""
    here = reverse("strategy:plan", args=[page.slug])
    return Shown(
        title=page.title,
        breadcrumbs=Breadcrumbs((Place("Plans", reverse("strategy:plans")), Place(page.title))),
        summary=_plan_summary(page),
        headlines=_headlines(page),
        facts=SummaryList(_plan_facts(page)),
        groups=_groups(page.lines, page.on),
        links=_plan_links(page.slug, partner=page.for_partner),
        buttons=_plan_buttons(page) if page.may_run else (),
        reason_not=page.may_run.reason,
        files=files(here, {"on": page.on.isoformat()}),
        published=page.published_on is not None,
    )


def _plan_summary(page: PlanPage) -> str:
    number = words.number(len(page.lines), "action")
    counts = words.standing_counts(page.counts)
    return f"{number} on {words.day(page.on)}: {counts}." if counts else f"{number}."


def _headlines(page: PlanPage) -> Headlines:
    """Return the counts by computed status, each a link to its list."""
    listed = reverse("strategy:actions")

    def url(standing: Standing) -> str:
        asked = {"plan": page.slug, "standing": standing.value, "on": page.on.isoformat()}
        return f"{listed}?{urlencode(asked)}"

    return Headlines(
        tuple(
            Headline(str(count), words.COUNTED[standing], url(standing), LOOKS[standing][0])
            for standing, count in page.counts.items()
        ),
        title=f"How the actions stand on {words.day(page.on)}",
    )


def _plan_facts(page: PlanPage) -> tuple[Fact, ...]:
    strategy = (
        Link(page.strategy_title, reverse("strategy:strategy", args=[page.strategy]))
        if page.strategy
        else ""
    )
    shown = f"Everybody, since {words.day(page.published_on)}" if page.published_on else "Partners"
    facts: tuple[tuple[str, Text], ...] = (
        ("Delivers", strategy),
        ("Overseen by", page.group),
        ("Led by", words.listed(page.leads)),
        ("Rated by", page.scheme),
        ("Updates", f"every {page.cycle_days} days"),
        ("Adopted on", words.day(page.adopted_on)),
        ("Shown to", shown),
        ("Where it is written", page.source),
    )
    return tuple(Fact(name, value) for name, value in facts if value)


def _plan_links(slug: str, *, partner: bool) -> tuple[Link, ...]:
    here = urlencode({"plan": slug})
    everybody = (
        Link("Board by status", f"{reverse('strategy:board')}?{here}"),
        Link("Timeline", f"{reverse('strategy:timeline')}?{here}"),
        Link("By lead", f"{reverse('strategy:leads')}?{here}"),
    )
    partners = (
        Link("Update rounds", reverse("strategy:plan-rounds", args=[slug])),
        Link("Progress between two dates", reverse("strategy:plan-progress", args=[slug])),
        Link("Annual reviews", reverse("strategy:reviews", args=[slug])),
        Link("Risks", reverse("strategy:plan-risks", args=[slug])),
    )
    return (*everybody, *(partners if partner else ()))


def _plan_buttons(page: PlanPage) -> tuple[Button, ...]:
    return (
        Button("Add an action", url=reverse("strategy:add-action", args=[page.slug])),
        Button(
            "Change the plan", url=reverse("strategy:amend-plan", args=[page.slug]),
            style="secondary",
        ),
    )  # fmt: skip


def _groups(lines: Sequence[ActionLine], on: date) -> tuple[Group, ...]:
    """Return actions under their headings, in the plan's order; a heading may come back."""
    return tuple(
        Group(section, subsection, tuple(row(line, on) for line in under))
        for (section, subsection), under in groupby(
            lines, key=lambda line: (line.section, line.subsection)
        )
    )


def row(line: ActionLine, on: date) -> Row:
    return Row(
        code=line.code.upper(),
        ref=line.ref,
        url=reverse("strategy:action", args=[line.code]),
        what=line.what,
        plan=line.plan_title,
        leads=words.listed([str(lead) for lead in line.leads]) or "Nobody named",
        timescale=line.timescale or "Not stated",
        due=words.day(line.due_on),
        standing=standing_mark(line.standing),
        claim=claim_mark(line.claim),
    )


def file_rows(lines: Sequence[ActionLine]) -> tuple[FileRow, ...]:
    """Return actions as rows of a file, under HEADINGS."""
    return tuple(
        (
            line.code,
            line.plan_title,
            line.section,
            line.subsection,
            line.ref,
            line.what,
            "; ".join(str(lead) for lead in line.leads),
            line.timescale,
            line.starts_on,
            line.due_on,
            line.stage,
            line.standing.value,
            line.claim.label if line.claim else "",
            line.last_update_on,
        )
        for line in lines
    )


def files(here: str, asked: Mapping[str, str]) -> tuple[Link, ...]:
    return tuple(
        Link(f"Download as {name}", f"{here}?{urlencode({**asked, 'format': form})}")
        for name, form in (("CSV", "csv"), ("a workbook (XLSX)", "xlsx"))
    )
