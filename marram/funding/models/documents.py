"""The papers behind money: where they can be read, and the file itself where we keep it."""

from django.db import models
from django.db.models import Q

from marram.funding.models.grants import Grant
from marram.funding.models.pools import Agreement
from marram.funding.vocabulary.documents import DocumentKind


class AgreementDocument(models.Model):
    """A paper of an agreement or of a grant: its link, its file in room records, or both."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="documents", null=True, blank=True
    )
    grant = models.ForeignKey(
        Grant, models.CASCADE, related_name="documents", null=True, blank=True
    )
    kind = models.CharField(
        max_length=30,
        choices=[(each.value, each.value) for each in DocumentKind],
        default=DocumentKind.NOT_STATED.value,
    )
    title = models.TextField()
    link = models.TextField(blank=True)
    dated_on = models.DateField(null=True, blank=True)
    file = models.ForeignKey(
        "records.Document", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["agreement", "grant", "-dated_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreement__isnull=True) ^ Q(grant__isnull=True),
                name="a_document_is_of_an_agreement_or_a_grant",
            ),
        ]
