"""Doubts that somebody looked at and lifted."""

from django.db import models
from django.db.models import Q

from marram.indicators.models.definitions import Indicator
from marram.indicators.models.holdings import Holding
from marram.indicators.vocabulary import Flag


class Clearance(models.Model):
    """A doubt of one figure that counts no more, from a moment until it was taken back.

    `figure` is the key of the figure (`rules.clearing.figure_key`), `row` its row in the delivery;
    `said` is the sentence that doubted it.
    """

    figure = models.CharField(max_length=16)
    flag = models.CharField(max_length=40, choices=[(flag.value, flag.value) for flag in Flag])
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="clearances")
    holding = models.ForeignKey(Holding, models.PROTECT, related_name="clearances")
    row = models.PositiveBigIntegerField()
    said = models.TextField()
    reason = models.TextField()
    cleared_by = models.CharField(max_length=100)
    cleared_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=100, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ["cleared_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "flag"],
                condition=Q(withdrawn_at=None),
                name="a_doubt_is_lifted_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_doubt_is_lifted_for_a_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="a_doubt_comes_back_for_a_reason",
            ),
        ]
