"""Who may read, run and report on plans."""

from django.db.models import QuerySet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.models import Action, ActionLead, Plan, PlanLead
from marram.strategy.vocabulary import Permission


def plans_seen_by(actor: Actor) -> QuerySet[Plan]:
    """Return the plans that the actor may read: all of them for a partner, else the published."""
    if actor.may(Permission.READ_DRAFTS):
        return Plan.objects.all()
    return Plan.objects.filter(published_on__isnull=False)


def actions_seen_by(actor: Actor) -> QuerySet[Action]:
    """Return the actions of the plans that the actor may read.

    The few that may not be read are left out, rather than all others joined to their plans: where
    PostgreSQL expects one row and meets 10,000, the join takes three times as long as the rest.
    """
    if actor.may(Permission.READ_DRAFTS):
        return Action.objects.all()
    return Action.objects.exclude(plan__in=_drafts())


def leads_seen_by(actor: Actor) -> QuerySet[ActionLead]:
    """Return who leads the actions that the actor may read."""
    if actor.may(Permission.READ_DRAFTS):
        return ActionLead.objects.all()
    return ActionLead.objects.exclude(action__in=Action.objects.filter(plan__in=_drafts()))


def _drafts() -> QuerySet[Plan]:
    return Plan.objects.filter(published_on__isnull=True)


def may_read_updates(actor: Actor) -> Verdict:
    """Leads' own words are for partners; residents read what is published."""
    if actor.may(Permission.READ_DRAFTS):
        return YES
    return no("Only partners who are logged in may read leads' updates.")


def may_run(actor: Actor, plan: Plan) -> Verdict:
    """A plan is changed by those who lead it. One SQL query, none for who may run any plan."""
    if actor.may(Permission.RUN_ANY_PLAN):
        return YES
    if not actor.may(Permission.RUN_PLANS):
        return no(f"Only plan leads may change {plan.title}.")
    leads = PlanLead.objects.filter(plan=plan)
    if actor.user_id is not None and leads.filter(user_id=actor.user_id).exists():
        return YES
    return no(f"You do not lead {plan.title}. Ask one of its leads, or an administrator.")


def may_report(actor: Actor, action: Action) -> Verdict:
    """An action is reported on by the organisations that lead it and by those who run its plan.

    At most two SQL queries.
    """
    if not actor.may(Permission.REPORT_PROGRESS):
        return no("Your role does not let you report on actions.")
    if may_run(actor, action.plan):
        return YES
    leads = ActionLead.objects.filter(action=action)
    if leads.filter(organisation__in=actor.organisations).exists():
        return YES
    if leads.filter(group__in=actor.groups).exists():
        return YES
    return no(f"Only the organisations that lead {action.code} may report on it.")


def may_name_leads(actor: Actor, plan: Plan) -> Verdict:
    """Who leads a plan is settled by those who lead it and by those who keep the library."""
    if actor.may(Permission.KEEP_LIBRARY):
        return YES
    return may_run(actor, plan)
