from django.db import models
from django.db.models import F, Q

from marram.places.vocabulary import Kind, Sex


class Area(models.Model):
    """A stretch of land with a code and a name, in use while starts_on <= day < ends_on.

    `starts_on` is None where the first day is not known, `named_since` where the area has had
    its name from the first; `basis` says how sure we are of the code and where it came from.
    """

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    named_since = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kind", "name", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in Kind]), name="an_area_has_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="an_area_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AreaWithin(models.Model):
    """That an area lay within another while starts_on <= day < ends_on."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Area, models.CASCADE, related_name="parts")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["area", "parent", F("starts_on").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(area=F("parent")), name="no_area_lies_within_itself"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="lying_within_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["area", "parent", "starts_on"], name="lying_within_starts_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["area", "parent"],
                condition=Q(starts_on=None),
                name="lying_within_since_always_is_said_once",
            ),
        ]


class AreaSuccession(models.Model):
    """That one area took over from another on a day. An area may have several successors."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Area, models.CASCADE, related_name="predecessions")
    on = models.DateField()
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["area", "on", "successor"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(area=F("successor")), name="no_area_succeeds_itself"
            ),
            models.UniqueConstraint(fields=["area", "successor"], name="an_area_succeeds_once"),
        ]


class BestFit(models.Model):
    """The share of one area's people that another area is taken to hold, 0 to 1."""

    from_area = models.ForeignKey(Area, models.CASCADE, related_name="best_fits")
    to_area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    share = models.DecimalField(max_digits=9, decimal_places=8)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["from_area", "to_area"]
        constraints = [
            models.UniqueConstraint(fields=["from_area", "to_area"], name="one_share_a_pair"),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1), name="a_share_is_a_part_of_one"
            ),
        ]


class Boundary(models.Model):
    """Where an area lies from a day on, until its next boundary; None is since always.

    `outline` is as `vocabulary.Outline` writes it, with as few points as drawing needs; the box
    round it is in degrees, so that what lies beside an area is found without reading outlines.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="boundaries")
    starts_on = models.DateField(null=True, blank=True)
    outline = models.TextField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["area", F("starts_on").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "starts_on"], name="a_boundary_starts_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["area"], condition=Q(starts_on=None), name="one_boundary_since_always"
            ),
            models.CheckConstraint(
                condition=Q(west__lte=F("east"), south__lte=F("north")),
                name="a_box_has_its_corners_in_order",
            ),
        ]


class Population(models.Model):
    """How many people of an age band and sex lived in an area in a year.

    Ages are whole years, from `age_start` up to but not including `age_end`; the last band is
    open and has no `age_end`.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="populations")
    year = models.PositiveSmallIntegerField()
    age_start = models.PositiveSmallIntegerField()
    age_end = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=10)
    count = models.PositiveIntegerField()
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["area", "year", "sex", "age_start"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year", "sex", "age_start"], name="one_band_starts_at_an_age"
            ),
            models.CheckConstraint(
                condition=Q(age_end=None) | Q(age_end__gt=F("age_start")),
                name="an_age_band_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(sex__in=[str(sex) for sex in Sex]), name="a_count_has_a_sex"
            ),
        ]
