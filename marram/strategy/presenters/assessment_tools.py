"""Assessment tools and their sittings, and two sittings side by side."""

from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import (
    BackLink,
    Breadcrumbs,
    Button,
    Column,
    Component,
    DataTable,
    FilterBar,
    Heading,
    Link,
    Option,
    Place,
    Select,
    Table,
)
from marram.design.exports import Cell as FileCell
from marram.design.forms import FormPage
from marram.strategy.presenters import words
from marram.strategy.presenters.assessments import (
    assessments_place,
    meanings,
    rating_mark,
    tool_breadcrumbs,
)
from marram.strategy.queries.assessments import (
    Comparison,
    Sitting,
    ToolList,
    ToolPage,
)


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
class ComparisonShown:
    """Two sittings as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    table: DataTable


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
        breadcrumbs=Breadcrumbs((assessments_place(), Place(page.title))),
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
        ratings=meanings(page.ratings),
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


def comparison(found: Comparison, *, here: str) -> ComparisonShown:
    """Return two sittings side by side; `here` is the address of the page without a format."""
    same = found.earlier.title == found.later.title
    before, after = (
        words.day(each.on) if same else _named(each) for each in (found.earlier, found.later)
    )
    title = f"{found.later.title}: {before} and {after}" if same else f"{before} and {after}"
    return ComparisonShown(
        title=title,
        breadcrumbs=tool_breadcrumbs(found.tool, found.tool_title, "Two assessments"),
        heading=Heading(title=title, caption=found.tool_title),
        table=DataTable(
            caption=found.sentence,
            columns=("Question", "Text", before, after, "Movement"),
            rows=tuple(
                (
                    each.ref,
                    each.text,
                    rating_mark(each.before),
                    rating_mark(each.after),
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


def start_page(tool: ToolPage) -> FormPage:
    return FormPage(
        title="Start an assessment",
        caption=tool.title,
        button="Start",
        breadcrumbs=BackLink(reverse("strategy:tool", args=[tool.slug])),
    )


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
