"""How those who were asked stand: what they were asked about, and what is waited for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from marram.strategy.models import ActionLead, Asked, Invitation, Update
from marram.strategy.policies import rounds as policies
from marram.strategy.rules import rounds as rules
from marram.strategy.vocabulary import Invited


# Later than any update: an open round counts every answer.
FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Stand:
    """How many actions an invitation asks about, and which nobody has reported on."""

    asked: int
    outstanding: tuple[str, ...]

    @property
    def state(self) -> Invited:
        if not self.outstanding:
            return Invited.ANSWERED
        return Invited.PART_ANSWERED if len(self.outstanding) < self.asked else Invited.WAITING


def linked_addresses(*, groups: Collection[str]) -> Mapping[str, str]:
    """Return where a link was last mailed to for groups, by group. One SQL query.

    For rooms that write to the same people: never shown on a page.
    """
    asked = Invitation.objects.filter(group__in=groups).exclude(email="")
    rows = asked.order_by("sent_at", "pk").values_list("group_id", "email")
    return {str(group): email for group, email in rows}


def askings(*, invitations: Collection[Invitation]) -> Mapping[int, rules.Asking]:
    """Return what the rules of reminding judge by, by invitation. One SQL query.

    `invitations` come with their lead and round.
    """
    return askings_from(invitations=invitations, standing=stands(invitations=invitations))


def lead_key(*, organisation: str | None, group: str | None) -> str:
    """Return how a lead is named in forms: its kind and slug; "" for a mere role."""
    if organisation:
        return f"organisation:{organisation}"
    return f"group:{group}" if group else ""


def name_of(invitation: Invitation) -> str:
    """Return the name of the lead that was asked."""
    lead = invitation.organisation or invitation.group
    return lead.name if lead else ""


def link_names(*, keys: Collection[str]) -> Mapping[str, str]:
    """Return who answered by mailed link, by actor key ("link:40"). One SQL query."""
    numbers = [int(key[5:]) for key in keys if key.startswith("link:") and key[5:].isdigit()]
    if not numbers:
        return {}
    found = Invitation.objects.filter(pk__in=numbers).select_related("organisation", "group")
    return {f"link:{each.pk}": policies.link_actor(each).name for each in found.order_by("pk")}


def stands(*, invitations: Collection[Invitation]) -> Mapping[int, Stand]:
    """Return, by invitation, how many actions are asked about and which are not reported on.

    An action counts once anybody reported on it since the round opened: leads who share one need
    not both write. An action that was retired, or given to another lead, is asked no more.
    """
    asked: dict[int, int] = {invitation.pk: 0 for invitation in invitations}
    outstanding: dict[int, list[str]] = {invitation.pk: [] for invitation in invitations}
    for invitation_id, code, reported in _asked_rows(invitations):
        asked[invitation_id] += 1
        if not reported:
            outstanding[invitation_id].append(code)
    return {key: Stand(count, tuple(outstanding[key])) for key, count in asked.items()}


def askings_from(
    *, invitations: Collection[Invitation], standing: Mapping[int, Stand]
) -> Mapping[int, rules.Asking]:
    return {
        invitation.pk: rules.Asking(
            name=name_of(invitation),
            closes_on=invitation.round.closes_on,
            sent_on=timezone.localtime(invitation.sent_at).date(),
            chased_on=_day(invitation.chased_at),
            chasers=invitation.chasers,
            answered=invitation.answered_at is not None,
            outstanding=len(standing[invitation.pk].outstanding),
        )
        for invitation in invitations
    }


def _asked_rows(invitations: Collection[Invitation]) -> Iterable[tuple[int, str, bool]]:
    still_leads = ActionLead.objects.filter(
        Q(organisation=OuterRef("invitation__organisation"))
        | Q(group=OuterRef("invitation__group")),
        action=OuterRef("action"),
    )
    reported = Update.objects.filter(
        action=OuterRef("action"),
        at__gte=OuterRef("invitation__round__opened_at"),
        at__lte=Coalesce(OuterRef("invitation__round__closed_at"), Value(FOR_EVER)),
    )
    return (
        Asked.objects.filter(
            Exists(still_leads), invitation__in=invitations, action__retired_on__isnull=True
        )
        .annotate(reported=Exists(reported))
        .order_by("invitation", "action__position", "action")
        .values_list("invitation", "action", "reported")
    )


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
