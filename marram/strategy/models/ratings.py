"""Red, amber and green mean what their scheme says; without a scheme a colour means nothing."""

from django.db import models

from marram.strategy.vocabulary import Tone


class Scheme(models.Model):
    """A set of ratings with defined meanings, such as the one a scoping tool prints."""

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.TextField()
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["slug"]


class Rating(models.Model):
    """One rating of a scheme: its label, what it means, how it looks and what it asks for."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="ratings")
    code = models.SlugField(max_length=40)
    label = models.TextField()
    meaning = models.TextField()
    tone = models.CharField(max_length=10, choices=[(tone, tone) for tone in Tone])
    position = models.PositiveSmallIntegerField()
    needs_reason = models.BooleanField(default=False)
    finishes = models.BooleanField(default=False)

    class Meta:
        ordering = ["scheme", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="one_rating_per_code"),
        ]
