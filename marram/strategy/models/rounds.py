"""Update rounds: the lead asks, each organisation answers on one page from one mail."""

from django.db import models
from django.db.models import Q

from marram.strategy.models.plans import Action, Plan
from marram.strategy.models.ratings import Rating


class Round(models.Model):
    """One asking of all leads of a plan.

    `closes_on` is the last day for answers that was asked for; the round is open until somebody
    closes it, so that a late answer is still taken.
    """

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
    """One organisation or group that is asked in a round, and how it was reached."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    group = models.ForeignKey(
        "people.Group", models.PROTECT, related_name="+", null=True, blank=True
    )
    email = models.EmailField()
    sent_at = models.DateTimeField()
    mail_failed_at = models.DateTimeField(null=True, blank=True)
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


class Link(models.Model):
    """A link that was mailed; its secret is kept as a hash only.

    A reminder cannot repeat a secret that nobody kept, so it carries a new link; the earlier ones
    go on working until they are ended.
    """

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["invitation", "made_at", "pk"]


class Asked(models.Model):
    """An action that an invitation asks about: fixed when the round opens."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="asked")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["invitation", "action"]
        constraints = [
            models.UniqueConstraint(fields=["invitation", "action"], name="an_action_asked_once"),
        ]


class Draft(models.Model):
    """What somebody has typed about an action and not yet sent: saved as they type.

    `window` is the browser window that saved last, by a random word made when its page was built.
    """

    author = models.CharField(max_length=80)
    action = models.ForeignKey(Action, models.CASCADE, related_name="drafts")
    unchanged = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+", null=True, blank=True)
    reason = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    window = models.CharField(max_length=20, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["author", "action"]
        constraints = [
            models.UniqueConstraint(fields=["author", "action"], name="one_draft_each"),
        ]
