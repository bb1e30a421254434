from django.db import models
from django.db.models import Q

from marram.packs.vocabulary import Audience


class KeptSection(models.Model):
    """A section as it was frozen, kept once however many editions hold it.

    `text` is canonical JSON; its SHA-256 is its key. It is never changed.
    """

    sha256 = models.CharField(primary_key=True, max_length=64)
    text = models.TextField()

    class Meta:
        ordering = ["sha256"]


class Edition(models.Model):
    """One pack of a meeting, for one audience, frozen.

    `front` is what the pack says beside its sections (board, day, agenda), as JSON. `press` and
    `sha256` say by what it was printed and what came out. Once it is published its PDF is kept as
    a document; before that it can be printed again, to the byte, by the same press.
    """

    meeting = models.ForeignKey("board.Meeting", models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField()
    front = models.JSONField()
    pages = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    press = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(
        "records.Document", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["meeting", "audience", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "audience", "number"], name="one_edition_of_a_number"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=[str(each) for each in Audience]),
                name="an_edition_is_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, document__isnull=True)
                | Q(published_at__isnull=False, document__isnull=False),
                name="a_published_edition_keeps_its_pdf",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}, {self.audience} {self.number}"


class Leaf(models.Model):
    """A section's place in an edition: the numbers of its pages, and where its blocks start.

    `starts` counts pages of the section from 0: of its title, of each block, and of each page of
    an upload.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="leaves")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80)
    section = models.ForeignKey(KeptSection, models.PROTECT, related_name="+")
    labels = models.JSONField()
    starts = models.JSONField()

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "position"], name="one_leaf_a_place_in_an_edition"
            ),
            models.UniqueConstraint(fields=["edition", "key"], name="one_leaf_of_a_key"),
        ]


class Told(models.Model):
    """Somebody who is mailed the link to an edition, known by an account or group and its role.

    No address is kept. `asked_at` is when the mail was handed on; then it was sent or it failed.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="told")
    reader = models.CharField(max_length=120)
    role = models.CharField(max_length=220)
    organisation = models.CharField(max_length=255, blank=True)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["edition", "role", "organisation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "reader"], name="told_once_of_an_edition"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True),
                name="a_mail_leaves_or_fails",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}".removesuffix(", ")


class SectionMeasure(models.Model):
    """A measure that a section carries, told by the addresses in its blocks."""

    section = models.ForeignKey(KeptSection, models.CASCADE, related_name="measures")
    indicator = models.ForeignKey("indicators.Indicator", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["section", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "indicator"], name="a_section_carries_a_measure_once"
            ),
        ]
