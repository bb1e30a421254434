"""Annual reviews as components for pages and as rows for files."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from marram.design.components import (
    BackLink,
    Breadcrumbs,
    Button,
    Component,
    DataTable,
    Fact,
    Heading,
    InsetText,
    Link,
    Place,
    Progress,
    StatusTag,
    SummaryList,
    WarningText,
)
from marram.design.exports import Cell
from marram.design.forms import FormPage
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.strategy.presenters import words
from marram.strategy.queries.reviews import (
    ReviewPage,
    UnderReview,
    Verified,
)


HEADINGS = (
    "Code",
    "Section",
    "Reference",
    "Action",
    "Lead",
    "Timescale",
    "Due on",
    "Claimed status",
    "Computed status",
    "Last update",
    "Decision",
    "Why",
)


# A page of decisions that can be read and decided in a quarter of an hour.
ACTIONS_A_PAGE = 25


@dataclass(frozen=True, kw_only=True)
class ReviewShown:
    """A review as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    progress: Progress
    changed: WarningText | None
    facts: SummaryList
    conclusions: InsetText | None
    table: DataTable
    links: tuple[Link, ...]
    reason_not: str
    panels: tuple[Component, ...]


@dataclass(frozen=True)
class Deciding:
    """An action in the form of decisions: what it is, how it stood, and its boxes."""

    heading: str
    lines: tuple[str, ...]
    boxes: tuple[Component | SafeString, ...]


@dataclass(frozen=True, kw_only=True)
class DecisionsShown:
    """One page of the form of decisions."""

    page: FormPage
    progress: str
    actions: tuple[Deciding, ...]
    hidden: SafeString
    save: Button
    later: Button


def review_page(page: ReviewPage, *, viewer: Actor) -> ReviewShown:
    """Return a review as a page."""
    args = [page.plan, page.number]
    here = reverse("strategy:review", args=args)
    return ReviewShown(
        title=f"{page.title}: {page.plan_title}",
        breadcrumbs=breadcrumbs(page.plan, page.plan_title, page.title),
        heading=Heading(
            title=page.title,
            caption=page.plan_title,
            tags=(_state_tag(page),),
            actions=_buttons(page),
        ),
        progress=Progress(page.decided, len(page.under_review), page.sentence),
        changed=None if page.verified.unchanged else WarningText(_changed_sentence()),
        facts=SummaryList(_facts(page)),
        conclusions=InsetText(page.conclusions) if page.conclusions else None,
        table=DataTable(
            caption="Actions that were open, and what was decided",
            columns=("Action", "Lead", "Due", "Claimed", "Computed", "Decision", "Why"),
            rows=tuple(_row(each) for each in page.under_review),
            csv_url=f"{here}?format=csv",
            xlsx_url=f"{here}?format=xlsx",
            empty="No action was open.",
        ),
        links=_links(page, here),
        reason_not=page.may_review.reason or page.may_change.reason,
        panels=panels.shown(
            "history", viewer=viewer, key=Subject("strategy.review", str(page.number))
        ),
    )


def review_rows(page: ReviewPage) -> tuple[tuple[Cell, ...], ...]:
    """Return the actions under review as rows under HEADINGS."""
    return tuple(
        (
            each.action.code,
            each.action.section,
            each.action.ref,
            each.action.what,
            "; ".join(each.action.leads),
            each.action.timescale,
            each.action.due_on,
            each.action.claimed,
            each.action.standing,
            each.action.updates[-1].text if each.action.updates else "",
            each.decision.outcome,
            each.decision.reason,
        )
        for each in page.under_review
    )


def decisions_form(
    page: ReviewPage,
    *,
    number: int,
    boxes: Mapping[str, tuple[Component | SafeString, ...]],
    hidden: SafeString,
    above: tuple[Component, ...] = (),
) -> DecisionsShown:
    """Return page `number` of the form; `boxes` are outcome and reason by the code of an action."""
    here = reverse("strategy:decide", args=[page.plan, page.number])
    pages = page_count(page)
    return DecisionsShown(
        page=FormPage(
            title="Decide about each action",
            caption=f"{page.title}, {page.plan_title}",
            breadcrumbs=BackLink(reverse("strategy:review", args=[page.plan, page.number])),
            above=above,
            autosave_url=f"{here}?page={number}",
        ),
        progress=f"Page {number} of {pages}. {page.sentence}",
        actions=tuple(
            Deciding(
                f"{each.action.code.upper()} {each.action.what}",
                _how_it_stood(each),
                boxes[each.action.code],
            )
            for each in on_page(page, number)
        ),
        hidden=hidden,
        save=Button("Save and go on" if number < pages else "Save", name="do", value="next"),
        later=Button("Save and go on later", name="do", value="later", style="secondary"),
    )


def page_count(page: ReviewPage) -> int:
    """Return how many pages the form of decisions has."""
    return max(1, -(-len(page.under_review) // ACTIONS_A_PAGE))


def on_page(page: ReviewPage, number: int) -> tuple[UnderReview, ...]:
    """Return the actions on one page of the form."""
    first = (number - 1) * ACTIONS_A_PAGE
    return page.under_review[first : first + ACTIONS_A_PAGE]


def breadcrumbs(plan: str, title: str, last: str = "") -> Breadcrumbs:
    places = (
        Place("Plans", reverse("strategy:plans")),
        Place(title, reverse("strategy:plan", args=[plan])),
    )
    if not last:
        return Breadcrumbs((*places, Place("Reviews")))
    return Breadcrumbs(
        (*places, Place("Reviews", reverse("strategy:reviews", args=[plan])), Place(last))
    )


def _state_tag(page: ReviewPage) -> StatusTag:
    if page.applied_at:
        return StatusTag(f"Applied on {words.day(page.applied_at.date())}", "blue", "tick")
    return StatusTag("Being decided", "amber", "clock")


def unchanged_tag(verified: Verified) -> StatusTag:
    if verified.unchanged:
        return StatusTag("Unchanged", "green", "tick")
    return StatusTag("Changed since", "red", "cross")


def _changed_sentence() -> str:
    return (
        "The frozen text is not the one that was taken: its fingerprint differs. Tell an "
        "administrator, and look at the ledger."
    )


def _buttons(page: ReviewPage) -> tuple[Button, ...]:
    if not page.may_review or not page.may_change:
        return ()
    args = [page.plan, page.number]
    return (
        Button("Decide about each action", url=reverse("strategy:decide", args=args)),
        Button("Write conclusions", url=reverse("strategy:conclude", args=args), style="secondary"),
        Button(
            "Apply to the plan", url=reverse("strategy:apply-review", args=args), style="secondary"
        ),
    )


def _facts(page: ReviewPage) -> tuple[Fact, ...]:
    unchanged = "It is as it was taken" if page.verified.unchanged else "It has been changed"
    shown = {
        "Plan as it stood on": words.day(page.on),
        "Taken by": page.taken_by,
        "Actions": f"{page.actions}, of which {len(page.under_review)} open",
        "Fingerprint (SHA-256)": page.verified.then,
        "Is the frozen plan unchanged?": f"{unchanged}: checked just now by its fingerprint.",
    }
    return tuple(Fact(key, value) for key, value in shown.items())


def _row(each: UnderReview) -> tuple[Component | str, ...]:
    action = each.action
    decision = each.decision.outcome.capitalize() or "Not decided"
    if each.closed_since and not each.decision.outcome:
        decision = "Closed since"
    return (
        Link(
            f"{action.code.upper()} {action.what}", reverse("strategy:action", args=[action.code])
        ),
        words.listed(action.leads) or "Nobody named",
        words.day(action.due_on, action.timescale or "No date"),
        StatusTag(action.claimed, action.tone) if action.claimed else "None claimed",
        action.standing.capitalize(),
        decision,
        each.decision.reason,
    )


def _links(page: ReviewPage, here: str) -> tuple[Link, ...]:
    compare = reverse("strategy:compare-reviews", args=[page.plan])
    since = tuple(
        Link(f"Compare with {title}", f"{compare}?{urlencode({'from': number, 'to': page.number})}")
        for number, title in page.earlier
    )
    now = Link(
        "What has changed since", f"{compare}?{urlencode({'from': page.number, 'to': 'now'})}"
    )
    return (*since, now, Link("The frozen plan as JSON", f"{here}?format=json"))


def _how_it_stood(each: UnderReview) -> tuple[str, ...]:
    action = each.action
    lines = [
        f"Led by {words.listed(action.leads) or 'nobody named'}. "
        f"Due: {words.day(action.due_on, action.timescale or 'no date')}. "
        f"Claimed: {action.claimed or 'none'}. Computed: {action.standing}."
    ]
    if action.updates:
        last = action.updates[-1]
        lines.append(f"Last update, {words.day(last.on)}: {last.text}")
    if each.closed_since:
        lines.append("It has been closed since this review was taken, so it needs no decision.")
    return tuple(lines)
