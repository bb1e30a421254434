"""Who may read, write, sign and publish reports."""

from django.db.models import Q, QuerySet

from marram.board.models import Report, ReportAuthor
from marram.board.vocabulary import Permission
from marram.board.vocabulary.reports import Clearance, Stage
from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no


SIGNS = {
    Clearance.FINANCE: Permission.CLEAR_FINANCE,
    Clearance.LEGAL: Permission.CLEAR_LEGAL,
}


def reports_seen_by(actor: Actor) -> QuerySet[Report]:
    """Return the reports that the actor may read.

    Everybody reads what is published, unless its item is exempt. Authors read their own at any
    stage, those who sign what was sent to them, and those who keep the board's business all.
    """
    if actor.may(Permission.KEEP_BUSINESS):
        return Report.objects.all()
    seen = Q(stage=Stage.PUBLISHED)
    if not actor.may(Permission.READ_EXEMPT):
        seen &= Q(item__exempt_under="")
    if any(actor.may(permission) for permission in SIGNS.values()):
        seen |= Q(stage__in=[Stage.IN_CLEARANCE, Stage.CLEARED])
    if actor.may(Permission.WRITE_REPORTS) and actor.user_id is not None:
        own = ReportAuthor.objects.filter(user_id=actor.user_id)
        seen |= Q(pk__in=own.values("report"))
    return Report.objects.filter(seen)


def may_begin(actor: Actor) -> Verdict:
    if actor.may(Permission.WRITE_REPORTS):
        return YES
    return no("Your role does not let you write reports to the board.")


def may_write(actor: Actor, report: Report) -> Verdict:
    """A report is written by its authors, and by those who keep the board's business.

    One SQL query, none for the latter.
    """
    if actor.may(Permission.KEEP_BUSINESS):
        return YES
    if not may_begin(actor):
        return may_begin(actor)
    authors = ReportAuthor.objects.filter(report=report)
    if actor.user_id is not None and authors.filter(user_id=actor.user_id).exists():
        return YES
    return no("You are not one of its authors. Ask one of them to name you.")


def may_sign(actor: Actor, report: Report, clearance: Clearance) -> Verdict:
    """Finance and legal officers sign; nobody signs off what they wrote. One SQL query."""
    if not actor.may(SIGNS[clearance]):
        return no(f"Only {clearance} officers may give the {clearance} sign-off.")
    authors = ReportAuthor.objects.filter(report=report)
    if actor.user_id is not None and authors.filter(user_id=actor.user_id).exists():
        return no("You are one of its authors. Somebody else must sign it off.")
    return YES


def may_send_back(actor: Actor) -> Verdict:
    if actor.may(Permission.KEEP_BUSINESS):
        return YES
    if any(actor.may(permission) for permission in SIGNS.values()):
        return YES
    return no("Only those who sign reports off, and board officers, may send one back.")


def may_work_on(actor: Actor, report: Report) -> Verdict:
    """Authors, those who sign and those who keep the business see how a report is made."""
    return may_write(actor, report) if not may_send_back(actor) else YES


def may_publish(actor: Actor) -> Verdict:
    if actor.may(Permission.KEEP_BUSINESS):
        return YES
    return no("Only board officers may publish reports or take them back.")
