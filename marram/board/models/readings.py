"""Published papers that were read, and what they propose for the record."""

from django.db import models
from django.db.models import Q

from marram.board.models.checks import one_of
from marram.board.vocabulary.readings import Kind, State


class Reading(models.Model):
    """A published paper as it came, read once. The bytes tell papers apart, not their names.

    `known` counts what the paper says and the record knew when it was read.
    """

    document = models.ForeignKey("records.Document", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, unique=True)
    read_by = models.CharField(max_length=100)
    read_at = models.DateTimeField()
    known = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-read_at", "-pk"]


class Proposal(models.Model):
    """One fact a paper tells, for somebody to accept.

    `meeting` is the code the meeting has or will have, empty where nobody knows whose meeting it
    is; `key` tells the fact apart within it. `page` is in words, `start` and `end` count characters
    of the paper's text: the words themselves, which may name people, stay in the paper.
    """

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="proposals")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    meeting = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=100)
    values = models.JSONField()
    doubt = models.TextField(blank=True)
    page = models.CharField(max_length=60)
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default=State.WAITING)
    decided_by = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["reading", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["reading", "position"], name="one_proposal_a_place_in_a_reading"
            ),
            models.UniqueConstraint(
                fields=["reading", "meeting", "kind", "key"], name="a_fact_is_proposed_once"
            ),
            models.CheckConstraint(condition=one_of("kind", Kind), name="a_proposal_is_of_a_kind"),
            models.CheckConstraint(condition=one_of("state", State), name="a_proposal_has_a_state"),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, decided_by="", decided_at=None)
                | (~Q(state=State.WAITING) & ~Q(decided_by="") & Q(decided_at__isnull=False)),
                name="a_decided_proposal_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DECLINED) | ~Q(reason=""),
                name="a_declined_proposal_says_why",
            ),
        ]
