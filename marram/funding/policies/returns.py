"""Who may read and keep pools and returns, and who takes a return from stage to stage."""

from django.db.models import Q, QuerySet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.models import Pool, Return
from marram.funding.vocabulary import MOVES, Permission, Stage


REFUSALS = {
    Permission.CHECK_RETURNS: "Only finance leads may mark a return as checked.",
    Permission.AGREE_RETURNS: "Only the partners of the pool may agree to its return.",
    Permission.APPROVE_RETURNS: "Only board officers may record what the board decides.",
    Permission.KEEP_RETURNS: "Only finance leads may change returns.",
}


def returns_seen_by(actor: Actor) -> QuerySet[Return]:
    """Return the returns that the actor may read: all for a partner, else what is published."""
    if actor.may(Permission.READ_DRAFTS):
        return Return.objects.all()
    return Return.objects.filter(published_on__isnull=False)


def pools_seen_by(actor: Actor) -> QuerySet[Pool]:
    """Return the pools that the actor may read: for a resident, those with a published return."""
    if actor.may(Permission.READ_DRAFTS):
        return Pool.objects.all()
    published = Return.objects.filter(published_on__isnull=False).values("pool")
    return Pool.objects.filter(Q(pk__in=published))


def may_read_drafts(actor: Actor) -> Verdict:
    if actor.may(Permission.READ_DRAFTS):
        return YES
    return no("Only partners who are logged in may read what is not published.")


def may_keep_pools(actor: Actor) -> Verdict:
    if actor.may(Permission.KEEP_POOLS):
        return YES
    return no("Only finance leads may change pools and their agreements.")


def may_keep(actor: Actor) -> Verdict:
    """Who may open returns and change what they say."""
    if actor.may(Permission.KEEP_RETURNS):
        return YES
    return no(REFUSALS[Permission.KEEP_RETURNS])


def may_move(actor: Actor, stage: str, to: Stage) -> Verdict:
    """Each move has its permission; a move that the table does not know is for the rules."""
    needed = MOVES[Stage(stage)].get(to, Permission.KEEP_RETURNS)
    return YES if actor.may(needed) else no(REFUSALS[needed])


def may_agree_for(actor: Actor, organisation: str, name: str) -> Verdict:
    """A partner agrees for the organisations it speaks for."""
    if not actor.may(Permission.AGREE_RETURNS):
        return no(REFUSALS[Permission.AGREE_RETURNS])
    if organisation in actor.organisations or actor.may(Permission.AGREE_FOR_ANY):
        return YES
    return no(f"You do not speak for {name}. Ask somebody who does.")


def may_ratify(actor: Actor) -> Verdict:
    if actor.may(Permission.APPROVE_RETURNS):
        return YES
    return no(REFUSALS[Permission.APPROVE_RETURNS])
