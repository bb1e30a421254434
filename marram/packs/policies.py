"""Who may read, make and publish packs. Private ones are for those who may read exempt papers."""

from django.db.models import Q, QuerySet

from marram.board.policies import business
from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.packs.models import Edition
from marram.packs.vocabulary import Audience, Permission


def may_make(actor: Actor) -> Verdict:
    if actor.may(Permission.MAKE):
        return YES
    return no("Only board officers and administrators may make packs.")


def may_read(actor: Actor, audience: Audience) -> Verdict:
    return YES if audience is Audience.PUBLIC else business.may_read_exempt(actor)


def editions_seen_by(actor: Actor) -> QuerySet[Edition]:
    """Return the packs that the actor may read: those not published are for their makers."""
    audiences = [audience for audience in Audience if may_read(actor, audience)]
    seen = Q(audience__in=audiences)
    if not may_make(actor):
        seen &= Q(published_at__isnull=False)
    return Edition.objects.filter(seen)
