"""The catalogue of what lies beside the database: files of observations, and what they hold.

A file is read only when a row here names it. It is written and made safe before that row is
committed, so a crash between the two leaves a file that nobody reads (see decision 13).
"""

from django.db import models
from django.db.models import Q

from marram.indicators.vocabulary import FileState


class ObservationFile(models.Model):
    """A Parquet file that never changes, named by the SHA-256 of its bytes."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    rows = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()
    schema = models.JSONField()
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in FileState],
        default=FileState.CURRENT.value,
    )
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at", "sha256"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=FileState.CURRENT.value, replaced_at=None)
                | Q(state=FileState.REPLACED.value, replaced_at__isnull=False),
                name="a_replaced_file_says_when",
            )
        ]


class Holding(models.Model):
    """What one accepted delivery said. `key` stands in every row of its file.

    `source` is where the rows came from, in words. A holding that was superseded counts no more
    from that moment on; whoever asks for an earlier moment still sees it.
    """

    key = models.CharField(primary_key=True, max_length=16)
    file = models.ForeignKey(ObservationFile, models.PROTECT, related_name="holdings")
    source = models.TextField()
    delivered_sha256 = models.CharField(max_length=64)
    rows = models.PositiveBigIntegerField()
    accepted_by = models.CharField(max_length=100)
    accepted_at = models.DateTimeField()
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, related_name="supersedes", null=True, blank=True
    )
    superseded_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["accepted_at", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(superseded_at=None, reason="")
                | (Q(superseded_at__isnull=False) & ~Q(reason="")),
                name="a_superseded_holding_says_when_and_why",
            )
        ]
        indexes = [models.Index(fields=["delivered_sha256"], name="holding_of_a_delivered_file")]
