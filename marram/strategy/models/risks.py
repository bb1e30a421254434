"""What might go wrong, how likely and how bad, and what is done about it."""

from django.db import models
from django.db.models import Q

from marram.strategy.models.plans import Plan


def _from_one_to_five(*fields: str) -> Q:
    return Q(**{f"{field}__range": (1, 5) for field in fields})


class Risk(models.Model):
    """A risk of a plan or of a group, scored 1 to 5 before and after its mitigations."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="risks", null=True, blank=True)
    group = models.ForeignKey(
        "people.Group", models.PROTECT, related_name="+", null=True, blank=True
    )
    title = models.TextField()
    cause = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    likelihood_before = models.PositiveSmallIntegerField()
    impact_before = models.PositiveSmallIntegerField()
    mitigations = models.TextField()
    likelihood_after = models.PositiveSmallIntegerField()
    impact_after = models.PositiveSmallIntegerField()
    owner = models.TextField()
    review_on = models.DateField()
    raised_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=_from_one_to_five(
                    "likelihood_before", "impact_before", "likelihood_after", "impact_after"
                ),
                name="scores_run_from_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=False) | Q(group__isnull=False),
                name="a_risk_belongs_somewhere",
            ),
        ]


class RiskReview(models.Model):
    """The mark that a meeting looked at a risk, with the scores it left."""

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="reviews")
    on = models.DateField()
    meeting = models.TextField()
    note = models.TextField(blank=True)
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["risk", "-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=_from_one_to_five("likelihood", "impact"),
                name="reviewed_scores_run_from_1_to_5",
            ),
        ]
