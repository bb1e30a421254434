"""Risks as components for pages and as rows for files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Button,
    Component,
    DataTable,
    FilterBar,
    Heading,
    Input,
    InsetText,
    Link,
    Option,
    Place,
    RiskGrid,
    Select,
    StatusTag,
    WarningText,
    Weighed,
)
from marram.design.exports import Cell as FileCell
from marram.strategy.presenters import words
from marram.strategy.queries.risks import Register, RiskFilters, RiskLine, Scores
from marram.strategy.rules.risks import BANDS, IMPACTS, LIKELIHOODS, Level
from marram.strategy.vocabulary import RiskState, Tone


TONES = {
    Level.LOW: Tone.GREEN,
    Level.MEDIUM: Tone.YELLOW,
    Level.HIGH: Tone.AMBER,
    Level.VERY_HIGH: Tone.RED,
}


HEADINGS = (
    "Number",
    "Risk",
    "Plan",
    "Group",
    "Owner",
    "Likelihood before",
    "Impact before",
    "Score before",
    "What is done about it",
    "Likelihood now",
    "Impact now",
    "Score now",
    "Level now",
    "Review on",
    "Overdue for review",
    "Last reviewed on",
    "Last meeting",
    "Raised on",
    "Closed on",
    "Closed because",
)


@dataclass(frozen=True, kw_only=True)
class RegisterShown:
    """A register as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    overdue: WarningText | None
    filters: FilterBar
    grid: RiskGrid | None
    key: InsetText
    table: DataTable


def register(found: Register, *, here: str) -> RegisterShown:
    """Return a register; `here` is its address without filters."""
    title = f"Risks: {found.place}" if found.place else "Risks"
    asked = _asked(found.filters, found.on)
    overdue = [line for line in found.lines if line.overdue]
    return RegisterShown(
        title=title,
        breadcrumbs=_breadcrumbs(found),
        heading=Heading(
            title="Risks",
            caption=found.place,
            lead=_summary(found),
            actions=_add_button(found),
        ),
        overdue=WarningText(overdue_sentence(overdue)) if overdue else None,
        filters=_filter_bar(found, here),
        grid=_grid([line for line in found.lines if line.closed_on is None]),
        key=InsetText(_key()),
        table=DataTable(
            caption=f"{words.number(len(found.lines), 'risk')}, those overdue for review first",
            columns=("Risk", "Owner", "Before", "Now", "Movement", "Review on", "Last meeting"),
            rows=tuple(_row(line) for line in found.lines),
            csv_url=f"{here}?{urlencode({**asked, 'format': 'csv'})}",
            xlsx_url=f"{here}?{urlencode({**asked, 'format': 'xlsx'})}",
            empty="No risk fits these filters.",
        ),
    )


def file_rows(found: Register) -> tuple[tuple[FileCell, ...], ...]:
    """Return the register as rows under HEADINGS."""
    return tuple(
        (
            line.number,
            line.title,
            line.plan_title,
            line.group_name,
            line.owner,
            line.before.likelihood,
            line.before.impact,
            line.before.score,
            line.mitigations,
            line.after.likelihood,
            line.after.impact,
            line.after.score,
            line.after.level.value,
            line.review_on,
            line.overdue,
            line.last_reviewed_on,
            line.last_meeting,
            line.raised_on,
            line.closed_on,
            line.closed_because,
        )
        for line in found.lines
    )


def _summary(found: Register) -> str:
    open_risks = [line for line in found.lines if line.closed_on is None]
    if not open_risks:
        return f"No open risk on {words.day(found.on)}."
    grave = [line for line in open_risks if line.after.level in (Level.HIGH, Level.VERY_HIGH)]
    return (
        f"{words.number(len(open_risks), 'open risk')} on {words.day(found.on)}; "
        f"{len(grave)} high or very high with what is done about them."
    )


def overdue_sentence(lines: list[RiskLine]) -> str:
    if len(lines) == 1:
        return f"R{lines[0].number} should have been reviewed by {words.day(lines[0].review_on)}."
    oldest = min(line.review_on for line in lines)
    return f"{len(lines)} risks are overdue for review, the longest since {words.day(oldest)}."


def _add_button(found: Register) -> tuple[Button, ...]:
    register = {"plan": found.filters.plan, "group": found.filters.group}
    chosen = {name: value for name, value in register.items() if value}
    if not chosen or not found.may_add:
        return ()
    return (Button("Add a risk", url=f"{reverse('strategy:add-risk')}?{urlencode(chosen)}"),)


def _breadcrumbs(found: Register) -> Breadcrumbs:
    if found.filters.plan:
        plan = reverse("strategy:plan", args=[found.filters.plan])
        plans = Place("Plans", reverse("strategy:plans"))
        return Breadcrumbs((plans, Place(found.place, plan), Place("Risks")))
    if found.filters.group:
        every = Place("Risks", reverse("strategy:risks"))
        return Breadcrumbs((every, Place(found.place)))
    return Breadcrumbs((Place("Risks"),))


def _filter_bar(found: Register, here: str) -> FilterBar:
    chosen = found.filters
    owners = {owner: owner for owner in found.owners}
    levels = {level.value: level.capitalize() for level in Level}
    states = {
        RiskState.OPEN.value: "Open",
        RiskState.CLOSED.value: "Closed",
        "all": "Open or closed",
    }
    one_register = here != reverse("strategy:risks")
    registers = (
        ()
        if one_register
        else (
            _select("plan", "Plan", found.plans, chosen.plan),
            _select("group", "Group", found.groups, chosen.group),
        )
    )
    return FilterBar(
        fields=(
            Input(name="words", label="Words", value=chosen.words),
            *registers,
            _select("owner", "Owner", owners, chosen.owner),
            _select("level", "Level now", levels, chosen.level),
            _select("state", "Open or closed", states, chosen.state, otherwise=""),
            Input(name="on", label="As on", kind="date", value=found.on.isoformat()),
        ),
        action=here,
        clear_url=here,
    )


def _select(
    name: str, label: str, choices: Mapping[str, str], chosen: str, *, otherwise: str = "All"
) -> Select:
    every = (Option(otherwise, value=""),) if otherwise else ()
    options = tuple(Option(text, value=value) for value, text in choices.items())
    return Select(name=name, label=label, options=(*every, *options), value=chosen)


def _asked(filters: RiskFilters, on: date) -> dict[str, str]:
    asked = {
        "plan": filters.plan,
        "group": filters.group,
        "owner": filters.owner,
        "level": filters.level,
        "state": filters.state,
        "words": filters.words,
        "on": on.isoformat(),
    }
    return {name: value for name, value in asked.items() if value}


def _grid(open_risks: list[RiskLine]) -> RiskGrid | None:
    if not open_risks:
        return None
    return RiskGrid(
        title=f"{words.number(len(open_risks), 'open risk')} as things stand",
        risks=tuple(
            Weighed(
                f"R{line.number}",
                line.title,
                line.after.likelihood,
                line.after.impact,
                reverse("strategy:risk", args=[line.number]),
            )
            for line in open_risks
        ),
        bands=BANDS,
    )


def _key() -> str:
    likelihoods = ", ".join(f"{score} {word.lower()}" for score, word in LIKELIHOODS.items())
    impacts = ", ".join(f"{score} {word.lower()}" for score, word in IMPACTS.items())
    return (
        f"Likelihood: {likelihoods}. Impact: {impacts}. The score is one times the other: "
        "1 to 3 is low, 4 to 6 medium, 8 to 12 high and 15 to 25 very high."
    )


def _row(line: RiskLine) -> tuple[Component | str, ...]:
    link = Link(f"R{line.number} {line.title}", reverse("strategy:risk", args=[line.number]))
    review = words.day(line.review_on)
    if line.closed_on:
        review = f"Closed on {words.day(line.closed_on)}"
    elif line.overdue:
        review = f"{review} (overdue)"
    meeting = f"{line.last_meeting}, {words.day(line.last_reviewed_on)}"
    return (
        link,
        line.owner,
        level_tag(line.before),
        level_tag(line.after),
        line.movement.value.capitalize(),
        review,
        meeting if line.last_reviewed_on else "Not yet reviewed",
    )


def level_tag(scores: Scores) -> StatusTag:
    return StatusTag(f"{scores.score} {scores.level.value}", TONES[scores.level])
