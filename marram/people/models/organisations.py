from django.db import models
from django.db.models import F, Q

from marram.people.vocabulary import Sector


class Organisation(models.Model):
    """A body that plans, pays for, delivers or speaks for something. Its slug is its key."""

    slug = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    sector = models.CharField(max_length=40)
    kind = models.CharField(max_length=120, blank=True)
    area_served = models.CharField(max_length=200, blank=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    part_played = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sector__in=[str(sector) for sector in Sector]),
                name="an_organisation_has_a_sector",
            ),
            models.CheckConstraint(
                condition=~Q(part_of=F("slug")), name="no_organisation_is_part_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name
