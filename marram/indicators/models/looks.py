"""How often the page of a measure was looked at."""

from django.db import models
from django.db.models import Q

from marram.indicators.models.definitions import Indicator


class Look(models.Model):
    """How many times in a month people of one role looked at a measure. Of who looked, and on
    which day, nothing is kept. `month` is its first day."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="looks")
    month = models.DateField()
    role = models.CharField(max_length=60)
    times = models.PositiveBigIntegerField(default=1)

    class Meta:
        ordering = ["indicator", "-month", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "month", "role"], name="looks_of_a_role_are_counted_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="looks_are_counted_by_month"),
        ]
