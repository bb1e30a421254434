"""What is to come to the board, as officers add it, and the plans that were published."""

from django.db import models
from django.db.models import Q


class ForwardEntry(models.Model):
    """A matter that an officer put in the forward plan; others are worked out from the record."""

    board = models.ForeignKey("board.Board", models.CASCADE, related_name="forward_entries")
    title = models.CharField(max_length=300)
    maker = models.CharField(max_length=200)
    due_on = models.DateField()
    spending = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    wards = models.PositiveSmallIntegerField(null=True, blank=True)
    consultees = models.TextField(blank=True)
    papers = models.TextField(blank=True)
    contact_role = models.CharField(max_length=200, blank=True)
    exempt_under = models.CharField(max_length=20, blank=True)
    exempt_because = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["board", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(exempt_under="") | ~Q(exempt_because=""),
                name="a_private_matter_says_why",
            ),
        ]


class ForwardPlan(models.Model):
    """A forward plan as it was published: its lines stay as they were that day."""

    board = models.ForeignKey("board.Board", models.CASCADE, related_name="forward_plans")
    published_on = models.DateField()
    until = models.DateField()
    lines = models.JSONField()

    class Meta:
        ordering = ["board", "-published_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "published_on"], name="one_forward_plan_a_day"
            ),
        ]
