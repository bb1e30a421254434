"""Who may read and keep the library of strategies."""

from django.db.models import QuerySet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.models import Strategy
from marram.strategy.vocabulary import Permission


def strategies_seen_by(actor: Actor) -> QuerySet[Strategy]:
    """Return the strategies that the actor may read: all for a partner, else the published."""
    if actor.may(Permission.READ_DRAFTS):
        return Strategy.objects.all()
    return Strategy.objects.filter(published_on__isnull=False)


def may_keep_library(actor: Actor) -> Verdict:
    if actor.may(Permission.KEEP_LIBRARY):
        return YES
    return no("Only board officers and administrators may change the library of strategies.")


def may_read_chapters(actor: Actor) -> Verdict:
    """A strategy that is being written is a working paper of the partners."""
    if actor.may(Permission.READ_DRAFTS):
        return YES
    return no("Only partners who are logged in may read a strategy while it is written.")


def may_see_names(actor: Actor) -> Verdict:
    """Who judged something is for colleagues; residents see what was judged and what shows it."""
    if actor.may(Permission.READ_DRAFTS):
        return YES
    return no("Only partners who are logged in may see who judged this.")
