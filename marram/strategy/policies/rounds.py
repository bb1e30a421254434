"""Who may ask, who may answer, and who may see how a round goes."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.models import Action, ActionLead, Invitation, Round
from marram.strategy.vocabulary import Permission


def link_actor(invitation: Invitation) -> Actor:
    """Return the actor behind a mailed link: it speaks for the one lead that it was sent to.

    It is made for the action that takes the answers and never becomes the actor of a request.
    Reading drafts lets it report on a plan that is not published yet.
    """
    lead = invitation.organisation or invitation.group
    return Actor(
        key=f"link:{invitation.pk}",
        name=f"{lead.name if lead else 'A lead'} (by mailed link)",
        permissions=frozenset[str]({Permission.REPORT_PROGRESS, Permission.READ_DRAFTS}),
        organisations=frozenset(filter(None, [invitation.organisation_id])),
        groups=frozenset(filter(None, [invitation.group_id])),
    )


def rounds_seen_by(actor: Actor) -> QuerySet[Round]:
    """Return the rounds that the actor may read: all for a partner, none for a resident."""
    if actor.may(Permission.READ_DRAFTS):
        return Round.objects.all()
    return Round.objects.none()


def may_read_rounds(actor: Actor) -> Verdict:
    if actor.may(Permission.READ_DRAFTS):
        return YES
    return no("Only partners who are logged in may see who was asked for an update.")


def may_chase_everybody(actor: Actor) -> Verdict:
    """The system reminds for every plan each morning; a person reminds for a plan they lead."""
    if actor.key.startswith("system:"):
        return YES
    return no("Reminders for every plan leave by themselves. Open a round to send yours now.")


def may_answer(actor: Actor, invitation: Invitation) -> Verdict:
    """A mailed link answers for the lead that it was sent to, and for nobody else."""
    if actor.key == f"link:{invitation.pk}":
        return YES
    return no("This link belongs to somebody else. Use the link in your own mail.")


def may_report_own(actor: Actor) -> Verdict:
    if not actor.may(Permission.REPORT_PROGRESS):
        return no("Your role does not let you report on actions.")
    return YES


def led_by(actor: Actor) -> QuerySet[Action]:
    """Return the actions that the actor's organisations and groups lead, but the retired."""
    leads = ActionLead.objects.filter(
        Q(organisation__in=actor.organisations) | Q(group__in=actor.groups),
        action=OuterRef("pk"),
    )
    return Action.objects.filter(Exists(leads), retired_on__isnull=True)


def asked_of(invitation: Invitation) -> QuerySet[Action]:
    """Return the actions an invitation asks about that its lead leads still."""
    return led_by(link_actor(invitation)).filter(pk__in=invitation.asked.values("action"))
