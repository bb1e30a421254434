"""Who may read assessments, carry them out, and keep the tools they use."""

from django.db.models import QuerySet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.models import Assessment
from marram.strategy.vocabulary import Permission


def assessments_seen_by(actor: Actor) -> QuerySet[Assessment]:
    """Return the assessments that the actor may read: all for a partner, else the published."""
    if actor.may(Permission.READ_DRAFTS):
        return Assessment.objects.all()
    return Assessment.objects.filter(published_on__isnull=False, finished_at__isnull=False)


def may_read_tools(actor: Actor) -> Verdict:
    """Partners see every tool; residents see a tool once an assessment with it is published."""
    if actor.may(Permission.READ_DRAFTS):
        return YES
    return no("Only partners who are logged in may read tools that nothing is published of.")


def may_assess(actor: Actor) -> Verdict:
    if actor.may(Permission.ASSESS):
        return YES
    return no("Only plan leads, board officers and administrators may carry out assessments.")


def may_keep_tools(actor: Actor) -> Verdict:
    """Ratings and questions are shared by everybody, so those who keep the library keep them."""
    if actor.may(Permission.KEEP_LIBRARY):
        return YES
    return no("Only board officers and administrators may change ratings and assessment tools.")
