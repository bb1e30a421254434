"""What is done to update rounds: ask every lead once, remind the silent, and close."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from marram.foundation.actors import Actor
from marram.foundation.amendments import differences, held, not_moved_on, write
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.strategy.actions import round_mails
from marram.strategy.events import rounds as events
from marram.strategy.models import Asked, Invitation, Link, Plan, Round
from marram.strategy.policies import plans as plan_policies
from marram.strategy.policies import rounds as policies
from marram.strategy.queries import rounds as queries
from marram.strategy.queries.invitations import askings, name_of
from marram.strategy.rules import rounds as rules


# Email addresses by lead key.
Addresses = Mapping[str, str]


@transaction.atomic
def open_round(
    *,
    by: Actor,
    at: datetime,
    plan: str,
    title: str,
    message: str,
    closes_on: date,
    addresses: Addresses,
) -> Round:
    """Ask the leads of a plan's unfinished actions, one mail and one link each.

    `addresses` holds an email address by lead key ("organisation:public-health", "group:forum");
    a lead without one is not asked. The mails leave when the transaction is kept.

    Raises: Missing when `by` may not see the plan; Refused when `by` does not run it, it has an
    open round, the round would close by today, or an address is none.
    """
    asked = _plan(by, plan)
    plan_policies.may_run(by, asked).enforce()
    wanted = {key: email.strip() for key, email in addresses.items() if email.strip()}
    leads = _check_opening(at, asked, title, message, closes_on, wanted)
    opened = Round.objects.create(
        plan=asked,
        title=title.strip(),
        message=message.strip(),
        opened_at=at,
        opened_by=by.key,
        closes_on=closes_on,
    )
    for key, email in wanted.items():
        _invite(by, at, opened, leads[key], email)
    told = _told(opened, [leads[key] for key in wanted])
    publish(_about(events.RoundOpened, by, at, opened, after=told))
    return opened


@transaction.atomic
def amend_round(
    *, by: Actor, at: datetime, round_id: int, seen_version: int, fields: Mapping[str, Any]
) -> Round:
    """Change the title, message or last day of an open round. No mail goes out.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    found = _open_round(by, round_id)
    theirs = {name: held(found, name) for name in fields}
    not_moved_on(found, called=found.title, seen_version=seen_version, theirs=theirs)
    rules.says_what_it_is(
        fields.get("title", found.title), fields.get("message", found.message)
    ).enforce()
    closes_on = fields.get("closes_on", found.closes_on)
    if closes_on != found.closes_on:
        rules.closes_in_the_future(closes_on, _day(at)).enforce()
    before, after = differences(found, fields)
    if after:
        write(found, fields)
        publish(_about(events.RoundAmended, by, at, found, before=before, after=after))
    return found


@transaction.atomic
def close_round(*, by: Actor, at: datetime, round_id: int) -> Round:
    """Take no more answers. Every link of the round stops working; what was typed is kept."""
    found = _open_round(by, round_id)
    write(found, {"closed_at": at})
    after = {"closed_at": at}
    publish(_about(events.RoundClosed, by, at, found, before={"closed_at": None}, after=after))
    return found


@transaction.atomic
def chase(*, by: Actor, at: datetime, on: date) -> int:
    """Remind every silent lead of every open round whose reminder is due; return how many.

    For the command that runs every morning: `by` is the system itself.
    """
    policies.may_chase_everybody(by).enforce()
    invited = _locked(Invitation.objects.filter(round__closed_at__isnull=True))
    asking = askings(invitations=invited)
    due = [invitation for invitation in invited if rules.chaser_due(asking[invitation.pk], on)]
    for invitation in due:
        _remind(by, at, invitation)
    return len(due)


@transaction.atomic
def chase_round(*, by: Actor, at: datetime, on: date, round_id: int) -> int:
    """Remind the silent leads of one round now; return how many mails leave.

    Raises: Missing; Refused when `by` does not run the plan, or nobody may be reminded.
    """
    found = _open_round(by, round_id)
    invited = _locked(Invitation.objects.filter(round=found))
    asking = askings(invitations=invited)
    rules.somebody_to_chase(asking.values(), on).enforce()
    due = [invitation for invitation in invited if rules.may_be_chased(asking[invitation.pk], on)]
    for invitation in due:
        _remind(by, at, invitation)
    return len(due)


@transaction.atomic
def renew_link(
    *, by: Actor, at: datetime, round_id: int, invitation_id: int, email: str = ""
) -> Invitation:
    """End the links of one lead and mail it a new one, to another address where one is given.

    Raises: Missing; Refused when `by` does not run the plan, the round is closed, or the address
    is none.
    """
    found = _open_round(by, round_id)
    invitations = _locked(Invitation.objects.filter(pk=invitation_id, round=found))
    if not invitations:
        raise Missing("That lead was not asked in this round.")
    invitation = invitations[0]
    address = email.strip() or invitation.email
    if not rules.is_address(address):
        raise Refused(f"“{address}” is not an email address. Enter one like name@example.org.")
    Link.objects.filter(invitation=invitation, ended_at__isnull=True).update(ended_at=at)
    moved = address != invitation.email
    invitation.email, invitation.sent_at, invitation.mail_failed_at = address, at, None
    invitation.save()
    _mail(by, at, invitation, "strategy/rounds_mail_renewed.txt")
    told = {"lead": name_of(invitation), "to_another_address": moved}
    publish(_about(events.LinkRenewed, by, at, found, after=told))
    return invitation


# --- Asking ---------------------------------------------------------------------------------


def _check_opening(
    at: datetime, plan: Plan, title: str, message: str, closes_on: date, addresses: Addresses
) -> Mapping[str, queries.LeadToAsk]:
    """Enforce what must hold of a new round; return the leads of unfinished actions by key."""
    leads = queries.unfinished_by_lead(plan=plan)
    still_open = plan.rounds.filter(closed_at__isnull=True).first()
    rules.one_open_round(plan.title, still_open.title if still_open else None).enforce()
    rules.says_what_it_is(title, message).enforce()
    rules.closes_in_the_future(closes_on, _day(at)).enforce()
    names = {key: lead.name for key, lead in leads.items()}
    rules.addresses_are_good(addresses, names).enforce()
    return leads


def _invite(by: Actor, at: datetime, opened: Round, lead: queries.LeadToAsk, email: str) -> None:
    kind, _, slug = lead.key.partition(":")
    created = Invitation.objects.create(
        round=opened,
        organisation_id=slug if kind == "organisation" else None,
        group_id=slug if kind == "group" else None,
        email=email,
        sent_at=at,
    )
    Asked.objects.bulk_create(Asked(invitation=created, action_id=code) for code in lead.actions)
    _mail(by, at, created, "strategy/rounds_mail_asked.txt")


def _remind(by: Actor, at: datetime, invitation: Invitation) -> None:
    invitation.chased_at, invitation.mail_failed_at = at, None
    invitation.chasers += 1
    invitation.save()
    _mail(by, at, invitation, "strategy/rounds_mail_chaser.txt")
    after = {"lead": name_of(invitation), "reminder": invitation.chasers}
    publish(_about(events.LeadChased, by, at, invitation.round, after=after))


def _mail(by: Actor, at: datetime, invitation: Invitation, template: str) -> None:
    actions = round_mails.waiting_actions(invitation)
    round_mails.send_link(by=by, at=at, invitation=invitation, actions=actions, template=template)


# --- Finding --------------------------------------------------------------------------------


def _plan(by: Actor, slug: str) -> Plan:
    found = plan_policies.plans_seen_by(by).select_for_update().filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no plan {slug}.")
    return found


def _open_round(by: Actor, round_id: int) -> Round:
    """Return a round that `by` runs and that is open still, locked."""
    seen = policies.rounds_seen_by(by).select_related("plan").select_for_update(of=("self",))
    found = seen.filter(pk=round_id).first()
    if found is None:
        raise Missing(f"There is no update round {round_id}.")
    plan_policies.may_run(by, found.plan).enforce()
    rules.still_open(found.title, found.closed_at).enforce()
    return found


def _locked(invitations: QuerySet[Invitation]) -> list[Invitation]:
    """Return invitations with their lead, round and plan, locked, in one order for everybody."""
    together = invitations.select_related("round__plan", "organisation", "group")
    return list(together.select_for_update(of=("self",)).order_by("pk"))


def _told(opened: Round, asked: Iterable[queries.LeadToAsk]) -> dict[str, Any]:
    """Return what the ledger keeps of a new round: who is asked, and never at which address."""
    return {
        "plan": opened.plan_id,
        "title": opened.title,
        "message": opened.message,
        "closes_on": opened.closes_on.isoformat(),
        "asked": [lead.name for lead in asked],
    }


def _about(kind: type[Event], by: Actor, at: datetime, found: Round, **changed: Any) -> Event:
    subject = Subject("strategy.round", str(found.pk))
    return kind(by=by.key, at=at, subject=subject, **changed)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
