"""Reports: their parts, authors, signatures, appendices and the editions that were published."""

from django.db import models
from django.db.models import Q

from marram.board.models.checks import one_of
from marram.board.models.meetings import AgendaItem
from marram.board.vocabulary.reports import Clearance, Stage


class Report(models.Model):
    """A paper on the corporate template, for one item of an agenda once it is known which.

    `taken_from` says which published paper an old report was recorded from: of those we hold facts,
    not words. `version` counts every change of its parts and appendices.
    """

    item = models.OneToOneField(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="report"
    )
    stage = models.CharField(max_length=20, default=Stage.DRAFT)
    added_at = models.DateTimeField()
    published_on = models.DateField(null=True, blank=True)
    taken_from = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=one_of("stage", Stage), name="a_report_has_a_stage"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.PUBLISHED)
                | Q(published_on__isnull=False, item__isnull=False),
                name="a_published_report_has_its_day_and_item",
            ),
        ]


class ReportText(models.Model):
    """What is written in one part of a report's template. A part without a row is empty."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="texts")
    part = models.CharField(max_length=30)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["report", "part"]
        constraints = [
            models.UniqueConstraint(fields=["report", "part"], name="one_text_a_part"),
        ]


class ReportTyping(models.Model):
    """What somebody typed and has not saved. It is no fact yet, so the ledger hears nothing of it.

    `seen` holds the prints of the texts that stood there when they began.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="typings")
    by = models.CharField(max_length=80)
    section = models.CharField(max_length=30)
    texts = models.JSONField()
    seen = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["report", "by", "section"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "by", "section"], name="one_typing_a_person_and_page"
            ),
        ]


class ReportAuthor(models.Model):
    """Somebody who writes a report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="authors")
    user = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["report", "user"]
        constraints = [
            models.UniqueConstraint(fields=["report", "user"], name="an_author_once_a_report"),
        ]


class Signature(models.Model):
    """A sign-off of one version of a report, with the reference that is printed in it.

    A change to the report withdraws it; it stays on record.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="signatures")
    clearance = models.CharField(max_length=20)
    reference = models.CharField(max_length=40)
    remarks = models.TextField(blank=True)
    by = models.CharField(max_length=80)
    signed_on = models.DateField()
    version_signed = models.PositiveIntegerField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ["report", "clearance", "-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=one_of("clearance", Clearance), name="a_signature_is_of_an_office"
            ),
            models.CheckConstraint(condition=~Q(reference=""), name="a_signature_has_a_reference"),
            models.UniqueConstraint(
                fields=["report", "clearance"],
                condition=Q(withdrawn_at=None),
                name="one_standing_signature_an_office",
            ),
        ]


class Appendix(models.Model):
    """A file that belongs to a report, as it was handed in, or live blocks drawn from the record.

    Its place is its number. `live` holds the lines of its blocks; it is empty where it is a file.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="appendices")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    document = models.ForeignKey(
        "records.Document", models.PROTECT, null=True, blank=True, related_name="+"
    )
    live = models.TextField(blank=True)

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="one_appendix_a_number"),
            models.CheckConstraint(
                condition=Q(live="") | Q(document=None), name="an_appendix_is_a_file_or_live"
            ),
        ]


class ReportEdition(models.Model):
    """A report as it was published, live blocks and all: these blocks never change again.

    `appendices` holds the blocks of each live appendix by its number. `sha256` is the hash of what
    is kept in canonical JSON, as the ledger heard it.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    published_on = models.DateField()
    blocks = models.JSONField()
    appendices = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_edition_a_number"),
        ]


class EditionMeasure(models.Model):
    """A measure that a published edition carries, told by the addresses in its blocks."""

    edition = models.ForeignKey(ReportEdition, models.CASCADE, related_name="measures")
    indicator = models.ForeignKey("indicators.Indicator", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["edition", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "indicator"], name="an_edition_carries_a_measure_once"
            ),
        ]
