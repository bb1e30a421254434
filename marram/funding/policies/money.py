"""Who may read and keep grants, budgets, contracts, intentions and economic facts."""

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.vocabulary import Permission


def may_read(actor: Actor) -> Verdict:
    """What was paid to whom is worked on by partners; residents read it in what is published."""
    if actor.may(Permission.READ_DRAFTS):
        return YES
    return no("Only partners who are logged in may read grants, budgets and contracts.")


def may_keep(actor: Actor) -> Verdict:
    if actor.may(Permission.KEEP_MONEY):
        return YES
    return no("Only finance leads may change grants, budgets and contracts.")
