"""The call-in of a decision as a page: until when and by whom, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from marram.board.presenters.tags import capital, standing_tag
from marram.board.queries.call_ins import CallInShown
from marram.board.queries.resolutions import ResolutionPage
from marram.board.vocabulary.call_ins import State
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
    Text,
    WarningText,
)
from marram.design.words import day, number


@dataclass(frozen=True, kw_only=True)
class CallInPage:
    """The call-in of a decision as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    warning: WarningText | None
    facts: SummaryList
    steps: DataTable | None
    actions: ButtonGroup | None


def call_in_page(page: ResolutionPage) -> CallInPage:
    """Return the call-in of a decision, or until when and by whom it may be called in."""
    line, found = page.line, page.call_in
    return CallInPage(
        title=f"Call-in of {line.code}",
        breadcrumbs=Breadcrumbs(
            (
                Place("Resolutions", reverse("board:resolutions")),
                Place(line.code, reverse("board:resolution", args=[line.code])),
                Place("Call-in"),
            )
        ),
        heading=Heading(
            title="Call-in",
            caption=line.words,
            tags=(standing_tag(line.standing),),
            lead=_lead(found),
        ),
        warning=WarningText(line.effect) if line.effect else None,
        facts=SummaryList(tuple(_facts(page))),
        steps=_steps(found),
        actions=_actions(line.code, found),
    )


def link(page: ResolutionPage) -> Link | None:
    """Return the way to the call-in of a decision, where there is anything to read of one."""
    if not page.call_in.concerns:
        return None
    return Link(in_short(page.call_in), reverse("board:call-in", args=[page.line.code]))


def in_short(found: CallInShown) -> str:
    """Return how a call-in stands in a few words.

    >>> from marram.foundation.verdicts import YES, no
    >>> in_short(CallInShown(open=no(""), possible=no(""), published_on=None, until=None, days=5,
    ...     members=3, waived="Urgent.", notice=None, steps=(), state=None, next_states=(),
    ...     may_receive=YES))
    'Waived'
    """
    if found.notice is not None:
        return f"Called in on {day(found.notice.called_on)}: {found.state or State.WAITING}"
    if found.waived:
        return "Waived"
    if found.until is None:
        return "Possible once the decision is published"
    return f"Possible until {day(found.until)}" if found.possible else "Nobody called it in"


def _lead(found: CallInShown) -> str:
    if found.notice is not None:
        return ""
    if found.waived:
        return "This decision was urgent. It took effect without the days for a call-in."
    return (
        f"At least {number(found.members, 'member')} of scrutiny together may call it in, within"
        f" {number(found.days, 'working day')} after it is published."
    )


def _facts(page: ResolutionPage) -> Iterable[Fact]:
    line, found = page.line, page.call_in
    yield Fact("Decision", Link(line.words, reverse("board:resolution", args=[line.code])))
    notice = found.notice
    organisation = notice.organisation_name if notice else ""
    shown: dict[str, Text] = {
        "Decided on": day(line.decided_on),
        "Published on": day(found.published_on) or "Not published yet",
        "Could be called in until": day(found.until),
        "Can it be called in today?": "" if notice else _today(found),
        "Why it was waived": found.waived,
        "Called in on": day(notice.called_on) if notice else "",
        "Called in by": f"{notice.role}, {organisation}".rstrip(", ") if notice else "",
        "Signed by": f"{number(notice.members, 'member')} of scrutiny" if notice else "",
        "Reasons": notice.reasons if notice else "",
        "Outcome": capital(found.state) if found.state else "",
    }
    for key, value in shown.items():
        if value:
            yield Fact(key, value)


def _today(found: CallInShown) -> str:
    return "Yes" if found.possible else f"No. {found.possible.reason}"


def _steps(found: CallInShown) -> DataTable | None:
    if found.notice is None:
        return None
    return DataTable(
        caption="What was said of it",
        columns=("Day", "By", "What was said", "What that means"),
        rows=tuple(
            (day(each.on), each.body or "The board", each.words, capital(each.state))
            for each in found.steps
        ),
        empty="Scrutiny has not reported yet.",
        first_cell_is_header=False,
    )


def _actions(code: str, found: CallInShown) -> ButtonGroup | None:
    if not found.may_receive:
        return None
    offered: list[tuple[str, str]] = []
    if found.possible:
        offered.append(("take-call-in", "Write down a call-in"))
    if found.open and found.state is None:
        offered.append(("waive-call-in", "Waive call-in: it is urgent"))
    if found.state in (State.WAITING, State.AT_COUNCIL):
        offered.append(("hear-call-in", "Write down what was said"))
    if found.state is State.SENT_BACK:
        offered.append(("decide-again", "Write down what the board decided again"))
    if not offered:
        return None
    buttons: tuple[Component, ...] = tuple(
        Button(text, url=reverse(f"board:{name}", args=[code]), style="secondary" if place else "")
        for place, (name, text) in enumerate(offered)
    )
    return ButtonGroup(buttons)  # type: ignore[arg-type]
