"""Who may read and keep risk registers."""

from django.db.models import QuerySet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.models import Plan, Risk
from marram.strategy.policies import plans
from marram.strategy.vocabulary import Permission


def may_read(actor: Actor) -> Verdict:
    """Risks are written frankly, for partners; what residents need stands in reports."""
    if actor.may(Permission.READ_DRAFTS):
        return YES
    return no("Only partners who are logged in may read risk registers.")


def risks_seen_by(actor: Actor) -> QuerySet[Risk]:
    """Return the risks that the actor may read: all for a partner, none for anybody else."""
    return Risk.objects.all() if may_read(actor) else Risk.objects.none()


def may_keep(actor: Actor, *, plan: Plan | None, group: str) -> Verdict:
    """A register is kept by those who lead its plan or sit on its group, and by officers.

    At most one SQL query.
    """
    if not actor.may(Permission.KEEP_RISKS):
        return no("Only plan leads, board officers and administrators may change risks.")
    if actor.may(Permission.KEEP_LIBRARY) or actor.may(Permission.RUN_ANY_PLAN):
        return YES
    if group and group in actor.groups:
        return YES
    if plan is not None:
        return plans.may_run(actor, plan)
    return no("You do not speak for the group that keeps this register. Ask a board officer.")
