"""Lists of actions in the views that people use: rows, a board, a timeline, by lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from marram.design.components import (
    Applied,
    Bar,
    Board,
    Card,
    Column,
    Component,
    DataTable,
    FilterBar,
    Lane,
    Link,
    Option,
    Pagination,
    Place,
    Select,
    Timeline,
    Turn,
)
from marram.design.components import Input as Box
from marram.strategy.presenters import words
from marram.strategy.presenters.marks import LOOKS, standing_tag
from marram.strategy.presenters.plans import Row, files, row
from marram.strategy.queries.action_lines import ActionLine
from marram.strategy.queries.action_lists import ActionList, Choices, Filters, LeadCounts
from marram.strategy.vocabulary import Stage, Standing


@dataclass(frozen=True)
class Shown:
    """Actions as a page: what was asked for, and either rows or one component that shows them."""

    title: str
    views: tuple[Place, ...]
    summary: str
    filters: FilterBar
    rows: tuple[Row, ...]
    picture: Component | None
    pagination: Pagination | None
    files: tuple[Link, ...]


VIEWS = (
    ("List", "strategy:actions"),
    ("Board by status", "strategy:board"),
    ("Timeline", "strategy:timeline"),
    ("By lead", "strategy:leads"),
)
TITLES = {
    Standing.OVERDUE: "Overdue actions",
    Standing.STALE: "Actions with no recent update",
    Standing.DUE_SOON: "Actions due soon",
    Standing.COMPLETE: "Complete actions",
    Standing.MILESTONE_MISSED: "Actions with a missed milestone",
}


# What the filters are called on the page, by their name in the address.
LABELS = {
    "words": "Words",
    "plan": "Plan",
    "lead": "Lead",
    "standing": "Computed status",
    "claimed": "Claimed status",
    "stage": "Stage",
    "changed-since": "Changed since",
    "on": "As it stands on",
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for, and what it might have asked for instead."""

    filters: Filters
    choices: Choices
    on: date
    today: date

    @property
    def parameters(self) -> Mapping[str, str]:
        """Return the filters as they stand in an address; what is not set is left out."""
        since = self.filters.changed_since
        said = {
            "plan": self.filters.plan,
            "lead": self.filters.lead,
            "standing": self.filters.standing,
            "claimed": self.filters.claimed,
            "stage": self.filters.stage,
            "words": self.filters.words,
            "changed-since": since.isoformat() if since else "",
            "on": self.on.isoformat() if self.on != self.today else "",
        }
        return {name: value for name, value in said.items() if value}

    def url(self, name: str, **changed: str) -> str:
        """Return the address of a view with these filters, some of them changed."""
        asked = {**self.parameters, **changed}
        return f"{reverse(name)}?{urlencode({key: each for key, each in asked.items() if each})}"


def action_list(found: ActionList, asked: Asked) -> Shown:
    """Return one page of actions as rows."""
    rows = tuple(row(line, found.on) for line in found.lines)
    return _shown(found, asked, view="strategy:actions", rows=rows)


def board(
    found: ActionList, columns: Mapping[Standing, Sequence[ActionLine]], asked: Asked
) -> Shown:
    """Return actions in columns by computed status."""
    lanes = tuple(
        Lane(
            title=standing.value.capitalize(),
            tag=standing_tag(standing),
            cards=tuple(_card(line, found.on) for line in lines),
            total=found.counts[standing],
            more_url=asked.url("strategy:actions", standing=standing.value)
            if len(lines) < found.counts[standing]
            else "",
        )
        for standing, lines in columns.items()
    )
    picture = Board(title="Actions by computed status", lanes=lanes)
    return _shown(found, asked, view="strategy:board", picture=picture)


def timeline(found: ActionList, asked: Asked) -> Shown:
    """Return the dated actions of a page as bars on one scale; each has its dates in words."""
    dated = [line for line in found.lines if line.due_on or line.starts_on]
    days = [day for line in dated for day in (line.starts_on, line.due_on) if day]
    undated = len(found.lines) - len(dated)
    left_out = f"{words.number(undated, 'action')} on this page without dates left out."
    picture = Timeline(
        title=f"{words.number(len(dated), 'action')} between "
        f"{words.day(min(days))} and {words.day(max(days))}",
        bars=tuple(_bar(line) for line in dated),
        starts_on=min(days),
        ends_on=max(days),
    ) if days else None  # fmt: skip
    note = f" {left_out}" if undated else ""
    return _shown(found, asked, view="strategy:timeline", picture=picture, note=note)


def leads(counts: Sequence[LeadCounts], found: ActionList, asked: Asked) -> Shown:
    """Return how the actions of each lead stand, as a table."""
    standings = [standing for standing in Standing if standing in found.counts]
    rows = tuple(
        (
            Link(lead.name, asked.url("strategy:actions", lead=lead.key))
            if lead.key
            else lead.name,
            lead.total,
            *(lead.counts.get(standing, 0) for standing in standings),
        )
        for lead in counts
    )
    columns = (
        Column("Lead"),
        Column("Actions", numeric=True),
        *(Column(standing.value.capitalize(), numeric=True) for standing in standings),
    )
    caption = f"{words.number(len(counts), 'lead')}; an action with several counts for each"
    picture = DataTable(caption=caption, columns=columns, rows=rows)
    return _shown(found, asked, view="strategy:leads", picture=picture)


def _shown(
    found: ActionList,
    asked: Asked,
    *,
    view: str,
    rows: tuple[Row, ...] = (),
    picture: Component | None = None,
    note: str = "",
) -> Shown:
    standing = asked.filters.standing
    counts = words.standing_counts(found.counts)
    summary = f"{words.number(found.total, 'action')} on {words.day(found.on)}"
    return Shown(
        title=TITLES.get(Standing(standing), "Actions") if standing else "Actions",
        views=tuple(Place(name, asked.url(each), current=each == view) for name, each in VIEWS),
        summary=(f"{summary}: {counts}." if counts else f"{summary} fit these filters.") + note,
        filters=_filter_bar(asked, view),
        rows=rows,
        picture=picture,
        pagination=_pagination(view, asked, found)
        if view in ("strategy:actions", "strategy:timeline")
        else None,
        files=files(reverse("strategy:actions"), asked.parameters),
    )


def _card(line: ActionLine, on: date) -> Card:
    leads = words.listed([str(lead) for lead in line.leads])
    due = f"Due {words.day(line.due_on)}" if line.due_on else line.timescale
    return Card(
        title=line.what,
        url=reverse("strategy:action", args=[line.code]),
        reference=line.code.upper(),
        lines=tuple(filter(None, (leads, due))),
    )


def _bar(line: ActionLine) -> Bar:
    return Bar(
        label=line.what,
        starts_on=line.starts_on,
        ends_on=line.due_on,
        url=reverse("strategy:action", args=[line.code]),
        tone=LOOKS[line.standing][0],
        words=line.timescale,
        group=line.plan_title,
        tag=standing_tag(line.standing),
    )


def _filter_bar(asked: Asked, view: str) -> FilterBar:
    filters, choices = asked.filters, asked.choices
    standings = tuple((standing.value, standing.capitalize()) for standing in Standing)
    stages = tuple((stage.value, stage.capitalize()) for stage in Stage)
    since = filters.changed_since.isoformat() if filters.changed_since else ""
    return FilterBar(
        fields=(
            Box(name="words", label=LABELS["words"], value=filters.words),
            _select("plan", choices.plans, filters.plan),
            _select("lead", choices.leads, filters.lead),
            _select("standing", standings, filters.standing),
            _select("claimed", choices.claims, filters.claimed),
            _select("stage", stages, filters.stage),
            _day("changed-since", since),
            _day("on", asked.on.isoformat()),
        ),
        action=reverse(view),
        clear_url=reverse(view),
        applied=_applied(asked, view),
    )


def _applied(asked: Asked, view: str) -> tuple[Applied, ...]:
    names = {
        "plan": dict(asked.choices.plans),
        "lead": dict(asked.choices.leads),
        "claimed": dict(asked.choices.claims),
    }
    return tuple(
        Applied(
            f"{LABELS[name]}: {names.get(name, {}).get(value, value)}",
            asked.url(view, **{name: ""}),
        )
        for name, value in asked.parameters.items()
    )


def _select(name: str, choices: Sequence[tuple[str, str]], chosen: str) -> Select:
    options = (Option("All", value=""), *(Option(text, value=key) for key, text in choices))
    return Select(name=name, label=LABELS[name], options=options, value=chosen)


def _day(name: str, value: str) -> Box:
    return Box(name=name, label=LABELS[name], kind="date", value=value)


def _pagination(view: str, asked: Asked, found: ActionList) -> Pagination | None:
    if found.pages == 1:
        return None

    def turn(page: int) -> Turn:
        return Turn(asked.url(view, page=str(page)), label=f"{page} of {found.pages}")

    return Pagination(
        previous=turn(found.page - 1) if found.page > 1 else None,
        next=turn(found.page + 1) if found.page < found.pages else None,
    )
