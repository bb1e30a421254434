"""Who may send, see and decide deliveries."""

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.sources.vocabulary import Permission


def may_deliver(actor: Actor) -> Verdict:
    if actor.may(Permission.DELIVER):
        return YES
    return no("You may not send files. Ask an administrator for the right to deliver.")


def may_decide(actor: Actor) -> Verdict:
    """Accepting also needs the rights of the room that the rows go to; its actions ask for them."""
    if actor.may(Permission.ACCEPT):
        return YES
    return no("You may not accept or decline deliveries. Ask an administrator to look at it.")


def may_list(actor: Actor) -> Verdict:
    if any(actor.may(permission) for permission in Permission):
        return YES
    return no("You may not see deliveries.")


def may_see_all(actor: Actor) -> bool:
    return actor.may(Permission.READ) or actor.may(Permission.ACCEPT)


def may_read(actor: Actor, *, sent_by: str) -> Verdict:
    """People who send files see their own; the right to read shows everybody's."""
    if may_see_all(actor) or actor.may(Permission.DELIVER) and actor.key == sent_by:
        return YES
    return no("You may only see deliveries that you sent yourself.")
