"""One risk as a page: its scores, its movement over time, the meetings that reviewed it."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Button,
    Component,
    DataTable,
    Fact,
    Heading,
    HistoryBand,
    Place,
    Span,
    StatusTag,
    SummaryList,
    WarningText,
)
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.strategy.presenters import words
from marram.strategy.presenters.risks import TONES, level_tag, overdue_sentence
from marram.strategy.queries.risks import RiskLine, RiskPage, Scores
from marram.strategy.rules.risks import IMPACTS, LIKELIHOODS
from marram.strategy.vocabulary import Tone


@dataclass(frozen=True, kw_only=True)
class RiskShown:
    """A risk as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    overdue: WarningText | None
    facts: SummaryList
    band_words: str
    band: HistoryBand
    marks: DataTable
    panels: tuple[Component, ...]


def risk_page(page: RiskPage, *, viewer: Actor) -> RiskShown:
    """Return a risk with its movement over time and the meetings that reviewed it."""
    line = page.line
    title = f"R{line.number}: {line.title}"
    return RiskShown(
        title=title,
        breadcrumbs=Breadcrumbs((*_register_places(line), Place(f"R{line.number}"))),
        heading=Heading(
            title=line.title,
            caption=f"R{line.number}, {line.plan_title or line.group_name}",
            tags=(level_tag(line.after), *_closed_tag(line)),
            actions=_buttons(page),
        ),
        overdue=WarningText(overdue_sentence([line])) if line.overdue else None,
        facts=SummaryList(_facts(page)),
        band_words=_band_words(page),
        band=HistoryBand(
            "Level of the risk over time", _spans(page), classes="govuk-!-margin-bottom-6"
        ),
        marks=_marks(page),
        panels=panels.shown(
            "history", viewer=viewer, key=Subject("strategy.risk", str(line.number))
        ),
    )


def _register_places(line: RiskLine) -> tuple[Place, ...]:
    if line.plan:
        register = reverse("strategy:plan-risks", args=[line.plan])
    else:
        register = reverse("strategy:group-risks", args=[line.group])
    every = Place("Risks", reverse("strategy:risks"))
    return (every, Place(line.plan_title or line.group_name, register))


def _closed_tag(line: RiskLine) -> tuple[StatusTag, ...]:
    return (StatusTag("Closed", Tone.GREY, "cross"),) if line.closed_on else ()


def _buttons(page: RiskPage) -> tuple[Component, ...]:
    if not page.may_keep or not page.still_open:
        return ()
    number = [page.line.number]
    return (
        Button("Mark as reviewed", url=reverse("strategy:review-risk", args=number)),
        Button("Change", url=reverse("strategy:amend-risk", args=number), style="secondary"),
        Button("Close", url=reverse("strategy:close-risk", args=number), style="secondary"),
    )


def _facts(page: RiskPage) -> tuple[Fact, ...]:
    line = page.line
    shown = {
        "Why it might happen": page.cause,
        "What it would lead to": page.effect,
        "If nothing is done": _in_words(line.before),
        "What is done about it": line.mitigations,
        "With that in place": _in_words(line.after),
        "Owner": line.owner,
        "Plan": line.plan_title,
        "Group": line.group_name,
        "Raised on": words.day(line.raised_on),
        "Review it on": "" if line.closed_on else words.day(line.review_on),
        "Closed on": words.day(line.closed_on),
        "Closed because": line.closed_because,
        "Who may change it": page.may_keep.reason,
    }
    return tuple(Fact(key, value) for key, value in shown.items() if value)


def _in_words(scores: Scores) -> str:
    likelihood, impact = LIKELIHOODS[scores.likelihood].lower(), IMPACTS[scores.impact].lower()
    return (
        f"Likelihood {scores.likelihood} ({likelihood}) times impact {scores.impact} ({impact}) "
        f"is {scores.score}: {scores.level.value}."
    )


def _band_words(page: RiskPage) -> str:
    line, reviews = page.line, words.number(len(page.marks), "meeting")
    start = f"{line.before.score} ({line.before.level.value})"
    now = f"{line.after.score} ({line.after.level.value})"
    return f"From {start} before anything was done to {now} now. {reviews} reviewed it."


def _spans(page: RiskPage) -> tuple[Span, ...]:
    """Return the level from the day the risk was raised, and from each meeting, to the next."""
    line = page.line
    starts = [(line.raised_on, line.before), *((mark.on, mark.left) for mark in page.marks)]
    starts = sorted(starts, key=lambda start: start[0])
    last = max(line.closed_on or page.on, starts[-1][0] + timedelta(days=1))
    ends = [*(start[0] for start in starts[1:]), last]
    return tuple(
        Span(f"{scores.score} {scores.level.value}", TONES[scores.level], starts_on, ends_on)
        for (starts_on, scores), ends_on in zip(starts, ends, strict=True)
    )


def _marks(page: RiskPage) -> DataTable:
    return DataTable(
        caption="Meetings that reviewed it",
        columns=("Day", "Meeting", "Left at", "Movement", "What was said"),
        rows=tuple(
            (
                words.day(mark.on),
                mark.meeting,
                level_tag(mark.left),
                mark.movement.value.capitalize(),
                mark.note,
            )
            for mark in reversed(page.marks)
        ),
        empty="No meeting has reviewed this risk yet.",
    )
