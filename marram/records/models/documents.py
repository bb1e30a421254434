from django.db import models
from django.db.models import Q

from marram.records.vocabulary import MediaType


class KeptFile(models.Model):
    """The bytes of a file, kept once however often it comes.

    They stay in the database, as the files of deliveries do: file, row and ledger are kept or
    lost together, in one transaction and in one backup.
    """

    sha256 = models.CharField(primary_key=True, max_length=64)
    content = models.BinaryField()
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ["sha256"]


class Document(models.Model):
    """A file that somebody gave us to keep: what they called it, and when.

    A document belongs to the record that refers to it; the room of that record says who may read
    it. It is never changed: a new version of a paper is a new document.
    """

    file = models.ForeignKey(KeptFile, models.PROTECT, related_name="documents")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    kept_by = models.CharField(max_length=100)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(media_type__in=[str(each) for each in MediaType]),
                name="a_document_is_of_a_kind_we_keep",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_document_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
