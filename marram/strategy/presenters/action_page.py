"""One action as a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from marram.design.components import (
    Breadcrumbs,
    Button,
    Component,
    Fact,
    HistoryBand,
    Link,
    Place,
    Span,
    SummaryList,
)
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.foundation.verdicts import Verdict
from marram.strategy.presenters import words
from marram.strategy.presenters.marks import claim_mark, standing_mark
from marram.strategy.queries.action_page import ActionPage, MilestoneLine, Neighbour, UpdateLine
from marram.strategy.vocabulary import Standing


@dataclass(frozen=True)
class Said:
    """An update, ready to print."""

    on: str
    author: str
    text: str
    claim: SafeString | str
    reason: str
    evidence: str


@dataclass(frozen=True)
class Step:
    """A milestone, ready to print; `meet_url` marks it as met."""

    what: str
    measure: str
    due: str
    state: str
    meet_url: str


@dataclass(frozen=True)
class Shown:
    title: str
    caption: str
    breadcrumbs: Breadcrumbs
    standing: SafeString
    claim: SafeString | str
    judged_on: str
    facts: SummaryList
    updates: tuple[Said, ...]
    updates_closed: str
    band: HistoryBand | None
    band_from: str
    milestones: tuple[Step, ...]
    evidence: tuple[tuple[str, str, str], ...]
    measures: tuple[Link, ...]
    waits_for: tuple[Link, ...]
    waited_for_by: tuple[Link, ...]
    buttons: tuple[Button, ...]
    more: tuple[Link, ...]
    reasons_not: tuple[str, ...]
    panels: tuple[Component, ...]
    retired: str


def action_page(page: ActionPage, *, viewer: Actor) -> Shown:
    updates = tuple(_said(update) for update in page.updates)
    return Shown(
        title=page.what,
        caption=f"{page.code.upper()}, {page.plan_title}",
        breadcrumbs=_breadcrumbs(page),
        standing=standing_mark(page.standing),
        claim=claim_mark(page.claim),
        judged_on=words.day(page.on),
        facts=SummaryList(_facts(page)),
        updates=updates,
        updates_closed=page.may_read_updates.reason,
        band=_band(page),
        band_from=updates[-1].on if updates else "",
        milestones=tuple(_step(page, milestone) for milestone in page.milestones),
        evidence=tuple(
            (each.text, each.link, words.day(each.added_at.date())) for each in page.evidence
        ),
        measures=tuple(
            Link(each.title, reverse("indicators:indicator", args=[each.slug]))
            for each in page.measures
        ),
        waits_for=_links(page.waits_for),
        waited_for_by=_links(page.waited_for_by),
        buttons=_buttons(page),
        more=_more(page),
        reasons_not=_reasons(page.may_report, page.may_run) if viewer.logged_in else (),
        panels=_panels(page.code, viewer),
        retired=f"Retired on {words.day(page.retired_on)}: {page.retired_because}"
        if page.retired_on
        else "",
    )


def _breadcrumbs(page: ActionPage) -> Breadcrumbs:
    plan = reverse("strategy:plan", args=[page.plan])
    plans = Place("Plans", reverse("strategy:plans"))
    return Breadcrumbs((plans, Place(page.plan_title, plan), Place(page.code.upper())))


def _facts(page: ActionPage) -> tuple[Fact, ...]:
    due = words.day(page.due_on, f"No date: {page.timing}")
    facts = (
        ("Led by", words.listed([str(lead) for lead in page.leads]) or "Nobody named"),
        ("Timescale as written", page.timescale or "Not stated"),
        ("Starts on", words.day(page.starts_on)),
        ("Due on", f"{due} ({page.date_basis})" if page.date_basis else due),
        ("Heading", " / ".join(filter(None, (page.section, page.subsection)))),
        ("Reference", page.ref),
        ("Target or focus", page.target_focus),
        ("Intervention", page.intervention),
        ("Outcome expected", page.outcome_expected),
        ("Stage", f"{page.stage.capitalize()} ({page.stage_basis})" if page.stage else ""),
        ("Next update due by", words.day(page.update_due_on) if _awaits_word(page) else ""),
        ("Where it is written", page.source),
    )
    return tuple(Fact(name, value) for name, value in facts if value)


def _awaits_word(page: ActionPage) -> bool:
    """Tell whether a partner should see when the next word is due."""
    over = page.standing in (Standing.COMPLETE, Standing.RETIRED)
    return bool(page.may_read_updates) and not over


def _said(update: UpdateLine) -> Said:
    return Said(
        on=words.day(update.on),
        author=update.author,
        text=update.text,
        claim=claim_mark(update.claim),
        reason=update.reason,
        evidence=update.evidence,
    )


def _band(page: ActionPage) -> HistoryBand | None:
    """Return the claimed statuses over time, each until the next update, the last until today."""
    said = [update for update in reversed(page.updates) if update.claim and update.on <= page.on]
    ends = [*(update.on for update in said[1:]), page.on]
    spans = tuple(
        Span(update.claim.label, update.claim.tone, update.on, max(end, update.on))
        for update, end in zip(said, ends, strict=True)
        if update.claim
    ) if said else ()  # fmt: skip
    return HistoryBand("Claimed status over time", spans) if spans else None


def _step(page: ActionPage, milestone: MilestoneLine) -> Step:
    if milestone.met_on:
        state = f"Met on {words.day(milestone.met_on)}"
    else:
        state = "Missed" if milestone.missed else "Not yet met"
    may = page.may_report and not milestone.met_on
    return Step(
        what=milestone.what,
        measure=milestone.measure_of_success,
        due=words.day(milestone.due_on, "No date"),
        state=state,
        meet_url=reverse("strategy:meet-milestone", args=[milestone.number]) if may else "",
    )


def _links(neighbours: Sequence[Neighbour]) -> tuple[Link, ...]:
    return tuple(
        Link(
            f"{each.code.upper()}: {each.what} ({'complete' if each.finished else 'not complete'})",
            reverse("strategy:action", args=[each.code]),
        )
        for each in neighbours
    )


def _buttons(page: ActionPage) -> tuple[Button, ...]:
    if page.retired_on:
        return ()
    buttons = []
    if page.may_report:
        buttons.append(Button("Report progress", url=_to("report", page)))
    if page.may_run:
        buttons.append(Button("Change", url=_to("amend-action", page), style="secondary"))
    return tuple(buttons)


def _more(page: ActionPage) -> tuple[Link, ...]:
    if page.retired_on:
        return ()
    reporting = (Link("Add evidence", _to("add-evidence", page)),) if page.may_report else ()
    running = (
        Link("Add a milestone", _to("add-milestone", page)),
        Link("Name the measures that show it", _to("measures-of-action", page)),
        Link("Say what it waits for", _to("add-dependency", page)),
        Link("Retire", _to("retire-action", page)),
    )
    return (*reporting, *(running if page.may_run else ()))


def _to(name: str, page: ActionPage) -> str:
    return reverse(f"strategy:{name}", args=[page.code])


def _reasons(*verdicts: Verdict) -> tuple[str, ...]:
    return tuple(dict.fromkeys(verdict.reason for verdict in verdicts if not verdict))


def _panels(code: str, viewer: Actor) -> tuple[Any, ...]:
    return (
        *panels.shown("strategy.action", viewer=viewer, key=code),
        *panels.shown("history", viewer=viewer, key=Subject("strategy.action", code)),
    )
