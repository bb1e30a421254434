"""Which measures show how an action or a statement fares."""

from django.db import models

from marram.strategy.models.library import Element
from marram.strategy.models.plans import Action


class ActionMeasure(models.Model):
    """A measure that shows what an action brings. `source` says where that is written."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="measures")
    indicator = models.ForeignKey("indicators.Indicator", models.PROTECT, related_name="+")
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["action", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "indicator"], name="an_action_names_a_measure_once"
            ),
        ]


class StatementMeasure(models.Model):
    """A measure that shows how a priority, outcome or other statement of a framework is met."""

    element = models.ForeignKey(Element, models.CASCADE, related_name="measures")
    indicator = models.ForeignKey("indicators.Indicator", models.PROTECT, related_name="+")
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["element", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["element", "indicator"], name="a_statement_names_a_measure_once"
            ),
        ]
