"""Update rounds: the lead asks, each organisation answers on one page from one mail."""

from django.db import models
from django.db.models import Q

from marram.strategy.models.plans import Action, Plan
from marram.strategy.models.ratings import Rating


class Round(models.Model):
    """One asking of all leads of a plan, open until a day."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rounds")
    title = models.TextField()
    message = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=80)
    closes_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(closed_at__isnull=True), name="one_open_round_a_plan"
            ),
        ]


class Invitation(models.Model):
    """One organisation or group that is asked; the link it got is kept as a hash only."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    group = models.ForeignKey(
        "people.Group", models.PROTECT, related_name="+", null=True, blank=True
    )
    email = models.EmailField()
    link_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    chased_at = models.DateTimeField(null=True, blank=True)
    chasers = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, group__isnull=True)
                | Q(organisation__isnull=True, group__isnull=False),
                name="an_invitation_is_for_one",
            ),
            models.UniqueConstraint(
                fields=["round", "organisation"],
                condition=Q(organisation__isnull=False),
                name="one_invitation_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["round", "group"],
                condition=Q(group__isnull=False),
                name="one_invitation_per_group",
            ),
        ]


class Draft(models.Model):
    """What somebody has typed about an action and not yet sent: saved as they type."""

    author = models.CharField(max_length=80)
    action = models.ForeignKey(Action, models.CASCADE, related_name="drafts")
    text = models.TextField(blank=True)
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+", null=True, blank=True)
    reason = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["author", "action"]
        constraints = [
            models.UniqueConstraint(fields=["author", "action"], name="one_draft_each"),
        ]
