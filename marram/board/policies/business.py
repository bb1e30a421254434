"""Who may read and keep the board's business: seats, meetings, agendas, minutes, resolutions.

Three readers stand apart. Everybody reads what is published and not exempt; partners also read
public business in preparation; members and officers also read what is exempt.
"""

from django.db.models import Q, QuerySet

from marram.board.models import AgendaItem, Declaration, ForwardEntry, Meeting, Resolution
from marram.board.vocabulary import Permission
from marram.board.vocabulary.resolutions import Outcome
from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no


def may_keep(actor: Actor) -> Verdict:
    if actor.may(Permission.KEEP_BUSINESS):
        return YES
    return no("Only board officers and administrators may change the board's business.")


def may_read_drafts(actor: Actor) -> Verdict:
    if actor.may(Permission.READ_DRAFTS):
        return YES
    return no("You need an account of a partner organisation to read business in preparation.")


def may_read_exempt(actor: Actor) -> Verdict:
    if actor.may(Permission.READ_EXEMPT):
        return YES
    return no("Only members of the board and its officers may read exempt papers.")


def may_declare(actor: Actor) -> Verdict:
    """Members declare for themselves; officers write down what is said in the meeting."""
    if actor.may(Permission.DECLARE) or actor.may(Permission.KEEP_BUSINESS):
        return YES
    return no("Only members of the board and its officers may declare interests.")


def may_report_back(actor: Actor, resolution: Resolution) -> Verdict:
    """What came of a resolution is told by its owner, or by those who keep the business."""
    if actor.may(Permission.KEEP_BUSINESS):
        return YES
    if not actor.may(Permission.REPORT_BACK):
        return no("Your role does not let you report back on resolutions.")
    if resolution.owner_organisation_id in actor.organisations:
        return YES
    if resolution.owner_group_id in actor.groups:
        return YES
    return no(f"Only the owner of {resolution.code} and board officers may report back on it.")


def meetings_seen_by(actor: Actor) -> QuerySet[Meeting]:
    """Return every meeting: when people meet is no secret. What is on its page is asked apart."""
    return Meeting.objects.all()


def items_seen_by(actor: Actor) -> QuerySet[AgendaItem]:
    """Return the items of business that the actor may read."""
    if actor.may(Permission.READ_EXEMPT):
        return AgendaItem.objects.all()
    public = AgendaItem.objects.filter(exempt_under="")
    if actor.may(Permission.READ_DRAFTS):
        return public
    return public.filter(published_on__isnull=False)


def resolutions_seen_by(actor: Actor) -> QuerySet[Resolution]:
    """Return the resolutions that the actor may read.

    Everybody reads those of published minutes, those that a published report recommends, and
    decisions made without a meeting; none of an exempt item.
    """
    if actor.may(Permission.READ_EXEMPT):
        return Resolution.objects.all()
    public = Resolution.objects.filter(Q(item=None) | Q(item__exempt_under=""), exempt_under="")
    if actor.may(Permission.READ_DRAFTS):
        return public
    minuted = Q(meeting__minutes_published_on__isnull=False)
    recommended = Q(outcome=Outcome.RECOMMENDED, item__published_on__isnull=False)
    return public.filter(minuted | recommended | Q(meeting=None))


def declarations_seen_by(actor: Actor) -> QuerySet[Declaration]:
    """Return the declarations under items that the actor may read; the public reads minutes."""
    found = Declaration.objects.filter(item__in=items_seen_by(actor))
    if actor.may(Permission.READ_DRAFTS):
        return found
    return found.filter(item__meeting__minutes_published_on__isnull=False)


def entries_seen_by(actor: Actor) -> QuerySet[ForwardEntry]:
    """Return the matters of forward plans that the actor may read in full."""
    if actor.may(Permission.READ_EXEMPT):
        return ForwardEntry.objects.all()
    return ForwardEntry.objects.filter(exempt_under="")


def may_read_minutes(actor: Actor, meeting: Meeting) -> Verdict:
    """Minutes are public once they are published, draft or confirmed."""
    if meeting.minutes_published_on is not None or actor.may(Permission.READ_DRAFTS):
        return YES
    return no("The minutes of this meeting are not published yet.")


def may_read_nature(actor: Actor, declaration: Declaration) -> Verdict:
    """A sensitive interest is known to exist; what it is stays with the monitoring officer.

    Source: Localism Act 2011, section 32.
    """
    if not declaration.sensitive or actor.may(Permission.KEEP_BUSINESS):
        return YES
    return no("A sensitive interest: its nature is kept back under section 32 of the Localism Act.")
