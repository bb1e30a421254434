"""How a sheet of somebody else's shape is read."""

from django.db import models


class SheetMapping(models.Model):
    """Which rows and columns of a wide sheet say what; saved, so that next month's is read alike.

    `reading` holds what `rules.sheets.Mapping` says, as JSON.
    """

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.CharField(max_length=200)
    reading = models.JSONField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title", "slug"]
