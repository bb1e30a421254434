"""Update rounds as their plan's lead sees them: who was asked, who is silent, what to do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from marram.design import components, exports
from marram.design.forms import FormPage
from marram.foundation.verdicts import Verdict
from marram.strategy.queries import rounds as queries
from marram.strategy.rules.rounds import MOST_CHASERS, in_words
from marram.strategy.vocabulary import Invited


COLUMNS = (
    "Lead",
    "State",
    "Actions asked about",
    "Answered",
    "Waiting for",
    "Asked",
    "Last answer",
    "Reminders",
    "Last reminder",
    "Mail",
)

TONES = {Invited.WAITING: "grey", Invited.PART_ANSWERED: "yellow", Invited.ANSWERED: "green"}


@dataclass(frozen=True, kw_only=True)
class RoundsPage:
    """The rounds of a plan, and what the form for a new one needs."""

    title: str
    plan_title: str
    breadcrumbs: components.Breadcrumbs
    table: components.Table | None
    may_run: bool
    may_open: bool
    why_not: str
    nobody_to_ask: components.Details | None


@dataclass(frozen=True, kw_only=True)
class Renewal:
    """A lead whose link can be renewed: where to post, and the address it has."""

    name: str
    url: str
    email: components.Input
    button: components.Button


@dataclass(frozen=True, kw_only=True)
class RoundPage:
    """One round."""

    title: str
    plan_title: str
    breadcrumbs: components.Breadcrumbs
    facts: components.SummaryList
    sentence: str
    table: components.Table
    csv_url: str
    workbook_url: str
    unasked: components.Table | None
    failed: components.WarningText | None
    may_run: bool
    chase_url: str
    chase: components.Button
    close_url: str
    close: components.Button
    amend_url: str
    renewals: tuple[Renewal, ...]


def rounds_page(found: queries.RoundsPage) -> RoundsPage:
    return RoundsPage(
        title="Update rounds",
        plan_title=found.plan_title,
        breadcrumbs=_crumbs(found.plan, found.plan_title),
        table=_list(found.rounds),
        may_run=bool(found.may_run),
        may_open=bool(found.may_open) and bool(found.leads),
        why_not=_why_not(found),
        nobody_to_ask=_nobody_to_ask(found.nobody_to_ask),
    )


def round_page(found: queries.RoundPage) -> RoundPage:
    here = reverse("strategy:update-round", kwargs={"round_id": found.round_id})
    return RoundPage(
        title=found.title,
        plan_title=found.plan_title,
        breadcrumbs=_crumbs(found.plan, found.plan_title, rounds=True),
        facts=_facts(found),
        sentence=sentence(found),
        table=_leads(found.leads),
        csv_url=f"{here}?format=csv",
        workbook_url=f"{here}?format=xlsx",
        unasked=_unasked(found.unasked),
        failed=_failed(found.leads),
        may_run=bool(found.may_run),
        chase_url=reverse("strategy:chase-round", kwargs={"round_id": found.round_id}),
        chase=_button("Remind the silent now", found.may_chase, "chase", style="secondary"),
        close_url=reverse("strategy:close-round", kwargs={"round_id": found.round_id}),
        close=_button("Close the round", found.may_close, "close", style="warning"),
        amend_url=_amend_url(found),
        renewals=_renewals(found),
    )


def sentence(found: queries.RoundPage) -> str:
    """Return in a sentence how many have answered.

    The words also stand at the head of the page, so that nobody has to count a table.
    """
    states = [lead.state for lead in found.leads]
    full, part = states.count(Invited.ANSWERED), states.count(Invited.PART_ANSWERED)
    actions = sum(lead.asked for lead in found.leads)
    answered = sum(lead.answered for lead in found.leads)
    return (
        f"{full} of {len(states)} lead{'s have' if len(states) != 1 else ' has'} answered in "
        f"full, {part} in part; {answered} of {actions} answers are in."
    )


def csv(found: queries.RoundPage) -> bytes:
    """Return who has answered as a comma-separated file."""
    return exports.csv_bytes(COLUMNS, _rows(found.leads))


def workbook(found: queries.RoundPage) -> bytes:
    """Return who has answered as an Excel workbook."""
    return exports.workbook_bytes(found.title, COLUMNS, _rows(found.leads))


class File(NamedTuple):
    """A way to take the table away."""

    ending: str
    content_type: str
    written: Callable[[queries.RoundPage], bytes]


FILES = {
    "csv": File("csv", "text/csv; charset=utf-8", csv),
    "xlsx": File(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook
    ),
}


def words(found: queries.RoundPage) -> dict[str, Any]:
    """Return what the form that amends a round starts with."""
    return {
        "title": found.title,
        "message": found.message,
        "closes_on": found.closes_on,
        "seen_version": found.version,
    }


def amend_page(found: queries.RoundPage, theirs: tuple[components.Component, ...]) -> FormPage:
    """Return the page that amends a round; `theirs` is what somebody else made of it."""
    return FormPage(
        title=f"Change {found.title}",
        caption=found.plan_title,
        lead="No mail goes out. Reminders that leave later say the new words.",
        breadcrumbs=_crumbs(found.plan, found.plan_title, rounds=True),
        cancel_url=reverse("strategy:update-round", kwargs={"round_id": found.round_id}),
        above=theirs,
    )


def theirs(fields: Mapping[str, str]) -> tuple[components.Component, ...]:
    """Return what the round says now, to stand above what was typed."""
    named = {"title": "Title", "message": "Message", "closes_on": "Last day for answers"}
    facts = tuple(components.Fact(named[name], text) for name, text in fields.items())
    card = components.SummaryCard("What it says now")
    return (components.SummaryList(facts, card=card),)


def reminded(sent: int) -> str:
    return f"{sent} reminder{'s are' if sent != 1 else ' is'} on the way."


# --- Parts ----------------------------------------------------------------------------------


def _crumbs(plan: str, title: str, *, rounds: bool = False) -> components.Breadcrumbs:
    places = [
        components.Place("Plans", reverse("strategy:plans")),
        components.Place(title, reverse("strategy:plan", kwargs={"slug": plan})),
    ]
    if rounds:
        url = reverse("strategy:plan-rounds", kwargs={"plan": plan})
        places.append(components.Place("Update rounds", url))
    return components.Breadcrumbs(tuple(places))


def _why_not(found: queries.RoundsPage) -> str:
    if found.may_run and not found.may_open:
        return found.may_open.reason
    if found.may_run and not found.leads:
        return "No unfinished action of this plan is led by an organisation or a group."
    return ""


def _nobody_to_ask(lines: Sequence[str]) -> components.Details | None:
    if not lines:
        return None
    count = "1 action has" if len(lines) == 1 else f"{len(lines)} actions have"
    listed = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return components.Details(
        f"{count} nobody to ask",
        format_html(
            '<p class="govuk-body">No organisation or group leads them, so no mail can ask. '
            'Name one on the page of the action.</p><ul class="govuk-list">{}</ul>',
            listed,
        ),
    )


def _list(rounds: Sequence[queries.RoundRow]) -> components.Table | None:
    rows = tuple(
        (
            components.Link(
                row.title, reverse("strategy:update-round", kwargs={"round_id": row.round_id})
            ),
            in_words(row.opened_on),
            in_words(row.closes_on),
            f"Closed {in_words(row.closed_on)}" if row.closed_on else "Open",
            f"{row.answered} of {row.invited}",
        )
        for row in rounds
    )
    head = ("Round", "Opened", "Last day for answers", "State", "Leads who have answered")
    return components.Table(rows, head=head, caption="All rounds of this plan") if rows else None


def _facts(found: queries.RoundPage) -> components.SummaryList:
    state = f"Closed on {in_words(found.closed_on)}" if found.closed_on else "Open"
    facts = [
        components.Fact("State", state),
        components.Fact("Opened", in_words(found.opened_on)),
        components.Fact("Last day for answers", in_words(found.closes_on)),
    ]
    if found.message:
        facts.append(components.Fact("Message", found.message))
    return components.SummaryList(tuple(facts))


def _leads(leads: Sequence[queries.InvitedLead]) -> components.Table:
    rows = tuple(
        (
            lead.name,
            components.Tag(lead.state.capitalize(), TONES[lead.state]),
            f"{lead.answered} of {lead.asked}",
            ", ".join(lead.outstanding) or "Nothing",
            _moment(lead.answered_at) or "Not yet",
            _reminders(lead),
        )
        for lead in leads
    )
    head = ("Lead", "State", "Answered", "Waiting for", "Last answer", "Reminders")
    return components.Table(rows, head=head, caption="Who has answered", first_cell_is_header=True)


def _rows(leads: Sequence[queries.InvitedLead]) -> list[tuple[exports.Cell, ...]]:
    return [
        (
            lead.name,
            str(lead.state),
            lead.asked,
            lead.answered,
            ", ".join(lead.outstanding),
            timezone.localtime(lead.sent_at),
            timezone.localtime(lead.answered_at) if lead.answered_at else None,
            lead.chasers,
            timezone.localtime(lead.chased_at) if lead.chased_at else None,
            "not sent" if lead.mail_failed else "sent",
        )
        for lead in leads
    ]


def _reminders(lead: queries.InvitedLead) -> str:
    if not lead.chasers:
        return "None"
    return f"{lead.chasers} of {MOST_CHASERS}, last {_moment(lead.chased_at)}"


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{in_words(local.date())} at {local:%H:%M}"


def _unasked(actions: Sequence[queries.UnaskedAction]) -> components.Table | None:
    rows = tuple((action.code, action.what, action.why) for action in actions)
    head = ("Action", "What", "Why nobody was asked")
    return components.Table(rows, head=head, caption="Nobody to ask") if rows else None


def _failed(leads: Sequence[queries.InvitedLead]) -> components.WarningText | None:
    names = [lead.name for lead in leads if lead.mail_failed]
    if not names:
        return None
    return components.WarningText(
        f"The last mail to {', '.join(names)} could not be sent. Check the address and send a "
        "new link."
    )


def _button(text: str, verdict: Verdict, name: str, *, style: str) -> components.Button:
    return components.Button(
        text,
        style=style,
        disabled=not verdict,
        reason_not=verdict.reason,
        prevent_double_click=True,
        element_id=f"round-{name}",
    )


def _amend_url(found: queries.RoundPage) -> str:
    if not found.may_close:
        return ""
    return reverse("strategy:amend-round", kwargs={"round_id": found.round_id})


def _renewals(found: queries.RoundPage) -> tuple[Renewal, ...]:
    if not found.may_close:
        return ()
    return tuple(
        Renewal(
            name=lead.name,
            url=reverse("strategy:renew-link", args=[found.round_id, lead.invitation_id]),
            email=components.Input(
                name="email",
                label=f"Address of {lead.name}",
                value=lead.email,
                kind="email",
                element_id=f"email-{lead.invitation_id}",
                spellcheck=False,
            ),
            button=components.Button(
                f"Send {lead.name} a new link", style="secondary", prevent_double_click=True
            ),
        )
        for lead in found.leads
    )
