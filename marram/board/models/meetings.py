"""Meetings, what is on their agendas, who came, what they declared and what was minuted."""

from django.db import models
from django.db.models import Q

from marram.board.models.checks import one_of
from marram.board.vocabulary.meetings import (
    Conduct,
    Interest,
    ItemKind,
    Mode,
    Precision,
    Presence,
    Stage,
)


class Meeting(models.Model):
    """A meeting of a board or of any other group.

    `on` is the first day of the month where only the month is known. `first_number` starts the
    numbers of its items: some boards count on through the year. `summary` is what a sub-group
    says about its meeting to the board above. `confirmed_at` is the meeting that took these
    minutes as right, and `correction` what it changed in them.
    """

    code = models.SlugField(primary_key=True, max_length=60)
    group = models.ForeignKey("people.Group", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    on = models.DateField()
    precision = models.CharField(max_length=10, default=Precision.DAY)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=20, default=Mode.NOT_STATED)
    stage = models.CharField(max_length=20, default=Stage.PLANNED)
    first_number = models.PositiveSmallIntegerField(default=1)
    summary = models.TextField(blank=True)
    published_on = models.DateField(null=True, blank=True)
    late_because = models.TextField(blank=True)
    minutes_published_on = models.DateField(null=True, blank=True)
    confirmed_at = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="confirms"
    )
    correction = models.TextField(blank=True)
    cancelled_because = models.TextField(blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-on", "code"]
        indexes = [models.Index(fields=["group", "on"], name="meetings_of_a_group")]
        constraints = [
            models.CheckConstraint(condition=one_of("stage", Stage), name="a_meeting_has_a_stage"),
            models.CheckConstraint(condition=one_of("mode", Mode), name="a_meeting_has_a_mode"),
            models.CheckConstraint(
                condition=one_of("precision", Precision), name="a_meeting_has_a_precision"
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.PUBLISHED) | Q(published_on__isnull=False) | ~Q(source=""),
                name="a_published_agenda_has_its_day_or_a_source",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="minutes_are_confirmed_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AgendaItem(models.Model):
    """An item of business. `number` is printed; it is text, since late items are 6A.

    An item is exempt when `exempt_under` names paragraphs of Schedule 12A ("3" or "1, 3"): then its
    title, paper, minute and resolutions are for those who may read exempt papers. It was published
    with the agenda (`supplement` 0) or with a supplement, which count from 1.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    number = models.CharField(max_length=10, blank=True)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    author_role = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    minutes_allowed = models.PositiveSmallIntegerField(null=True, blank=True)
    to_follow = models.BooleanField(default=False)
    covering_note = models.TextField(blank=True)
    pages_as_printed = models.CharField(max_length=60, blank=True)
    published_on = models.DateField(null=True, blank=True)
    supplement = models.PositiveSmallIntegerField(default=0)
    urgent_because = models.TextField(blank=True)
    spending = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    wards = models.PositiveSmallIntegerField(null=True, blank=True)
    exempt_under = models.CharField(max_length=20, blank=True)
    exempt_because = models.TextField(blank=True)
    public_interest = models.TextField(blank=True)
    exempt_review_on = models.DateField(null=True, blank=True)
    minute = models.TextField(blank=True)
    withdrawn_because = models.TextField(blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="one_item_a_place_on_the_agenda"
            ),
            models.UniqueConstraint(
                fields=["meeting", "number"],
                condition=~Q(number=""),
                name="one_item_a_number",
            ),
            models.CheckConstraint(condition=one_of("kind", ItemKind), name="an_item_has_a_kind"),
            models.CheckConstraint(condition=~Q(title=""), name="an_item_has_a_title"),
            models.CheckConstraint(
                condition=Q(exempt_under="") | (~Q(exempt_because="") & ~Q(public_interest="")),
                name="an_exempt_item_says_why",
            ),
        ]


class Attendance(models.Model):
    """One role at one meeting: there, in the chair, or with apologies. Roles, never names."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(
        "board.Seat", models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=200)
    presence = models.CharField(max_length=20)
    substitute = models.BooleanField(default=False)
    remote = models.BooleanField(default=False)
    basis = models.CharField(max_length=200, blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation", "role"], name="a_role_comes_once_to_a_meeting"
            ),
            models.UniqueConstraint(
                fields=["meeting", "role"],
                condition=Q(organisation=None),
                name="a_role_of_nobody_known_comes_once",
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(presence=Presence.CHAIR), name="one_in_the_chair"
            ),
            models.CheckConstraint(
                condition=one_of("presence", Presence), name="an_attendance_is_of_a_kind"
            ),
        ]


class Declaration(models.Model):
    """An interest that a member declared in an item, and what they did about it.

    The nature of a sensitive interest is for the monitoring officer: Localism Act 2011, s32.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="declarations")
    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="declarations")
    interest = models.CharField(max_length=40)
    nature = models.TextField()
    sensitive = models.BooleanField(default=False)
    conduct = models.CharField(max_length=30)
    dispensation = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "attendance", "interest"], name="an_interest_is_declared_once"
            ),
            models.CheckConstraint(
                condition=one_of("interest", Interest), name="an_interest_is_of_a_kind"
            ),
            models.CheckConstraint(
                condition=one_of("conduct", Conduct), name="a_conduct_is_of_a_kind"
            ),
            models.CheckConstraint(
                condition=~Q(interest=Interest.PECUNIARY)
                | Q(conduct=Conduct.LEFT)
                | ~Q(dispensation=""),
                name="who_has_a_pecuniary_interest_leaves",
            ),
        ]


class SubGroupNote(models.Model):
    """What a formal sub-group tells one meeting of the board, beside what its meetings say."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="sub_group_notes")
    group = models.ForeignKey("people.Group", models.PROTECT, related_name="+")
    words = models.TextField()
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["meeting", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "group"], name="a_sub_group_tells_a_meeting_once"
            ),
        ]
