"""Action plans: what will be done, who leads it, by when, and what its leads have said since."""

from django.db import models
from django.db.models import F, Q

from marram.strategy.models.library import Strategy
from marram.strategy.models.ratings import Rating, Scheme
from marram.strategy.vocabulary import ActionKind, Timing


class Plan(models.Model):
    """A list of actions that delivers a strategy, rated by one scheme, updated on one cycle."""

    slug = models.SlugField(primary_key=True, max_length=60)
    title = models.TextField()
    prefix = models.CharField(max_length=12)
    strategy = models.ForeignKey(
        Strategy, models.PROTECT, related_name="plans", null=True, blank=True
    )
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+")
    group = models.ForeignKey(
        "people.Group", models.PROTECT, related_name="+", null=True, blank=True
    )
    cycle_days = models.PositiveSmallIntegerField(default=91)
    adopted_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["prefix"], name="one_plan_per_prefix"),
            models.CheckConstraint(condition=Q(cycle_days__gt=0), name="a_cycle_has_days"),
        ]


class PlanLead(models.Model):
    """Somebody who runs a plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="leads")
    user = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "user"]
        constraints = [models.UniqueConstraint(fields=["plan", "user"], name="a_lead_once")]


class Action(models.Model):
    """One line of a plan: what, for whom, how, led by whom, when, and what it should lead to.

    `timescale` is kept as it was written; `starts_on` and `due_on` are what it means, both days
    within the span. `rating` is the claimed status. `update_due_on` is the day after which the
    action counts as having no recent update.
    """

    code = models.SlugField(primary_key=True, max_length=40)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="actions")
    kind = models.CharField(
        max_length=20, choices=[(kind, kind) for kind in ActionKind], default=ActionKind.PLAN_ROW
    )
    position = models.PositiveIntegerField()
    section = models.TextField(blank=True)
    subsection = models.TextField(blank=True)
    ref = models.CharField(max_length=40, blank=True)
    what = models.TextField()
    target_focus = models.TextField(blank=True)
    intervention = models.TextField(blank=True)
    timescale = models.TextField(blank=True)
    timing = models.CharField(max_length=30, choices=[(timing, timing) for timing in Timing])
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    date_basis = models.TextField(blank=True)
    outcome_expected = models.TextField(blank=True)
    stage = models.CharField(max_length=20, blank=True)
    stage_basis = models.TextField(blank=True)
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+", null=True, blank=True)
    last_update_on = models.DateField(null=True, blank=True)
    update_due_on = models.DateField()
    finished_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    retired_because = models.TextField(blank=True)
    added_on = models.DateField()
    changed_at = models.DateTimeField()
    carried_from = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True
    )
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["plan", "position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(due_on__isnull=True)
                | Q(due_on__gte=F("starts_on")),
                name="an_action_is_due_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True) | ~Q(retired_because=""),
                name="a_retired_action_has_its_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "position"], name="action_place_in_plan"),
            models.Index(fields=["due_on"], name="action_due"),
            models.Index(fields=["changed_at"], name="action_changed"),
        ]


class ActionLead(models.Model):
    """Who leads an action: an organisation, a group, or a role whose organisation is not known."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="leads")
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    group = models.ForeignKey(
        "people.Group", models.PROTECT, related_name="+", null=True, blank=True
    )
    role = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["action", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "position"], name="one_lead_per_position"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(group__isnull=False) | ~Q(role=""),
                name="a_lead_is_somebody",
            ),
        ]


class Update(models.Model):
    """A dated word from a lead: kept for ever, the latest shows."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="updates")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    author = models.TextField()
    text = models.TextField()
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+", null=True, blank=True)
    reason = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    round = models.ForeignKey(
        "strategy.Round", models.PROTECT, related_name="updates", null=True, blank=True
    )

    class Meta:
        ordering = ["action", "-at", "-pk"]
        indexes = [models.Index(fields=["at"], name="update_moment")]


class Milestone(models.Model):
    """A step on the way, with how we will know that it was reached."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="milestones")
    what = models.TextField()
    measure_of_success = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["action", "position", "pk"]


class Dependency(models.Model):
    """An action that cannot finish before another has."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="needs")
    on_action = models.ForeignKey(Action, models.CASCADE, related_name="needed_by")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["action", "on_action"]
        constraints = [
            models.UniqueConstraint(fields=["action", "on_action"], name="one_dependency_each"),
            models.CheckConstraint(
                condition=~Q(action=F("on_action")), name="no_action_waits_for_itself"
            ),
        ]
