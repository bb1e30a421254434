"""What shows that something was done, whatever it was."""

from django.db import models


class Evidence(models.Model):
    """A dated piece of evidence about an action, promise, duty or answer.

    It names what it is about by kind and key, as the ledger does, so that one list serves all.
    """

    subject_kind = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=80)
    text = models.TextField()
    link = models.URLField(blank=True, max_length=500)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=80)

    class Meta:
        ordering = ["subject_kind", "subject_key", "added_at", "pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_key"], name="evidence_subject")]
