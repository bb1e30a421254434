"""Who may read what was done, and who may carry everything away or put it back."""

from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.foundation.verdicts import YES, Verdict, no
from marram.records.vocabulary import CLOSED_SPACE, Permission


def may_read_history(actor: Actor, subject: Subject) -> Verdict:
    """The permission, unless the room that owns the record closes it to this person."""
    if not actor.may(Permission.READ_HISTORY):
        return no("You need an account of a partner organisation to read who changed what.")
    for reason in panels.shown(CLOSED_SPACE, viewer=actor, key=subject):
        return no(reason)
    return YES


def may_read_ledger(actor: Actor) -> Verdict:
    if actor.may(Permission.READ_LEDGER):
        return YES
    return no("Only administrators and auditors may read the whole ledger.")


def may_back_up(actor: Actor) -> Verdict:
    if actor.may(Permission.BACK_UP):
        return YES
    return no("Only an administrator of this installation may make a backup.")


def may_restore(actor: Actor) -> Verdict:
    if actor.may(Permission.RESTORE):
        return YES
    return no("Only an administrator of this installation may restore a backup.")


def may_keep_documents(actor: Actor) -> Verdict:
    """The room whose record a document belongs to asks its own policy first."""
    if actor.may(Permission.KEEP_DOCUMENTS):
        return YES
    return no("You need an account of a partner organisation to hand in documents.")
