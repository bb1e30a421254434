"""Update rounds as their plan's lead sees them: who was asked, who is silent, what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from marram.design import components, exports
from marram.design.forms import FormPage
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
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

ROUND_COLUMNS = (
    "Round",
    "Opened",
    "Last day for answers",
    "Closed",
    "Leads asked",
    "Leads who have answered",
)
UNASKED_COLUMNS = ("Action", "What", "Why nobody was asked")

TONES = {Invited.WAITING: "grey", Invited.PART_ANSWERED: "yellow", Invited.ANSWERED: "green"}


class FileTable(NamedTuple):
    """A table to take away, whatever the kind of file."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[exports.Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class RoundsPage:
    """The rounds of a plan, and what the form for a new one needs."""

    title: str
    plan_title: str
    breadcrumbs: components.Breadcrumbs
    table: components.DataTable
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
    table: components.DataTable
    unasked: components.DataTable | None
    failed: components.WarningText | None
    may_run: bool
    chase_url: str
    chase: components.Button
    close_url: str
    close: components.Button
    amend_url: str
    renewals: tuple[Renewal, ...]
    panels: tuple[components.Component, ...]


def rounds_page(found: queries.RoundsPage) -> RoundsPage:
    return RoundsPage(
        title="Update rounds",
        plan_title=found.plan_title,
        breadcrumbs=_crumbs(found.plan, found.plan_title),
        table=_list(found),
        may_run=bool(found.may_run),
        may_open=bool(found.may_open) and bool(found.leads),
        why_not=_why_not(found),
        nobody_to_ask=_nobody_to_ask(found.nobody_to_ask),
    )


def round_page(found: queries.RoundPage, *, viewer: Actor) -> RoundPage:
    return RoundPage(
        title=found.title,
        plan_title=found.plan_title,
        breadcrumbs=_crumbs(found.plan, found.plan_title, rounds=True),
        facts=_facts(found),
        sentence=sentence(found),
        table=_leads(found),
        unasked=_unasked(found) if found.unasked else None,
        failed=_failed(found.leads),
        may_run=bool(found.may_run),
        chase_url=reverse("strategy:chase-round", kwargs={"round_id": found.round_id}),
        chase=_button("Remind the silent now", found.may_chase, "chase", style="secondary"),
        close_url=reverse("strategy:close-round", kwargs={"round_id": found.round_id}),
        close=_button("Close the round", found.may_close, "close", style="warning"),
        amend_url=_amend_url(found),
        renewals=_renewals(found),
        panels=panels.shown(
            "history", viewer=viewer, key=Subject("strategy.round", str(found.round_id))
        ),
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


def rounds_file(found: queries.RoundsPage) -> FileTable:
    """Return the rounds of a plan as a table to take away."""
    rows = tuple(
        (row.title, row.opened_on, row.closes_on, row.closed_on, row.invited, row.answered)
        for row in found.rounds
    )
    return FileTable(f"Update rounds of {found.plan_title}", ROUND_COLUMNS, rows)


def round_file(found: queries.RoundPage, table: str) -> FileTable:
    """Return a table of a round to take away: "unasked", or who has answered."""
    if table == "unasked":
        unasked = tuple((action.code, action.what, action.why) for action in found.unasked)
        return FileTable(f"Nobody to ask in {found.title}", UNASKED_COLUMNS, unasked)
    leads = tuple(
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
        for lead in found.leads
    )
    return FileTable(f"Who has answered {found.title}", COLUMNS, leads)


def words(found: queries.RoundPage) -> dict[str, Any]:
    """Return what the form that amends a round starts with."""
    return {
        "title": found.title,
        "message": found.message,
        "closes_on": found.closes_on,
        "seen_version": found.version,
    }


def amend_page(found: queries.RoundPage) -> FormPage:
    """Return the page that amends a round."""
    return FormPage(
        title=f"Change {found.title}",
        caption=found.plan_title,
        lead="No mail goes out. Reminders that leave later say the new words.",
        breadcrumbs=_crumbs(found.plan, found.plan_title, rounds=True),
        cancel_url=_here(found),
    )


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


def _list(found: queries.RoundsPage) -> components.DataTable:
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
        for row in found.rounds
    )
    here = reverse("strategy:plan-rounds", kwargs={"plan": found.plan})
    return components.DataTable(
        caption="All rounds of this plan",
        columns=("Round", "Opened", "Last day for answers", "State", "Leads who have answered"),
        rows=rows,
        csv_url=f"{here}?format=csv",
        xlsx_url=f"{here}?format=xlsx",
        empty="No round has been opened yet.",
    )


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


def _leads(found: queries.RoundPage) -> components.DataTable:
    rows = tuple(
        (
            lead.name,
            components.Tag(lead.state.capitalize(), TONES[lead.state]),
            f"{lead.answered} of {lead.asked}",
            ", ".join(lead.outstanding) or "Nothing",
            _moment(lead.answered_at) or "Not yet",
            _reminders(lead),
        )
        for lead in found.leads
    )
    return components.DataTable(
        caption="Who has answered",
        columns=("Lead", "State", "Answered", "Waiting for", "Last answer", "Reminders"),
        rows=rows,
        csv_url=f"{_here(found)}?format=csv",
        xlsx_url=f"{_here(found)}?format=xlsx",
        empty="Nobody was asked.",
        classes="rounds-leads",
    )


def _reminders(lead: queries.InvitedLead) -> str:
    if not lead.chasers:
        return "None"
    return f"{lead.chasers} of {MOST_CHASERS}, last {_moment(lead.chased_at)}"


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{in_words(local.date())} at {local:%H:%M}"


def _unasked(found: queries.RoundPage) -> components.DataTable:
    rows = tuple(
        (components.Cell(action.code, classes="rounds-code"), action.what, action.why)
        for action in found.unasked
    )
    return components.DataTable(
        caption="Actions with nobody to ask",
        columns=UNASKED_COLUMNS,
        rows=rows,
        csv_url=f"{_here(found)}?table=unasked&format=csv",
        xlsx_url=f"{_here(found)}?table=unasked&format=xlsx",
    )


def _here(found: queries.RoundPage) -> str:
    return reverse("strategy:update-round", kwargs={"round_id": found.round_id})


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
