"""Reports: the list, one to read, and the page on which its authors and officers work."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from marram.board.presenters.blocks import printed
from marram.board.queries.papers import Paper
from marram.board.queries.reports import ReportLine
from marram.board.vocabulary.reports import Stage
from marram.design.components import (
    Breadcrumbs,
    Button,
    Component,
    DataTable,
    Heading,
    InsetText,
    Link,
    Place,
    StatusTag,
    Tone,
    WarningText,
)
from marram.design.words import day, listed, number
from marram.foundation.verdicts import Verdict


TONES = {
    Stage.DRAFT: (Tone.GREY, "ring"),
    Stage.IN_CLEARANCE: (Tone.AMBER, "clock"),
    Stage.CLEARED: (Tone.BLUE, "tick"),
    Stage.PUBLISHED: (Tone.GREEN, "circle"),
}


@dataclass(frozen=True, kw_only=True)
class ListShown:
    """Every report that this reader may open."""

    title: str
    heading: Heading
    tables: tuple[DataTable, ...]


@dataclass(frozen=True, kw_only=True)
class PaperShown:
    """A report to be read."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    notice: Component | None
    words: tuple[SafeString | Component, ...]


def stage_tag(stage: Stage) -> StatusTag:
    """Return where a report stands, in a word, a colour and a shape."""
    tone, shape = TONES[stage]
    return StatusTag(stage.capitalize(), tone, shape)


# --- The list -------------------------------------------------------------------------------


def report_list(lines: Sequence[ReportLine], *, may_begin: Verdict) -> ListShown:
    """Return the reports at work and those published, a table each."""
    working = [each for each in lines if each.stage != Stage.PUBLISHED]
    done = [each for each in lines if each.stage == Stage.PUBLISHED]
    begin = (Button("Begin a report", url=reverse("board:begin-report")),) if may_begin else ()
    at_work = (_at_work(working),) if working or may_begin else ()
    return ListShown(
        title="Reports",
        heading=Heading(
            "Reports",
            lead="Papers on the corporate template, from first draft to the meeting they went to.",
            actions=begin,
        ),
        tables=(*at_work, _published(done)),
    )


def _at_work(lines: Sequence[ReportLine]) -> DataTable:
    rows = tuple(
        (
            Link(line.title, reverse("board:work-on-report", args=[line.number])),
            line.report_of,
            _meeting(line),
            stage_tag(line.stage),
            _awaited(line),
        )
        for line in lines
    )
    return DataTable(
        caption=f"{number(len(lines), 'report')} at work",
        columns=("Report", "Of", "For", "Stage", "Sign-off awaited from"),
        rows=rows,
        empty="No report is being written.",
    )


def _awaited(line: ReportLine) -> str:
    if line.stage == Stage.DRAFT:
        return "Not sent yet"
    return listed([office.capitalize() for office in line.waits_for]) or "Nobody"


def _published(lines: Sequence[ReportLine]) -> DataTable:
    rows = tuple(
        (
            Link(line.title, reverse("board:report", args=[line.number])),
            line.report_of,
            _meeting(line),
        )
        for line in lines
    )
    return DataTable(
        caption=f"{number(len(lines), 'report')} published",
        columns=("Report", "Of", "For"),
        rows=rows,
        empty="No report has been published yet.",
    )


def _meeting(line: ReportLine) -> str:
    if line.meets_on is None:
        return "No agenda yet"
    numbered = f", item {line.item_number}" if line.item_number else ""
    return f"{line.board}, {day(line.meets_on)}{numbered}"


# --- One to read ----------------------------------------------------------------------------


def paper(found: Paper, *, works: bool) -> PaperShown:
    """Return a report to be read; `works` tells whether this reader also works on it."""
    work = Button("Work on this report", url=reverse("board:work-on-report", args=[found.number]))
    word = Button(
        "Download as Word",
        url=reverse("board:report-as-word", args=[found.number]),
        style="secondary",
    )
    exempt = (StatusTag("Exempt", Tone.RED, "cross"),) if found.exempt else ()
    return PaperShown(
        title=found.title,
        breadcrumbs=crumbs(found.title),
        heading=Heading(
            found.title,
            caption=_caption(found),
            tags=(stage_tag(found.stage), *exempt),
            actions=(*((work,) if works else ()), word),
        ),
        notice=_notice(found),
        words=printed(found.whole),
    )


def _caption(found: Paper) -> str:
    if found.meets_on is None:
        return "Not on an agenda yet"
    numbered = f", item {found.item_number}" if found.item_number else ""
    return f"{found.board}, {day(found.meets_on)}{numbered}"


def _notice(found: Paper) -> Component | None:
    if not found.edition:
        return WarningText("This is not published. Its live tables show how things stand today.")
    if found.taken_from:
        return InsetText(
            f"Recorded from the paper as it was published ({found.taken_from}). We hold its facts; "
            f"the words are ours. Tables are drawn from the record as of {day(found.published_on)}."
        )
    published = f"Published on {day(found.published_on)}."
    if found.edition > 1:
        published += f" This is edition {found.edition}: the one before it was taken back."
    return InsetText(f"{published} Tables and figures are as they were on that day.")


def crumbs(title: str, *more: Place) -> Breadcrumbs:
    return Breadcrumbs((Place("Reports", reverse("board:reports")), *more, Place(title)))
