"""The library of strategies, how they hang together, and what each promises."""

from django.db import models
from django.db.models import F, Q

from marram.strategy.vocabulary import ElementLevel, Level, Purpose, Relation


class Strategy(models.Model):
    """A strategy, plan, act or framework that the place works by, whoever wrote it.

    `starts_on` and `ends_on` are half-open: the strategy runs while starts_on <= day < ends_on.
    `status_text` is what its paper says of it; the life span is worked out from dates.
    """

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.TextField()
    area = models.TextField(blank=True)
    level = models.CharField(max_length=20, choices=[(level, level) for level in Level])
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    owner = models.TextField(blank=True)
    owner_organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    owner_group = models.ForeignKey(
        "people.Group", models.PROTECT, related_name="+", null=True, blank=True
    )
    status_text = models.TextField(blank=True)
    population = models.TextField(blank=True)
    gist = models.TextField(blank=True)
    source = models.TextField(blank=True)
    in_review_since = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gt=F("starts_on")),
                name="strategy_ends_after_it_starts",
            ),
        ]


class StrategyLink(models.Model):
    """What one strategy is to another: "the place plan delivers the health strategy"."""

    origin = models.ForeignKey(Strategy, models.CASCADE, related_name="links_out")
    relation = models.CharField(max_length=20, choices=[(word, word) for word in Relation])
    target = models.ForeignKey(Strategy, models.CASCADE, related_name="links_in")
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["origin", "relation", "target"]
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "relation", "target"], name="one_link_per_relation"
            ),
            models.CheckConstraint(
                condition=~Q(origin=F("target")), name="no_strategy_links_to_itself"
            ),
        ]


class Coverage(models.Model):
    """Which area has which strategy, assessment or mapping, and at what stage."""

    area = models.TextField()
    subject = models.TextField()
    stage = models.TextField(blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["subject", "area", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "subject"], name="one_stage_per_area_subject"),
        ]


class Provision(models.Model):
    """One thing an area does to promote wellbeing, to prevent illness or to help recovery.

    A paper that lists nothing for an area and a purpose is kept too, as an empty `activity`.
    """

    area = models.TextField()
    purpose = models.CharField(max_length=20, choices=[(word, word) for word in Purpose])
    activity = models.TextField(blank=True)
    provider = models.TextField(blank=True)
    target = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "purpose", "activity"], name="one_activity_per_purpose"
            ),
        ]


class Element(models.Model):
    """One statement of a strategy's framework: vision, aim, outcome, objective, priority, theme."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="elements")
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True
    )
    level = models.CharField(max_length=20, choices=[(level, level) for level in ElementLevel])
    ref = models.CharField(max_length=40)
    text = models.TextField()
    life_course = models.TextField(blank=True)
    pillar = models.TextField(blank=True)
    stage = models.CharField(max_length=20, blank=True)
    position = models.PositiveIntegerField()
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["strategy", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "level", "ref"], name="one_element_per_ref"
            ),
        ]


class Chapter(models.Model):
    """What a strategy says in one chapter of the template, while it is written."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="chapters")
    key = models.SlugField(max_length=30)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["strategy", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "key"], name="one_chapter_per_key"),
        ]


class SuccessFactor(models.Model):
    """How a strategy will know it worked. The baseline is fixed once and never moves after."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="success_factors")
    statement = models.TextField()
    measure = models.TextField()
    unit = models.CharField(max_length=60)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    baseline = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    baseline_source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["strategy", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_on__isnull=True)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="a_baseline_has_its_day",
            ),
        ]


class StatutoryFunction(models.Model):
    """A power or duty of the board, and how it is met."""

    slug = models.SlugField(primary_key=True, max_length=60)
    duty = models.TextField()
    law = models.TextField()
    how_met = models.TextField(blank=True)
    met = models.BooleanField(null=True)
    checked_on = models.DateField(null=True, blank=True)
    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="+", null=True, blank=True)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "slug"]


class Promise(models.Model):
    """A promise or commitment that was made in public, to be kept and shown to be kept."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="promises")
    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=40)
    statement = models.TextField()
    theme = models.TextField(blank=True)
    kept = models.BooleanField(null=True)
    judged_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["strategy", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "kind", "ref"], name="one_promise_per_ref"),
        ]
