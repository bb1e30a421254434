"""What things cost and what they give back, as papers say it."""

from django.db import models

from marram.funding.models.exact import Exact
from marram.funding.vocabulary.money import EconomicKind


class EconomicFact(models.Model):
    """A cost, saving, ratio or fee that a paper prints, with its period and price year.

    An `amount` that is not there was not printed. `price_year` is the year in whose prices the
    amount is given; `price_basis` says whether the paper states it.
    """

    slug = models.SlugField(primary_key=True, max_length=60)
    item = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=20, choices=[(each.value, each.value) for each in EconomicKind]
    )
    amount = Exact(places=3, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    context = models.TextField(blank=True)
    period = models.CharField(max_length=100, blank=True)
    area = models.CharField(max_length=200, blank=True)
    price_year = models.CharField(max_length=20, blank=True)
    price_basis = models.CharField(max_length=100, blank=True)
    quality = models.CharField(max_length=200, blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["slug"]
