"""Assessments as components for pages and as rows for files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from marram.design.components import (
    BackLink,
    Breadcrumbs,
    Button,
    Component,
    DataTable,
    Details,
    Fact,
    Heading,
    Link,
    Place,
    StatusTag,
    SummaryList,
    Table,
)
from marram.design.exports import Cell as FileCell
from marram.design.forms import FormPage
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.strategy.presenters import words
from marram.strategy.queries.action_lines import Claim
from marram.strategy.queries.assessments import (
    AnsweredQuestion,
    AssessmentPage,
)


ANSWER_HEADINGS = ("Section", "Question", "Text", "Rating", "Why", "Evidence", "Movement", "Source")


@dataclass(frozen=True, kw_only=True)
class AssessmentShown:
    """A sitting as a page, a table for each section of the tool."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    counts: str
    movement: Component | SafeString | str
    facts: SummaryList
    sections: tuple[DataTable, ...]
    files: tuple[Link, ...]
    ratings: Details
    buttons: tuple["PostButton", ...]
    reasons_not: tuple[str, ...]
    panels: tuple[Component, ...]


@dataclass(frozen=True, kw_only=True)
class PostButton:
    """A button that does something: its own small form, sent to `url`."""

    url: str
    button: Button


@dataclass(frozen=True)
class Asked:
    """A question of the form, with its boxes."""

    rating: Component | SafeString
    gist: Component | SafeString
    evidence: Component | SafeString


@dataclass(frozen=True, kw_only=True)
class SectionAsked:
    heading: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True, kw_only=True)
class AnswersShown:
    """The form of a sitting, to be filled in bit by bit."""

    page: FormPage
    sections: tuple[SectionAsked, ...]
    hidden: SafeString
    ratings: Details
    save: Button
    finish: Button


def assessment_page(page: AssessmentPage, *, viewer: Actor) -> AssessmentShown:
    """Return a sitting as a page."""
    here = reverse("strategy:assessment", args=[page.tool, page.number])
    return AssessmentShown(
        title=f"{page.title}, {words.day(page.on)}",
        breadcrumbs=tool_breadcrumbs(page.tool, page.tool_title, page.title),
        heading=Heading(
            title=page.title,
            caption=page.tool_title,
            tags=(_state_tag(page),),
            actions=_change_link(page),
        ),
        counts=_counts(page),
        movement=_movement(page),
        facts=SummaryList(_facts(page)),
        sections=tuple(
            _section(section, list(questions), with_movement=page.earlier is not None)
            for section, questions in groupby(page.questions, key=lambda each: each.section)
        ),
        files=tuple(
            Link(f"Take the answers away as {name}", f"{here}?format={form}")
            for form, name in (("csv", "CSV"), ("xlsx", "Excel"))
        ),
        ratings=Details("What each rating means", meanings(page.ratings)),
        buttons=_buttons(page),
        reasons_not=_reasons_not(page, viewer),
        panels=panels.shown(
            "history", viewer=viewer, key=Subject("strategy.assessment", str(page.number))
        ),
    )


def answer_rows(page: AssessmentPage) -> tuple[tuple[FileCell, ...], ...]:
    """Return a sitting's answers as rows under ANSWER_HEADINGS."""
    return tuple(
        (
            each.section,
            each.ref,
            each.text,
            each.rating.label if each.rating else "",
            each.gist,
            each.evidence,
            each.movement.value if each.movement else "",
            each.source,
        )
        for each in page.questions
    )


def answers_form(
    page: AssessmentPage,
    *,
    boxes: Mapping[int, tuple[Component | SafeString, ...]],
    hidden: SafeString,
    above: tuple[Component, ...] = (),
) -> AnswersShown:
    """Return the form of a sitting; `above` stands on top of it, such as a conflict.

    `boxes` are the rating, the reason and the evidence of each question, by its number.
    """
    here = reverse("strategy:answer-assessment", args=[page.tool, page.number])
    return AnswersShown(
        page=FormPage(
            title=f"{page.title}, {words.day(page.on)}",
            caption=page.tool_title,
            breadcrumbs=BackLink(reverse("strategy:assessment", args=[page.tool, page.number])),
            above=above,
            autosave_url=here,
        ),
        sections=tuple(
            SectionAsked(
                heading=section,
                questions=tuple(Asked(*boxes[each.number]) for each in questions),
            )
            for section, questions in groupby(page.questions, key=lambda each: each.section)
        ),
        hidden=hidden,
        ratings=Details("What each rating means", meanings(page.ratings)),
        save=Button("Save and go on later", name="do", value="save", style="secondary"),
        finish=Button("Save and finish", name="do", value="finish"),
    )


def assessments_place() -> Place:
    return Place("Assessments", reverse("strategy:assessments"))


def tool_breadcrumbs(slug: str, title: str, last: str) -> Breadcrumbs:
    tool = Place(title, reverse("strategy:tool", args=[slug]))
    return Breadcrumbs((assessments_place(), tool, Place(last)))


def meanings(ratings: Sequence[Claim]) -> Table:
    rows = tuple((rating_mark(each), each.meaning) for each in ratings)
    return Table(rows, head=("Rating", "Means"), caption="How it rates", first_cell_is_header=True)


def rating_mark(claim: Claim | None) -> Component | str:
    return StatusTag(claim.label, claim.tone) if claim else "Not rated"


def _state_tag(page: AssessmentPage) -> StatusTag:
    if page.published_on:
        return StatusTag("Published", "blue", "tick")
    return StatusTag("Finished", "blue", "tick") if page.finished_at else StatusTag("Begun", "grey")


def _counts(page: AssessmentPage) -> str:
    said = []
    for claim in page.ratings:
        count = sum(
            each.rating is not None and each.rating.code == claim.code for each in page.questions
        )
        if count:
            said.append(f"{count} {claim.label}")
    unrated = sum(each.rating is None for each in page.questions)
    if unrated:
        said.append(f"{unrated} not rated")
    return f"{words.number(len(page.questions), 'question')}: {words.listed(said)}."


def _movement(page: AssessmentPage) -> SafeString | str:
    if page.earlier is None:
        return ""
    asked = urlencode({"from": page.earlier.number, "to": page.number})
    url = f"{reverse('strategy:compare-assessments', args=[page.tool])}?{asked}"
    return format_html(
        "Since {}, {} {}",
        words.day(page.earlier.on),
        page.movement_sentence[:1].lower() + page.movement_sentence[1:],
        Link("Compare the two", url),
    )


def _facts(page: AssessmentPage) -> tuple[Fact, ...]:
    shown = {
        "Assessed on": words.day(page.on),
        "Assessed by": page.author,
        "Finished on": words.day(page.finished_at.date()) if page.finished_at else "Not finished",
        "Published on": words.day(page.published_on, "Not published: only partners can read it"),
    }
    return tuple(Fact(key, value) for key, value in shown.items() if value)


def _section(
    heading: str, questions: Sequence[AnsweredQuestion], *, with_movement: bool
) -> DataTable:
    columns = ("Question", "Text", "Rating", "Why", "Evidence")
    return DataTable(
        caption=heading or "Questions",
        columns=(*columns, "Movement") if with_movement else columns,
        rows=tuple(
            (
                each.ref,
                each.text,
                rating_mark(each.rating),
                each.gist,
                each.evidence,
                *([each.movement.value.capitalize()] if each.movement else []),
            )
            for each in questions
        ),
    )


def _change_link(page: AssessmentPage) -> tuple[Button, ...]:
    if not page.may_assess or not page.may_change:
        return ()
    url = reverse("strategy:answer-assessment", args=[page.tool, page.number])
    return (Button("Answer the questions", url=url),)


def _buttons(page: AssessmentPage) -> tuple[PostButton, ...]:
    """Return what may be done to a finished sitting; one that is not is answered first."""
    if not page.may_assess or page.finished_at is None:
        return ()
    show = ("publish-assessment", "Publish for everybody", "")
    if page.published_on:
        show = ("withdraw-assessment", "Show to partners only", "secondary")
    reopen = ("reopen-assessment", "Open again to change it", "secondary")
    return tuple(
        PostButton(
            url=reverse(f"strategy:{name}", args=[page.tool, page.number]),
            button=Button(label, style=style),
        )
        for name, label, style in (show, reopen)
    )


def _reasons_not(page: AssessmentPage, viewer: Actor) -> tuple[str, ...]:
    if not viewer.logged_in:
        return ()
    verdicts = (page.may_assess, page.may_change if page.may_assess else page.may_assess)
    return tuple(dict.fromkeys(each.reason for each in verdicts if each.reason))
