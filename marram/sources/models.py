"""Files as they came, the deliveries they came in, their rows and what is wrong with them."""

from django.db import models
from django.db.models import F, Q

from marram.sources.vocabulary import RowState, Stage, Way


class DeliveredFile(models.Model):
    """The bytes of a file as they came. They stay in the database, not beside it, so that file,
    rows and ledger are kept or lost together, in one transaction and in one backup."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    content = models.BinaryField()
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ["sha256"]


class Delivery(models.Model):
    layout = models.CharField(max_length=100)
    way = models.CharField(max_length=10, choices=[(way.value, way.value) for way in Way])
    file_name = models.CharField(max_length=255)
    file = models.ForeignKey(DeliveredFile, models.PROTECT, related_name="deliveries")
    note = models.TextField(blank=True)
    sent_by = models.CharField(max_length=100)
    sent_at = models.DateTimeField()
    stage = models.CharField(
        max_length=10,
        choices=[(stage.value, stage.value) for stage in Stage],
        default=Stage.RECEIVED.value,
    )
    decided_by = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    created = models.PositiveIntegerField(null=True)
    changed = models.PositiveIntegerField(null=True)
    unchanged = models.PositiveIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage=Stage.RECEIVED.value, decided_by="", decided_at=None)
                | (
                    ~Q(stage=Stage.RECEIVED.value) & ~Q(decided_by="") & Q(decided_at__isnull=False)
                ),
                name="a_decided_delivery_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.DECLINED.value) | ~Q(reason=""),
                name="a_declined_delivery_says_why",
            ),
            models.CheckConstraint(
                condition=Q(
                    stage=Stage.ACCEPTED.value, created__isnull=False, changed__isnull=False
                )
                & Q(unchanged__isnull=False)
                | (~Q(stage=Stage.ACCEPTED.value) & Q(created=None, changed=None, unchanged=None)),
                name="an_accepted_delivery_says_what_it_did",
            ),
            models.UniqueConstraint(
                fields=["layout", "file"],
                condition=Q(stage=Stage.RECEIVED.value),
                name="a_file_waits_once_for_each_layout",
            ),
        ]
        indexes = [models.Index(F("layout"), F("file"), name="delivery_of_a_file")]


class ProposedRow(models.Model):
    """A row of a delivery. `row_number` is the one its sheet shows; the heading row is 1."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=255, blank=True)
    row_number = models.PositiveIntegerField()
    values = models.JSONField()
    state = models.CharField(
        max_length=12, choices=[(state.value, state.value) for state in RowState]
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "sheet", "row_number"], name="a_row_comes_once_in_a_delivery"
            )
        ]


class Finding(models.Model):
    """What is wrong with a row, and what to do about it."""

    row = models.ForeignKey(ProposedRow, models.CASCADE, related_name="findings")
    column = models.CharField(max_length=100, blank=True)
    sentence = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(sentence=""), name="a_finding_says_what_to_do")
        ]
