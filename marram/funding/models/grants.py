"""Grants: what for, on what conditions, planned on what, and what became of the money."""

from django.db import models
from django.db.models import Q

from marram.funding.models.exact import Exact, money
from marram.funding.vocabulary.money import FigureKind, MovementKind, Unspent


class Grant(models.Model):
    """Money given for a purpose. `period` and `source` are as the papers write them."""

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.CharField(max_length=200)
    funder = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    part_of = models.ForeignKey("self", models.PROTECT, related_name="parts", null=True, blank=True)
    purpose = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    award = money(null=True, blank=True)
    period = models.CharField(max_length=100, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    unspent = models.CharField(
        max_length=20,
        choices=[(each.value, each.value) for each in Unspent],
        default=Unspent.NOT_STATED.value,
    )
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(award__isnull=True) | Q(award__gte=0), name="a_grant_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gt=models.F("starts_on")),
                name="a_grant_ends_after_it_starts",
            ),
        ]


class GrantLine(models.Model):
    """One thing that a grant is planned to be spent on, in pounds; `rate` is for one `unit`."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    quantity = Exact(places=2, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    rate = Exact(places=4, null=True, blank=True)
    planned = money()
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["grant", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "title"], name="grant_lines_are_told_apart"),
            models.CheckConstraint(
                condition=Q(planned__gte=0), name="planned_grant_spend_is_not_negative"
            ),
        ]


class GrantFigure(models.Model):
    """A figure that a paper prints about a grant, which the lines are held against."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=20, choices=[(each.value, each.value) for each in FigureKind]
    )
    amount = money()
    as_printed = models.CharField(max_length=40)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["grant", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "title"], name="grant_figures_are_told_apart"),
        ]


class GrantMovement(models.Model):
    """Money of a grant that moved: received, spent, carried forward until a day, or paid back."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="movements")
    line = models.ForeignKey(
        GrantLine, models.PROTECT, related_name="movements", null=True, blank=True
    )
    kind = models.CharField(
        max_length=20, choices=[(each.value, each.value) for each in MovementKind]
    )
    amount = money()
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["grant", "on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="money_that_moved_is_positive"),
            models.CheckConstraint(
                condition=Q(kind=MovementKind.CARRIED.value, until__isnull=False)
                | (~Q(kind=MovementKind.CARRIED.value) & Q(until__isnull=True)),
                name="what_is_carried_forward_has_an_end",
            ),
        ]
