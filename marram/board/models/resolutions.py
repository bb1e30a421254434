"""What was resolved, who does it by when, and what came of it."""

from django.db import models
from django.db.models import Q

from marram.board.models.checks import one_of
from marram.board.models.meetings import AgendaItem, Meeting
from marram.board.vocabulary.resolutions import (
    Changed,
    Outcome,
    Repeat,
    ResolutionKind,
    Way,
)


class Resolution(models.Model):
    """Words put to a board, and what became of them.

    A decision by correspondence or by the chair alone has no meeting until one notes it. An owner
    is an organisation, a group or a role. `due_on` is the next day something is due; for a
    resolution that repeats it moves on when that is done. `frequency` is what the minutes say.
    What was resolved under an exempt item is exempt with it; `exempt_under` is for the others.
    `confirms` is the meeting whose minutes it took as right. `call_in_waived` says why an urgent
    decision may not be called in, and who agreed to that.
    """

    code = models.SlugField(primary_key=True, max_length=40)
    board = models.ForeignKey("people.Group", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="resolutions"
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="resolutions"
    )
    ordinal = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=30, default=Way.AT_MEETING)
    decided_on = models.DateField()
    outcome = models.CharField(max_length=20, default=Outcome.RESOLVED)
    kind = models.CharField(max_length=20)
    words = models.TextField()
    reasons = models.TextField(blank=True)
    consulted = models.TextField(blank=True)
    exempt_under = models.CharField(max_length=20, blank=True)
    confirms = models.OneToOneField(
        Meeting, models.PROTECT, null=True, blank=True, related_name="confirmation"
    )
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_withheld = models.PositiveSmallIntegerField(null=True, blank=True)
    owner_organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_group = models.ForeignKey(
        "people.Group", models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_role = models.CharField(max_length=200, blank=True)
    owner_mail = models.EmailField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    repeat = models.CharField(max_length=40, default=Repeat.NEVER)
    frequency = models.CharField(max_length=200, blank=True)
    referred_to = models.ForeignKey(
        "people.Group", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)
    call_in_waived = models.TextField(blank=True)
    finished_on = models.DateField(null=True, blank=True)
    finished_because = models.TextField(blank=True)
    chased_on = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-decided_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=one_of("kind", ResolutionKind), name="a_resolution_is_of_a_kind"
            ),
            models.CheckConstraint(condition=one_of("way", Way), name="a_decision_has_a_way"),
            models.CheckConstraint(
                condition=one_of("outcome", Outcome), name="a_resolution_has_an_outcome"
            ),
            models.CheckConstraint(
                condition=one_of("repeat", Repeat), name="a_resolution_repeats_in_known_words"
            ),
            models.CheckConstraint(
                condition=~Q(way=Way.AT_MEETING) | Q(meeting__isnull=False),
                name="what_a_meeting_decided_has_its_meeting",
            ),
            models.CheckConstraint(
                condition=Q(way=Way.AT_MEETING) | ~Q(reasons=""),
                name="a_decision_without_a_meeting_says_why",
            ),
            models.CheckConstraint(
                condition=Q(finished_on=None) | ~Q(finished_because=""),
                name="a_finished_resolution_says_why",
            ),
            models.UniqueConstraint(
                fields=["item", "ordinal"],
                condition=Q(item__isnull=False),
                name="one_resolution_a_place_under_its_item",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class FollowUp(models.Model):
    """What was done about a resolution. `met_due_on` is the day it was due by, if it was."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="follow_ups")
    on = models.DateField()
    words = models.TextField()
    evidence = models.URLField(max_length=500, blank=True)
    document = models.ForeignKey(
        "records.Document", models.PROTECT, null=True, blank=True, related_name="+"
    )
    met_due_on = models.DateField(null=True, blank=True)
    said_by = models.CharField(max_length=100)

    class Meta:
        ordering = ["resolution", "-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_follow_up_says_something"),
        ]


class Consequence(models.Model):
    """A record, most often of another room, that a resolution started, changed, ended or paid for.

    `kind` and `key` are those of the ledger.
    """

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="consequences")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=160)
    changed = models.CharField(max_length=20)

    class Meta:
        ordering = ["resolution", "kind", "key"]
        constraints = [
            # Any room's records, also of one that is to come: "room.noun", as in the ledger.
            models.CheckConstraint(
                condition=Q(kind__contains="."), name="a_consequence_is_of_a_kind"
            ),
            models.CheckConstraint(
                condition=one_of("changed", Changed), name="a_consequence_is_a_change"
            ),
            models.UniqueConstraint(
                fields=["resolution", "kind", "key"], name="a_consequence_is_told_once"
            ),
        ]
        indexes = [models.Index(fields=["kind", "key"], name="resolutions_by_what_changed")]
