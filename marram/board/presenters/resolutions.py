"""One resolution as a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from marram.board.presenters import call_ins, links
from marram.board.presenters.resolution_words import often
from marram.board.presenters.tags import capital, standing_tag
from marram.board.queries.resolution_lines import ResolutionLine
from marram.board.queries.resolutions import ResolutionPage, Said
from marram.board.vocabulary.resolutions import Outcome, Repeat, Way
from marram.design.components import (
    Breadcrumbs,
    Button,
    ButtonGroup,
    Component,
    DataTable,
    Fact,
    Heading,
    Link,
    Place,
    SummaryList,
    Tag,
    Text,
    WarningText,
)
from marram.design.words import day
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject


# Short enough for one line of a tag.
WAYS = {Way.URGENT: "Urgent decision", Way.CORRESPONDENCE: "By correspondence"}


@dataclass(frozen=True, kw_only=True)
class ResolutionShown:
    """One resolution as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    warning: WarningText | None
    facts: SummaryList
    steps: ButtonGroup | None
    said: DataTable
    touched: DataTable
    touched_by: DataTable | None
    panels: tuple[Component, ...]


def resolution_page(page: ResolutionPage, *, viewer: Actor) -> ResolutionShown:
    """Return a resolution with all that came of it."""
    line = page.line
    every = Place("Resolutions", reverse("board:resolutions"))
    subject = Subject("board.resolution", line.code)
    return ResolutionShown(
        title=f"Resolution {line.code}",
        breadcrumbs=Breadcrumbs((every, Place(line.code))),
        heading=Heading(
            title=line.words,
            caption=f"Resolution {line.code}",
            tags=(standing_tag(line.standing), *_marks(line)),
        ),
        warning=WarningText(line.effect) if line.effect else None,
        facts=SummaryList(tuple(_facts(page))),
        steps=_steps(page),
        said=DataTable(
            caption="What was done about it",
            columns=("Day", "What was done", "Due by", "Evidence"),
            rows=tuple(_said_row(each) for each in page.said),
            empty="Nobody has reported back yet.",
        ),
        touched=links.touched(page.touched, code=line.code, keeps=bool(page.may_keep)),
        touched_by=links.changed_by(page.touched_by, caption="Changed by a later resolution")
        if page.touched_by
        else None,
        panels=panels.shown("history", viewer=viewer, key=subject),
    )


def _marks(line: ResolutionLine) -> tuple[Component, ...]:
    marks: list[Component] = []
    if line.exempt:
        marks.append(Tag("Exempt"))
    if line.outcome != Outcome.RESOLVED:
        marks.append(Tag(capital(line.outcome), "grey"))
    if line.way != Way.AT_MEETING:
        marks.append(Tag(WAYS[Way(line.way)], "purple"))
    return tuple(marks)


def _facts(page: ResolutionPage) -> Iterable[Fact]:
    line = page.line
    if line.meeting:
        meeting = Link(
            f"{line.meeting_title}, {day(line.decided_on)}",
            reverse("board:meeting", args=[line.meeting]),
        )
        yield Fact("Meeting", meeting)
    else:
        yield Fact("Decided on", day(line.decided_on))
    votes = _votes(page)
    shown: dict[str, Text] = {
        "Item": f"{line.item_number} {line.item_title}".strip(),
        "Kind": capital(line.kind),
        "Why without a meeting": page.reasons,
        "Who was asked": page.consulted,
        "Votes": votes,
        "Owner": line.owner or "Nobody yet",
        "Reminders go to": page.owner_mail,
        "Due on": day(line.due_on),
        "How often": often(line),
        "Referred to": line.referred_to,
        "Reply": f"{day(line.replied_on)}: {page.reply}" if page.reply else "",
        "Call-in": call_ins.link(page) or "",
        "Last reminder": day(page.chased_on),
        "Finished on": day(line.finished_on),
        "What came of it": line.finished_because,
        "Source": line.source,
    }
    for key, value in shown.items():
        if value:
            yield Fact(key, value)


def _votes(page: ResolutionPage) -> str:
    kinds = ("for", "against", "withheld")
    counted = [f"{votes} {kind}" for votes, kind in zip(page.votes, kinds, strict=True) if votes]
    return ", ".join(counted)


def _steps(page: ResolutionPage) -> ButtonGroup | None:
    code, open_still = [page.line.code], page.line.finished_on is None
    steps = []
    if page.may_report_back and open_still:
        steps.append(("report-back", "Report back"))
    if page.may_keep:
        steps.append(("amend-resolution", "Change owner or day"))
        steps.append(("tell-consequence", "Link what it changed"))
        if open_still and not page.line.effect:
            steps.append(("finish-resolution", _finish(page.line)))
        if page.referred_to:
            steps.append(("take-reply", "Take the reply"))
    if not steps:
        return None
    return ButtonGroup(
        tuple(
            Button(
                text, url=reverse(f"board:{name}", args=code), style="secondary" if place else ""
            )
            for place, (name, text) in enumerate(steps)
        )
    )


def _finish(line: ResolutionLine) -> str:
    """Return what finishing it is called: what comes back each time is ended."""
    return "Finish" if line.repeat == Repeat.NEVER else "End it: it comes back no more"


def _said_row(said: Said) -> tuple[Component | str, ...]:
    evidence: Component | str = Link("Evidence", said.evidence) if said.evidence else ""
    return day(said.on), said.words, day(said.met_due_on), evidence
