"""Who writes down that scrutiny called a decision in, and what came of it."""

from marram.board.vocabulary import Permission
from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no


def may_receive(actor: Actor) -> Verdict:
    """Members of scrutiny call in by a notice to the proper officer, who writes it down."""
    if actor.may(Permission.RECEIVE_CALL_INS):
        return YES
    return no("Only the council's legal officer and board officers may write down a call-in.")
