"""Contracts and the social value that they promise."""

from django.db import models
from django.db.models import Q

from marram.funding.models.exact import Exact, money
from marram.funding.vocabulary.money import Aim


class Contract(models.Model):
    """An agreement with a provider. `term` is as the papers write it.

    The weights say how much of the award was judged on what, in percent.
    """

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.CharField(max_length=200)
    provider = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    commissioners = models.CharField(max_length=300, blank=True)
    term = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    extension_months = models.PositiveSmallIntegerField(null=True, blank=True)
    yearly_value = money(null=True, blank=True)
    price_weight = Exact(places=2, null=True, blank=True)
    quality_weight = Exact(places=2, null=True, blank=True)
    social_weight = Exact(places=2, null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gt=models.F("starts_on")),
                name="a_contract_ends_after_it_starts",
            ),
        ]


class SocialValueStep(models.Model):
    """What was done at one of the six steps of the commissioning cycle, and when."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="steps")
    step = models.PositiveSmallIntegerField()
    evidence = models.TextField()
    on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["contract", "step"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "step"], name="a_step_is_answered_once"),
            models.CheckConstraint(condition=Q(step__range=(1, 6)), name="the_cycle_has_six_steps"),
        ]


class Commitment(models.Model):
    """Social value that a provider promised, as a quantity by a day."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="commitments")
    aim = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Aim])
    promise = models.CharField(max_length=300)
    unit = models.CharField(max_length=60)
    promised = Exact(places=2)
    due_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["contract", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "promise"], name="commitments_are_told_apart"
            ),
            models.CheckConstraint(
                condition=Q(promised__gt=0), name="a_commitment_promises_something"
            ),
        ]


class Measurement(models.Model):
    """How much of a commitment was kept by a day, counted from the start of the contract."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="measurements")
    on = models.DateField()
    achieved = Exact(places=2)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["commitment", "on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "on"], name="one_measurement_a_day"),
            models.CheckConstraint(
                condition=Q(achieved__gte=0), name="what_is_achieved_is_not_negative"
            ),
        ]
