"""Who may define measures, bring figures in and see what is not published yet."""

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.indicators.vocabulary import Permission


def may_define(actor: Actor) -> Verdict:
    if actor.may(Permission.DEFINE):
        return YES
    return no("Only analysts may change what an indicator means. Ask one to change it.")


def may_bring_in(actor: Actor) -> Verdict:
    if actor.may(Permission.BRING_IN):
        return YES
    return no("Only analysts may bring figures in. Ask one to accept them.")


def may_look_at_doubts(actor: Actor) -> Verdict:
    if may_define(actor) or may_bring_in(actor):
        return YES
    return no("Only analysts may keep a doubted figure as right. Ask one to look at it.")


def sees_unpublished(actor: Actor) -> bool:
    return actor.may(Permission.READ_UNPUBLISHED)


def may_keep_scorecards(actor: Actor) -> Verdict:
    if actor.may(Permission.KEEP_SCORECARDS):
        return YES
    return no("Only plan leads, board officers and analysts may change a scorecard.")
