"""What commissioners intend to buy, and the need and priority that it answers."""

from django.db import models

from marram.funding.models.contracts import Contract
from marram.funding.vocabulary.money import IntentionStage


class Intention(models.Model):
    """A service that is to be commissioned. `period` is as its paper writes it."""

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.CharField(max_length=300)
    commissioners = models.CharField(max_length=300, blank=True)
    period = models.CharField(max_length=100, blank=True)
    need = models.TextField(blank=True)
    # A key, as in a return's scheme lines: a priority that is withdrawn leaves a loose end.
    priority = models.CharField(max_length=120, blank=True, db_index=True)
    service = models.CharField(max_length=200, blank=True)
    contract = models.ForeignKey(
        Contract, models.PROTECT, related_name="intentions", null=True, blank=True
    )
    stage = models.CharField(
        max_length=20,
        choices=[(each.value, each.value) for each in IntentionStage],
        default=IntentionStage.PROPOSED.value,
    )
    review_on = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["slug"]
