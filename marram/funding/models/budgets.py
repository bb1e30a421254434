"""Budgets: income and spend for a period, growth, and how many people they are for."""

from django.db import models
from django.db.models import Q

from marram.funding.models.exact import Exact, money
from marram.funding.vocabulary.money import Side


class Budget(models.Model):
    """What came in and went out for one purpose in one period, with the totals a paper prints.

    `people` is how many people it is for, and `people_words` who they are.
    """

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    period = models.CharField(max_length=100)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    people_words = models.CharField(max_length=200, blank=True)
    printed_income = money(null=True, blank=True)
    printed_spend = money(null=True, blank=True)
    printed_balance = money(null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["slug"]


class BudgetLine(models.Model):
    """A line of income or spend, in pounds, or how much one rose over the period, or both."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Side])
    title = models.CharField(max_length=200)
    payer = models.CharField(max_length=200, blank=True)
    amount = money(null=True, blank=True)
    rise = money(null=True, blank=True)
    rise_percent = Exact(places=2, null=True, blank=True)
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["budget", "side", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "side", "title"], name="budget_lines_are_told_apart"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | Q(rise__isnull=False),
                name="a_budget_line_has_a_figure",
            ),
            models.CheckConstraint(
                condition=Q(step__isnull=True) | Q(step__range=(0, 5)),
                name="steps_run_from_0_to_5",
            ),
        ]


class StepNeed(models.Model):
    """How many people need a step of the stepped care model, beside what is spent on it."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="needs")
    step = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["budget", "step"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "step"], name="a_step_is_counted_once"),
            models.CheckConstraint(
                condition=Q(step__range=(0, 5)), name="needed_steps_run_from_0_to_5"
            ),
        ]
