from django.db import models

from marram.records.vocabulary import NOTHING_BEFORE


class LedgerEntry(models.Model):
    """One change, as it was told: who, when, what, before and after, sealed to the entry before.

    `before` and `after` are text, not JSON columns: a database may write JSON back in another
    order or with other digits, and the seal is over what was written. No foreign key leaves the
    ledger, so nothing that happens to a record or an account can reach an entry about it.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.TextField()
    kind = models.TextField()
    fact = models.TextField()
    subject_kind = models.TextField()
    subject_key = models.TextField()
    before = models.TextField(default="{}")
    after = models.TextField(default="{}")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_key", "number"], name="ledger_subject"),
            models.Index(fields=["by", "number"], name="ledger_by"),
            models.Index(fields=["kind", "number"], name="ledger_kind"),
            models.Index(fields=["at", "number"], name="ledger_at"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(number__gte=1), name="ledger_from_one"),
        ]

    def __str__(self) -> str:
        return f"Entry {self.number}: {self.kind}"


class LedgerHead(models.Model):
    """Where the chain ends: one row, which every writer locks, so that there is one chain.

    It also shows a ledger whose last entries were taken away: the head still names them.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=NOTHING_BEFORE)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="ledger_one_head"),
        ]

    def __str__(self) -> str:
        return f"Head at {self.number}"
