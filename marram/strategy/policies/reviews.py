"""Who may read and take annual reviews."""

from django.db.models import QuerySet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.models import Plan, Review
from marram.strategy.policies import plans
from marram.strategy.vocabulary import Permission


def may_read(actor: Actor) -> Verdict:
    """A review quotes leads' own words, which are for partners."""
    if actor.may(Permission.READ_DRAFTS):
        return YES
    return no("Only partners who are logged in may read reviews and progress reports.")


def reviews_seen_by(actor: Actor) -> QuerySet[Review]:
    """Return the reviews that the actor may read: all for a partner, none for anybody else."""
    return Review.objects.all() if may_read(actor) else Review.objects.none()


def may_review(actor: Actor, plan: Plan) -> Verdict:
    """Those who run a plan review it. At most one SQL query."""
    return plans.may_run(actor, plan)
