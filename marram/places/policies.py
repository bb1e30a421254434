"""Who may change what is known about areas. Everybody may read it."""

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.places.vocabulary import Permission


def may_edit_areas(actor: Actor) -> Verdict:
    if actor.may(Permission.EDIT_AREAS):
        return YES
    return no("Only an analyst or an administrator may change areas and populations.")
