"""Scorecards: which measures a board or a plan lead watches, of whom, and what is said of misses.

Lines and notes are never changed: a line is taken off, a note is written anew. So a report of last
month can be made again as it was.
"""

from django.db import models
from django.db.models import F, Q

from marram.indicators.models.definitions import Indicator


class Scorecard(models.Model):
    """A choice of measures of one place, and of its main provider where it has one.

    `place` and `provider` are the code of an area or the key of an organisation.
    """

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    place = models.CharField(max_length=60)
    provider = models.CharField(max_length=60, blank=True)
    kept_by = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title", "slug"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_scorecard_has_a_title"),
            models.CheckConstraint(condition=~Q(place=""), name="a_scorecard_is_of_a_place"),
        ]


class ScorecardLine(models.Model):
    """A measure on a scorecard, from the moment it was put there until it was taken off."""

    scorecard = models.ForeignKey(Scorecard, models.PROTECT, related_name="lines")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=120, blank=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["scorecard", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scorecard", "indicator"],
                condition=Q(removed_at=None),
                name="a_measure_stands_once_on_a_scorecard",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(removed_at__gte=F("added_at")),
                name="a_line_is_taken_off_after_it_was_put_on",
            ),
        ]


class ExceptionNote(models.Model):
    """What is said of a measure that misses; it is carried forward until a newer one is written.

    `keeps` has the measure stay on the report though it misses nothing. `number` counts the notes
    of one measure on one scorecard; `closed` ends them.
    """

    scorecard = models.ForeignKey(Scorecard, models.PROTECT, related_name="notes")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    key_issues = models.TextField(blank=True)
    key_actions = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True)
    expected_recovery = models.TextField(blank=True)
    recovery_on = models.DateField(null=True, blank=True)
    keeps = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)
    source = models.TextField(blank=True)
    written_by = models.CharField(max_length=100)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["scorecard", "indicator", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["scorecard", "indicator", "number"],
                name="an_exception_note_is_numbered_once",
            )
        ]


class Neighbour(models.Model):
    """A place that is like another, by some published model; 1 is the most alike."""

    place = models.CharField(max_length=60)
    neighbour = models.CharField(max_length=60)
    rank = models.PositiveIntegerField()
    basis = models.CharField(max_length=200)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["place", "basis", "rank", "neighbour"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "neighbour", "basis"], name="a_neighbour_is_told_once"
            ),
            models.CheckConstraint(
                condition=~Q(place=F("neighbour")), name="nobody_is_their_own_neighbour"
            ),
        ]
