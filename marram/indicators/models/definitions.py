"""Indicators and the versions of their definitions."""

from django.db import models
from django.db.models import F, Q

from marram.indicators.vocabulary import Cycle, IntervalMethod, Measure, Polarity, SmallNumbers


def _choices(*words: str) -> list[tuple[str, str]]:
    return [(str(word), str(word)) for word in words]


class DataSource(models.Model):
    """Who publishes figures, and what they are used for."""

    slug = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=200)
    owner = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=80, blank=True)
    used_for = models.TextField(blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "slug"]


class Indicator(models.Model):
    """Something that is measured. What exactly is said by its definitions, one after another;
    `version` is the number of the newest."""

    slug = models.SlugField(primary_key=True, max_length=60)
    published_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["slug"]


class Definition(models.Model):
    """One version of what an indicator means. It is never changed: a change is a new version, so
    that a figure of last year can be told by the definition of last year."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="definitions")
    number = models.PositiveIntegerField()
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    title = models.CharField(max_length=300)
    meaning = models.TextField(blank=True)
    numerator = models.TextField(blank=True)
    denominator = models.TextField(blank=True)
    measure = models.CharField(max_length=40, choices=_choices(*Measure))
    unit = models.CharField(max_length=40)
    lowest = models.FloatField(null=True, blank=True)
    highest = models.FloatField(null=True, blank=True)
    interval = models.CharField(
        max_length=40, choices=_choices(*IntervalMethod), default=IntervalMethod.AS_GIVEN.value
    )
    standard_population = models.CharField(max_length=120, blank=True)
    polarity = models.CharField(max_length=20, choices=_choices(*Polarity))
    topic = models.CharField(max_length=120, blank=True)
    life_stage = models.CharField(max_length=40, blank=True)
    synonyms = models.TextField(blank=True)
    data_source = models.ForeignKey(
        DataSource, models.PROTECT, related_name="+", null=True, blank=True
    )
    publisher_number = models.CharField(max_length=40, blank=True)
    cycle = models.CharField(
        max_length=20, choices=_choices(*Cycle), default=Cycle.NOT_STATED.value
    )
    lag_days = models.PositiveIntegerField(default=0)
    small_numbers = models.CharField(
        max_length=60, choices=_choices(*SmallNumbers), default=SmallNumbers.NONE.value
    )
    owner = models.CharField(max_length=200, blank=True)
    caveats = models.TextField(blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["indicator", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "number"], name="a_definition_is_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(lowest=None) | Q(highest=None) | Q(highest__gt=F("lowest")),
                name="the_highest_value_is_above_the_lowest",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="a_definition_has_a_title"),
        ]
        indexes = [models.Index(fields=["publisher_number"], name="definition_of_a_publisher")]
