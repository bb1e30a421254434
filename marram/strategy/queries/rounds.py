"""How update rounds go: who was asked, who has answered, and whom nobody could ask."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.strategy.models import Action, ActionLead, Asked, Invitation, Plan, Round
from marram.strategy.policies import plans as plan_policies
from marram.strategy.policies import rounds as policies
from marram.strategy.queries.invitations import (
    Stand,
    askings_from,
    lead_key,
    name_of,
    stands,
)
from marram.strategy.rules import rounds as rules
from marram.strategy.vocabulary import Invited


@dataclass(frozen=True, kw_only=True)
class LeadToAsk:
    """A lead of unfinished actions, with the address it was written to last, if any."""

    key: str
    name: str
    email: str
    actions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RoundRow:
    """A round in the list of a plan's rounds."""

    round_id: int
    title: str
    opened_on: date
    closes_on: date
    closed_on: date | None
    invited: int
    answered: int


@dataclass(frozen=True, kw_only=True)
class RoundsPage:
    """The rounds of a plan, and what a new one needs: who would be asked, who cannot be."""

    plan: str
    plan_title: str
    rounds: tuple[RoundRow, ...]
    may_open: Verdict
    may_run: Verdict
    leads: tuple[LeadToAsk, ...]
    nobody_to_ask: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class InvitedLead:
    """How one lead stands in a round. `email` is empty for who does not run the plan."""

    invitation_id: int
    name: str
    email: str
    state: Invited
    asked: int
    answered: int
    outstanding: tuple[str, ...]
    sent_at: datetime
    answered_at: datetime | None
    chased_at: datetime | None
    chasers: int
    mail_failed: bool
    may_be_chased: Verdict


@dataclass(frozen=True, kw_only=True)
class UnaskedAction:
    """An unfinished action that no invitation of the round asks about, and why."""

    code: str
    what: str
    why: str


@dataclass(frozen=True, kw_only=True)
class RoundPage:
    """A round: what was asked, who has answered, and what may be done about it."""

    round_id: int
    version: int
    plan: str
    plan_title: str
    title: str
    message: str
    opened_on: date
    closes_on: date
    closed_on: date | None
    leads: tuple[InvitedLead, ...]
    unasked: tuple[UnaskedAction, ...]
    may_run: Verdict
    may_chase: Verdict
    may_close: Verdict


def rounds_page(*, viewer: Actor, plan: str) -> RoundsPage:
    """Return the rounds of a plan and who a new one would ask. At most seven SQL queries.

    Raises: Missing when there is no such plan, or the viewer may not see its rounds.
    """
    found = _plan(viewer, plan)
    may_run = plan_policies.may_run(viewer, found)
    rounds = _round_rows(found)
    leads, unled = _leads_of_unfinished(found) if may_run else ((), ())
    still_open = next((row.title for row in rounds if row.closed_on is None), None)
    return RoundsPage(
        plan=found.slug,
        plan_title=found.title,
        rounds=rounds,
        may_run=may_run,
        may_open=may_run and rules.one_open_round(found.title, still_open),
        leads=leads,
        nobody_to_ask=unled,
    )


def round_page(*, viewer: Actor, round_id: int, on: date) -> RoundPage:
    """Return who has answered a round, who is silent, and who was not asked.

    At most eight SQL queries.

    Raises: Missing when there is no such round, or the viewer may not see it.
    """
    found = _round(viewer, round_id)
    may_run = plan_policies.may_run(viewer, found.plan)
    invitations = _invitations(found)
    standing = stands(invitations=invitations)
    asking = askings_from(invitations=invitations, standing=standing)
    leads = _invited_leads(invitations, standing, asking, on=on, with_addresses=bool(may_run))
    still_open = rules.still_open(found.title, found.closed_at)
    return RoundPage(
        round_id=found.pk,
        version=found.version,
        plan=found.plan_id,
        plan_title=found.plan.title,
        title=found.title,
        message=found.message,
        opened_on=timezone.localtime(found.opened_at).date(),
        closes_on=found.closes_on,
        closed_on=timezone.localtime(found.closed_at).date() if found.closed_at else None,
        leads=leads,
        unasked=_unasked(found),
        may_run=may_run,
        may_close=may_run and still_open,
        may_chase=may_run and still_open and rules.somebody_to_chase(asking.values(), on),
    )


def unfinished_by_lead(*, plan: Plan) -> Mapping[str, LeadToAsk]:
    """Return who leads the unfinished actions of a plan, by lead key. Two SQL queries."""
    return {lead.key: lead for lead in _leads_of_unfinished(plan)[0]}


def titles(*, viewer: Actor, round_ids: Collection[int]) -> Mapping[int, str]:
    """Return the titles of rounds that the viewer may see, by number. At most one SQL query."""
    if not round_ids:
        return {}
    found = policies.rounds_seen_by(viewer).filter(pk__in=round_ids).order_by("pk")
    return {
        pk: f"{title} ({plan})"
        for pk, title, plan in found.values_list("pk", "title", "plan__title")
    }


# --- One plan -------------------------------------------------------------------------------


def _plan(viewer: Actor, slug: str) -> Plan:
    found = plan_policies.plans_seen_by(viewer).filter(pk=slug).first()
    if found is None or not policies.may_read_rounds(viewer):
        raise Missing(f"There are no update rounds of a plan called {slug}.")
    return found


def _round_rows(plan: Plan) -> tuple[RoundRow, ...]:
    answered = Count("invitations", filter=Q(invitations__answered_at__isnull=False))
    rounds = plan.rounds.annotate(invited=Count("invitations"), answered=answered)
    return tuple(
        RoundRow(
            round_id=found.pk,
            title=found.title,
            opened_on=timezone.localtime(found.opened_at).date(),
            closes_on=found.closes_on,
            closed_on=_day(found.closed_at),
            invited=found.invited,
            answered=found.answered,
        )
        for found in rounds.order_by("-opened_at", "-pk")
    )


def _unfinished(plan: Plan) -> QuerySet[Action]:
    return Action.objects.filter(plan=plan, finished_on__isnull=True, retired_on__isnull=True)


def _leads_of_unfinished(plan: Plan) -> tuple[tuple[LeadToAsk, ...], tuple[str, ...]]:
    """Return the leads that can be asked, and a line for each action that nobody can be for."""
    seats = (
        ActionLead.objects.filter(action__in=_unfinished(plan))
        .select_related("organisation", "group")
        .order_by("action__position", "action", "position")
    )
    codes: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    roles: dict[str, list[str]] = defaultdict(list)
    for seat in seats:
        lead = seat.organisation or seat.group
        if lead is None:
            roles[seat.action_id].append(f"“{seat.role}”")
            continue
        key = lead_key(organisation=seat.organisation_id, group=seat.group_id)
        names[key] = lead.name
        if seat.action_id not in codes[key]:
            codes[key].append(seat.action_id)
    emails = _last_addresses(plan)
    leads = (
        LeadToAsk(key=key, name=names[key], email=emails.get(key, ""), actions=tuple(codes[key]))
        for key in sorted(codes, key=lambda key: (names[key].casefold(), key))
    )
    askable = {code for each in codes.values() for code in each}
    return tuple(leads), _nobody_to_ask(plan, askable, roles)


def _nobody_to_ask(
    plan: Plan, askable: Collection[str], roles: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Return a line for each unfinished action that no organisation and no group leads."""
    every = _unfinished(plan).order_by("position", "code").values_list("code", flat=True)
    return tuple(
        f"{code}: led by {' and '.join(roles[code])}, without an organisation"
        if code in roles
        else f"{code}: has no lead"
        for code in every
        if code not in askable
    )


def _last_addresses(plan: Plan) -> dict[str, str]:
    """Return the address each lead was asked at last, in any round of the plan."""
    asked = Invitation.objects.filter(round__plan=plan).order_by("sent_at", "pk")
    return {
        lead_key(organisation=organisation, group=group): email
        for organisation, group, email in asked.values_list("organisation", "group", "email")
    }


# --- One round ------------------------------------------------------------------------------


def _round(viewer: Actor, round_id: int) -> Round:
    found = policies.rounds_seen_by(viewer).select_related("plan").filter(pk=round_id).first()
    if found is None:
        raise Missing(f"There is no update round {round_id}.")
    return found


def _invitations(found: Round) -> list[Invitation]:
    together = Invitation.objects.select_related("organisation", "group", "round")
    return list(together.filter(round=found).order_by("pk"))


def _invited_leads(
    invitations: Collection[Invitation],
    standing: Mapping[int, Stand],
    asking: Mapping[int, rules.Asking],
    *,
    on: date,
    with_addresses: bool,
) -> tuple[InvitedLead, ...]:
    leads = (
        InvitedLead(
            invitation_id=invitation.pk,
            name=name_of(invitation),
            email=invitation.email if with_addresses else "",
            state=standing[invitation.pk].state,
            asked=standing[invitation.pk].asked,
            answered=standing[invitation.pk].asked - len(standing[invitation.pk].outstanding),
            outstanding=standing[invitation.pk].outstanding,
            sent_at=invitation.sent_at,
            answered_at=invitation.answered_at,
            chased_at=invitation.chased_at,
            chasers=invitation.chasers,
            mail_failed=invitation.mail_failed_at is not None,
            may_be_chased=rules.may_be_chased(asking[invitation.pk], on),
        )
        for invitation in invitations
    )
    return tuple(sorted(leads, key=lambda lead: (lead.name.casefold(), lead.invitation_id)))


def _unasked(found: Round) -> tuple[UnaskedAction, ...]:
    asked = Asked.objects.filter(action=OuterRef("pk"), invitation__round=found)
    actions = (
        _unfinished(found.plan)
        .filter(~Exists(asked))
        .prefetch_related("leads__organisation", "leads__group")
        .order_by("position", "code")
    )
    opened_on = timezone.localtime(found.opened_at).date()
    return tuple(
        UnaskedAction(code=action.code, what=action.what, why=_why_unasked(action, opened_on))
        for action in actions
    )


def _why_unasked(action: Action, opened_on: date) -> str:
    leads = [seat.organisation or seat.group for seat in action.leads.all()]
    known = [lead.name for lead in leads if lead]
    roles = [f"“{seat.role}”" for seat in action.leads.all() if seat.role]
    if action.added_on > opened_on:
        return "added after the round opened"
    if known:
        return f"no address was given for {' or '.join(known)}"
    if roles:
        return f"led by {' and '.join(roles)}, without an organisation"
    return "has no lead"


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
