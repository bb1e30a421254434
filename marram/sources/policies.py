"""Who may send, see and decide deliveries."""

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.sources.vocabulary import Permission


def may_deliver(actor: Actor) -> Verdict:
    if actor.may(Permission.DELIVER):
        return YES
    return no("You may not send files. Ask an administrator for the right to deliver.")


def may_decide(actor: Actor, *, second: str = "", sent_by: str = "") -> Verdict:
    """Accepting also needs the rights of the room that the rows go to; its actions ask for them.

    `second` is the permission by which somebody may decide on what a colleague sent (see
    `Layout`): two people have then looked at it.
    """
    if actor.may(Permission.ACCEPT):
        return YES
    if second and actor.may(second):
        if actor.key != sent_by:
            return YES
        return no("You sent this yourself. Ask a colleague who keeps these, or an administrator.")
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
