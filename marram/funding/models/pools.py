"""Pooled funds, the agreements that hold them, and which commissioner serves which board."""

from django.db import models
from django.db.models import F, Q

from marram.funding.models.exact import share


class Agreement(models.Model):
    """An agreement under section 75 of the NHS Act 2006: who pools what with whom, and since when.

    `delegated_to` is the role that may approve between meetings of the board, `delegated_terms`
    what for.
    """

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.TextField()
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    delegated_to = models.TextField(blank=True)
    delegated_terms = models.TextField(blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(starts_on__lt=F("ends_on")),
                name="an_agreement_ends_after_it_starts",
            ),
        ]


class Party(models.Model):
    """An organisation that is bound by an agreement. Either it is the council or it is the NHS."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    nhs = models.BooleanField()

    class Meta:
        ordering = ["agreement", "nhs", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="a_party_once"),
        ]


class Pool(models.Model):
    """One year's pooled fund of one area. `year` is that in which the financial year begins."""

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.TextField()
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="pools", null=True, blank=True
    )
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year", "title", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="one_pool_per_area_and_year"),
        ]


class CommissionerShare(models.Model):
    """Which board's area an NHS commissioner serves, and what part of its contribution goes there.

    `percent` is of the commissioner's whole contribution; None where it was never printed.
    """

    commissioner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="+")
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    percent = share(null=True, blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["area", "first_year", "commissioner"]
        constraints = [
            models.UniqueConstraint(
                fields=["commissioner", "area", "first_year"], name="one_share_per_area_and_year"
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gt=0, percent__lte=100),
                name="a_share_is_a_percentage",
            ),
        ]
