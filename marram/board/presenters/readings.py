"""Published papers: the list, one paper with what it proposes, one proposal in its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html

from marram.board.presenters.proposal_words import called, says
from marram.board.queries.readings import (
    MeetingTold,
    ProposalLine,
    ProposalPage,
    ReadingLine,
    ReadingPage,
)
from marram.board.vocabulary.readings import State
from marram.design.components import (
    BackLink,
    Button,
    Column,
    Component,
    DataTable,
    Fact,
    Heading,
    Link,
    StatusTag,
    SummaryList,
    Text,
    Tone,
)
from marram.design.forms import FormPage
from marram.design.words import day, listed
from marram.design.words import number as counted
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject


# So much of the words of a paper is shown beside what they were read as.
SHOWN = 280
DECIDED = {State.ACCEPTED: (Tone.GREEN, "tick"), State.DECLINED: (Tone.GREY, "ring")}


@dataclass(frozen=True, kw_only=True)
class ListShown:
    title: str
    heading: Heading
    table: DataTable


@dataclass(frozen=True, kw_only=True)
class ReadingShown:
    """A paper with a table for each meeting it tells of. `accept` is there while anything sure
    waits."""

    title: str
    breadcrumbs: Component
    heading: Heading
    accept: Button | None
    accept_url: str
    tables: tuple[DataTable, ...]
    panels: tuple[Component, ...]


@dataclass(frozen=True, kw_only=True)
class ProposalShown:
    """One proposal: its words in the paper, and what would be put on record."""

    title: str
    breadcrumbs: Component
    caption: str
    tag: Component
    doubt: str
    where: str
    before: str
    said: str
    after: str
    open: bool
    again_url: str
    facts: SummaryList
    buttons: tuple[Component, ...]
    panels: tuple[Component, ...]


def reading_list(lines: Sequence[ReadingLine]) -> ListShown:
    """Return the papers that were read."""
    hand_in = Button("Read a paper", url=reverse("board:read-paper"))
    return ListShown(
        title="Published papers",
        heading=Heading(
            "Published papers",
            lead="Agendas, minutes and packs that were published before. What they tell of meetings"
            " is proposed, and goes on record once somebody accepts it.",
            actions=(hand_in,),
        ),
        table=DataTable(
            caption="Papers read, newest first",
            columns=(
                "Paper",
                "Read on",
                Column("Waiting", numeric=True),
                Column("Of them unsure", numeric=True),
                Column("Accepted", numeric=True),
                Column("Declined", numeric=True),
                Column("Known before", numeric=True),
            ),
            rows=tuple(
                (
                    Link(line.name, reverse("board:reading", args=[line.number])),
                    day(line.read_at.date()),
                    line.waiting,
                    line.unsure,
                    line.accepted,
                    line.declined,
                    line.known,
                )
                for line in lines
            ),
            empty="No paper has been read yet.",
        ),
    )


def reading(found: ReadingPage, *, viewer: Actor) -> ReadingShown:
    """Return a paper with all that it proposes."""
    line = found.line
    return ReadingShown(
        title=line.name,
        breadcrumbs=BackLink(reverse("board:readings"), "Published papers"),
        heading=Heading(line.name, caption="Published paper", lead=_summary(found)),
        accept=Button(
            f"Accept {counted(found.sure, 'fact')} that {'is' if found.sure == 1 else 'are'} sure"
        )
        if found.sure
        else None,
        accept_url=reverse("board:accept-sure", args=[line.number]),
        tables=tuple(_table(told) for told in found.meetings),
        panels=panels.shown("history", viewer=viewer, key=_subject("reading", line.number)),
    )


def proposal(found: ProposalPage, *, viewer: Actor) -> ProposalShown:
    """Return one proposal beside the words of the paper."""
    line = found.line
    waiting = line.state is State.WAITING
    return ProposalShown(
        title=called(line),
        breadcrumbs=BackLink(
            reverse("board:reading", args=[found.reading.number]), found.reading.name
        ),
        caption=f"{found.reading.name}, {line.meeting}",
        tag=_standing(line),
        doubt=line.doubt,
        where=_where(line),
        before=_from_a_line(found.before),
        said=line.said,
        after=_to_a_line(found.after),
        open=waiting,
        again_url=reverse("board:take-up-proposal", args=[line.number])
        if line.state is State.DECLINED
        else "",
        facts=SummaryList((Fact("On record as", says(line, found)), *_reasons(line))),
        buttons=_buttons(line),
        panels=panels.shown("history", viewer=viewer, key=_subject("proposal", line.number)),
    )


def read_page() -> FormPage:
    return FormPage(
        title="Read a published paper",
        lead="Meetings, agenda items, attendance, resolutions and the front sheets of reports are"
        " looked for. You see each beside the words it was found in. Names of people are left out.",
        button="Read it",
        breadcrumbs=BackLink(reverse("board:readings"), "Published papers"),
    )


def decline_page(found: ProposalPage) -> FormPage:
    return FormPage(
        title="Decline this proposal",
        caption=called(found.line),
        button="Decline",
        breadcrumbs=BackLink(reverse("board:proposal", args=[found.line.number])),
    )


def accepted_sentence(count: int, reasons: Sequence[str]) -> str:
    """Return what came of accepting everything that is sure."""
    done = f"{counted(count, 'fact')} went on record."
    return " ".join([done, *reasons])


def _summary(found: ReadingPage) -> str:
    line = found.line
    parts = [
        f"{counted(line.waiting, 'fact')} waiting, {line.unsure} of them unsure",
        f"{line.accepted} accepted",
        f"{line.declined} declined",
    ]
    known = f" {counted(line.known, 'fact')} in it were on record before." if line.known else ""
    return f"{listed(parts)}.{known}"


def _table(told: MeetingTold) -> DataTable:
    when = f", {day(told.on)}" if told.on else ""
    return DataTable(
        caption=f"{told.title}{when}",
        columns=("Fact", "What would go on record", "What the paper says", "How sure"),
        rows=tuple(
            (
                Link(called(line), reverse("board:proposal", args=[line.number])),
                says(line, None),
                format_html(
                    '<span class="govuk-!-display-block">{}</span>'
                    '<span class="govuk-hint govuk-!-font-size-16 govuk-!-margin-bottom-0">'
                    "{}</span>",
                    _shortened(line.said),
                    _where(line),
                ),
                _sureness(line),
            )
            for line in told.proposals
        ),
    )


def _sureness(line: ProposalLine) -> Text:
    tag = _standing(line)
    if not line.doubt or line.state is not State.WAITING:
        return tag
    return format_html("{} {}", tag, line.doubt)


def _standing(line: ProposalLine) -> Component:
    if line.state in DECIDED:
        return StatusTag(line.state.capitalize(), *DECIDED[line.state])
    if line.doubt:
        return StatusTag("Unsure", Tone.AMBER)
    return StatusTag("Sure", Tone.BLUE, "circle")


def _where(line: ProposalLine) -> str:
    lines = f"line {line.first_line}"
    if line.last_line > line.first_line:
        lines = f"lines {line.first_line} to {line.last_line}"
    return f"Page {line.page}, {lines}"


def _shortened(said: str) -> str:
    words = " ".join(said.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(' ', 1)[0]} …"


def _from_a_line(before: str) -> str:
    """Return the words before, from where a line begins."""
    return before.partition("\n")[2].replace("\f", "\n") if "\n" in before else before


def _to_a_line(after: str) -> str:
    return after.rpartition("\n")[0].replace("\f", "\n") if "\n" in after else after


def _reasons(line: ProposalLine) -> tuple[Fact, ...]:
    return (Fact("Declined because", line.reason),) if line.reason else ()


def _buttons(line: ProposalLine) -> tuple[Component, ...]:
    if line.state is State.WAITING:
        decline = Link("Decline it", reverse("board:decline-proposal", args=[line.number]))
        return (Button("Accept"), decline)
    if line.state is State.DECLINED:
        return (Button("Look at it again", style="secondary"),)
    return ()


def _subject(noun: str, number: int) -> Subject:
    return Subject(f"board.{noun}", str(number))
