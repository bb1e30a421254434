"""Decisions that scrutiny called in, and what became of them step by step."""

from django.db import models
from django.db.models import Q

from marram.board.models.checks import one_of
from marram.board.models.resolutions import Resolution
from marram.board.vocabulary.call_ins import State


class CallIn(models.Model):
    """A notice that calls a decision in. Who signs first is known by role, never by name."""

    resolution = models.OneToOneField(Resolution, models.PROTECT, related_name="call_in")
    called_on = models.DateField()
    role = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    members = models.PositiveSmallIntegerField()
    reasons = models.TextField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-called_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="a_call_in_says_why"),
            models.CheckConstraint(condition=~Q(role=""), name="a_call_in_says_who"),
        ]


class CallInStep(models.Model):
    """What scrutiny, full council or the board said of a decision that was called in."""

    call_in = models.ForeignKey(CallIn, models.PROTECT, related_name="steps")
    on = models.DateField()
    state = models.CharField(max_length=40)
    body = models.CharField(max_length=200)
    words = models.TextField()

    class Meta:
        ordering = ["call_in", "on", "pk"]
        constraints = [
            models.CheckConstraint(condition=one_of("state", State), name="a_step_leads_somewhere"),
            models.CheckConstraint(condition=~Q(words=""), name="a_step_says_something"),
        ]
