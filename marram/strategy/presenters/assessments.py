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
    Column,
    Component,
    DataTable,
    Details,
    Fact,
    FilterBar,
    Heading,
    Link,
    Option,
    Place,
    Select,
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
from marram.strategy.queries.assessments import (
    AnsweredQuestion,
    AssessmentPage,
    Comparison,
    Sitting,
    ToolList,
    ToolPage,
)
from marram.strategy.queries.plans import Claim


ANSWER_HEADINGS = ("Section", "Question", "Text", "Rating", "Why", "Evidence", "Movement", "Source")
SITTING_HEADINGS = ("Assessed", "Day", "By", "State", "Ratings")
COMPARISON_HEADINGS = ("Section", "Question", "Text", "Before", "After", "Movement")


@dataclass(frozen=True, kw_only=True)
class ToolsShown:
    """The tools as a page."""

    title: str
    heading: Heading
    table: DataTable


@dataclass(frozen=True, kw_only=True)
class ToolShown:
    """A tool as a page: its sittings, then what it asks and how it rates."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    sittings: DataTable
    compare: FilterBar | None
    ratings: Table
    questions: DataTable


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


@dataclass(frozen=True, kw_only=True)
class ComparisonShown:
    """Two sittings as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    table: DataTable


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


def tool_list(found: ToolList) -> ToolsShown:
    """Return the tools as a page."""
    test = Button("Make a vision test", url=reverse("strategy:vision-test"), style="secondary")
    used = words.number(sum(tool.sittings for tool in found.tools), "time")
    return ToolsShown(
        title="Assessments",
        heading=Heading(
            title="Assessments",
            lead=f"{words.number(len(found.tools), 'tool')}, used {used}.",
            actions=(test,) if found.may_assess else (),
        ),
        table=DataTable(
            caption="Assessment tools",
            columns=(
                "Tool",
                Column("Questions", numeric=True),
                Column("Assessments", numeric=True),
                "Last one",
            ),
            rows=tuple(
                (
                    Link(tool.title, reverse("strategy:tool", args=[tool.slug])),
                    tool.questions,
                    tool.sittings,
                    words.day(tool.last_on, "None yet"),
                )
                for tool in found.tools
            ),
            empty="No assessment has been published yet.",
        ),
    )


def tool_page(page: ToolPage) -> ToolShown:
    """Return a tool as a page."""
    here = reverse("strategy:tool", args=[page.slug])
    start = Button(
        "Start an assessment", url=reverse("strategy:start-assessment", args=[page.slug])
    )
    return ToolShown(
        title=page.title,
        breadcrumbs=Breadcrumbs((_assessments(), Place(page.title))),
        heading=Heading(
            title=page.title,
            caption="Assessment tool",
            lead=f"{words.number(len(page.questions), 'question')}, rated by the scheme "
            f"“{page.scheme}”.",
            actions=(start,) if page.may_assess else (),
        ),
        sittings=DataTable(
            caption="Assessments with this tool",
            columns=SITTING_HEADINGS,
            rows=tuple(_sitting_row(page.slug, sitting) for sitting in page.sittings),
            csv_url=f"{here}?format=csv",
            xlsx_url=f"{here}?format=xlsx",
            empty="Nobody has used this tool yet.",
        ),
        compare=_compare(page),
        ratings=_meanings(page.ratings),
        questions=DataTable(
            caption="What it asks",
            columns=("Question", "Section", "Text"),
            rows=tuple((each.ref, each.section, each.text) for each in page.questions),
        ),
    )


def sitting_rows(page: ToolPage) -> tuple[tuple[FileCell, ...], ...]:
    """Return a tool's sittings as rows under SITTING_HEADINGS."""
    return tuple(
        (sitting.title, sitting.on, sitting.author, _state(sitting), _counted(sitting))
        for sitting in page.sittings
    )


def assessment_page(page: AssessmentPage, *, viewer: Actor) -> AssessmentShown:
    """Return a sitting as a page."""
    here = reverse("strategy:assessment", args=[page.tool, page.number])
    return AssessmentShown(
        title=f"{page.title}, {words.day(page.on)}",
        breadcrumbs=_tool_breadcrumbs(page.tool, page.tool_title, page.title),
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
        ratings=Details("What each rating means", _meanings(page.ratings)),
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


def comparison(found: Comparison, *, here: str) -> ComparisonShown:
    """Return two sittings side by side; `here` is the address of the page without a format."""
    same = found.earlier.title == found.later.title
    before, after = (
        words.day(each.on) if same else _named(each) for each in (found.earlier, found.later)
    )
    title = f"{found.later.title}: {before} and {after}" if same else f"{before} and {after}"
    return ComparisonShown(
        title=title,
        breadcrumbs=_tool_breadcrumbs(found.tool, found.tool_title, "Two assessments"),
        heading=Heading(title=title, caption=found.tool_title),
        table=DataTable(
            caption=found.sentence,
            columns=("Question", "Text", before, after, "Movement"),
            rows=tuple(
                (
                    each.ref,
                    each.text,
                    _rating(each.before),
                    _rating(each.after),
                    each.movement.value.capitalize(),
                )
                for each in found.questions
            ),
            csv_url=f"{here}&format=csv",
            xlsx_url=f"{here}&format=xlsx",
        ),
    )


def comparison_rows(found: Comparison) -> tuple[tuple[FileCell, ...], ...]:
    """Return a comparison as rows under COMPARISON_HEADINGS."""
    return tuple(
        (
            each.section,
            each.ref,
            each.text,
            each.before.label if each.before else "",
            each.after.label if each.after else "",
            each.movement.value,
        )
        for each in found.questions
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
        ratings=Details("What each rating means", _meanings(page.ratings)),
        save=Button("Save and go on later", name="do", value="save", style="secondary"),
        finish=Button("Save and finish", name="do", value="finish"),
    )


def start_page(tool: ToolPage) -> FormPage:
    return FormPage(
        title="Start an assessment",
        caption=tool.title,
        button="Start",
        breadcrumbs=BackLink(reverse("strategy:tool", args=[tool.slug])),
    )


def _assessments() -> Place:
    return Place("Assessments", reverse("strategy:assessments"))


def _tool_breadcrumbs(slug: str, title: str, last: str) -> Breadcrumbs:
    tool = Place(title, reverse("strategy:tool", args=[slug]))
    return Breadcrumbs((_assessments(), tool, Place(last)))


def _sitting_row(tool: str, sitting: Sitting) -> tuple[Component | str, ...]:
    link = Link(sitting.title, reverse("strategy:assessment", args=[tool, sitting.number]))
    return (link, words.day(sitting.on), sitting.author, _state(sitting), _counted(sitting))


def _state(sitting: Sitting) -> str:
    if sitting.published_on:
        return f"Published on {words.day(sitting.published_on)}"
    return "Finished" if sitting.finished else "Begun"


def _counted(sitting: Sitting) -> str:
    return words.listed([f"{count} {claim.label}" for claim, count in sitting.counts]) or "None"


def _compare(page: ToolPage) -> FilterBar | None:
    """Return a choice of two sittings to compare, when there are two."""
    finished = [sitting for sitting in page.sittings if sitting.finished]
    if len(finished) < 2:
        return None
    options = tuple(Option(_named(each), value=str(each.number)) for each in finished)
    return FilterBar(
        fields=(
            Select(name="from", label="Earlier", options=options, value=str(finished[1].number)),
            Select(name="to", label="Later", options=options, value=str(finished[0].number)),
        ),
        action=reverse("strategy:compare-assessments", args=[page.slug]),
        title="Compare two assessments",
        button="Compare",
    )


def _named(sitting: Sitting) -> str:
    return f"{sitting.title}, {words.day(sitting.on)}"


def _meanings(ratings: Sequence[Claim]) -> Table:
    rows = tuple((_rating(each), each.meaning) for each in ratings)
    return Table(rows, head=("Rating", "Means"), caption="How it rates", first_cell_is_header=True)


def _rating(claim: Claim | None) -> Component | str:
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
                _rating(each.rating),
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
