"""Annual reviews: the plan as it stood on a day, frozen, and what was decided of each action."""

from django.db import models

from marram.strategy.models.plans import Action, Plan
from marram.strategy.vocabulary import ReviewOutcome


class Review(models.Model):
    """A frozen picture of a plan, with the SHA-256 of the frozen text.

    Decisions and conclusions may change until the review is applied to the plan.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reviews")
    title = models.TextField()
    on = models.DateField()
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=80)
    conclusions = models.TextField(blank=True)
    frozen = models.TextField()
    sha256 = models.CharField(max_length=64)
    applied_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["plan", "-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "on"], name="one_review_a_day"),
        ]


class ReviewedAction(models.Model):
    """What a review decided about one action, and why; words may come before the decision."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="decisions")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    outcome = models.CharField(
        max_length=20, blank=True, choices=[(outcome, outcome) for outcome in ReviewOutcome]
    )
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["review", "action"]
        constraints = [
            models.UniqueConstraint(fields=["review", "action"], name="one_outcome_each"),
        ]
