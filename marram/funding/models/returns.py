"""Returns, a row for each line of each sheet, so that several people can work at once."""

from typing import Any

from django.db import models
from django.db.models import Q

from marram.funding.models.exact import Exact, money, share
from marram.funding.models.pools import Pool
from marram.funding.vocabulary import (
    Approval,
    EnablerKind,
    Measure,
    Period,
    ReturnKind,
    Stage,
    Standing,
)


def _words(kind: Any) -> list[tuple[str, str]]:
    return [(word, word) for word in kind]


class Return(models.Model):
    """One return of a pool, with what its cover and its questions say."""

    slug = models.SlugField(primary_key=True, max_length=80)
    pool = models.ForeignKey(Pool, models.PROTECT, related_name="returns")
    kind = models.CharField(max_length=20, choices=_words(ReturnKind))
    period = models.CharField(max_length=10, choices=_words(Period), default=Period.OUTTURN)
    stage = models.CharField(max_length=20, choices=_words(Stage), default=Stage.DRAFT)
    due_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)

    checked_on = models.DateField(null=True, blank=True)
    approved_by = models.CharField(max_length=40, choices=_words(Approval), blank=True)
    approved_on = models.DateField(null=True, blank=True)
    ratified_on = models.DateField(null=True, blank=True)

    completed_by = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    subject_to_sign_off = models.BooleanField(null=True)
    signed_by = models.TextField(blank=True)
    expected_on = models.DateField(null=True, blank=True)

    minimum_out_of_hospital = money(null=True, blank=True)
    minimum_social_care = money(null=True, blank=True)
    additional_la = models.BooleanField(null=True)
    additional_nhs = models.BooleanField(null=True)
    income_comment = models.TextField(blank=True)
    income_as_planned = models.BooleanField(null=True)
    actual_income_comment = models.TextField(blank=True)
    spend_as_planned = models.BooleanField(null=True)
    actual_spend_comment = models.TextField(blank=True)
    prior_fees_comment = models.TextField(blank=True)
    fees_comment = models.TextField(blank=True)

    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-pool__year", "pool", "kind", "period", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "kind", "period"], name="one_return_per_kind_and_period"
            ),
        ]


class ReturnLine(models.Model):
    """A line of a return; `key` is its own within the return and its kind of line."""

    key = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    printed_in = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


def _one_per_key(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["of", "key"], name=name)


class IncomeLine(ReturnLine):
    of = models.ForeignKey(Return, models.CASCADE, related_name="income")
    source = models.CharField(max_length=40, blank=True)
    contributor = models.TextField(blank=True)
    planned = money(null=True, blank=True)
    allocation = money(null=True, blank=True)
    carried_forward = money(null=True, blank=True)
    comment = models.TextField(blank=True)

    class Meta(ReturnLine.Meta):
        constraints = [_one_per_key("one_income_line_per_key")]


class SchemeLine(ReturnLine):
    of = models.ForeignKey(Return, models.CASCADE, related_name="schemes")
    scheme_id = models.PositiveIntegerField(null=True, blank=True)
    name = models.TextField(blank=True)
    description = models.TextField(blank=True)
    scheme_type = models.TextField(blank=True)
    sub_type = models.TextField(blank=True)
    other_type = models.TextField(blank=True)
    area = models.TextField(blank=True)
    other_area = models.TextField(blank=True)
    commissioner = models.CharField(max_length=20, blank=True)
    nhs_share = share(null=True, blank=True)
    la_share = share(null=True, blank=True)
    provider = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=40, blank=True)
    planned = money(null=True, blank=True)
    standing = models.CharField(max_length=20, choices=_words(Standing), blank=True)
    outputs = Exact(places=2, null=True, blank=True)
    output_units = models.TextField(blank=True)
    # Keys of what a scheme hangs on. Texts, because one that is withdrawn makes an orphan of the
    # scheme, and must not be kept from being withdrawn by a return of long ago.
    priority = models.CharField(max_length=120, blank=True, db_index=True)
    measure = models.CharField(max_length=120, blank=True)
    service = models.CharField(max_length=120, blank=True)

    class Meta(ReturnLine.Meta):
        constraints = [_one_per_key("one_scheme_line_per_key")]


class Actual(models.Model):
    """What a line really received or spent up to the end of a period; one of the two is named."""

    income = models.ForeignKey(
        IncomeLine, models.CASCADE, related_name="actuals", null=True, blank=True
    )
    scheme = models.ForeignKey(
        SchemeLine, models.CASCADE, related_name="actuals", null=True, blank=True
    )
    period = models.CharField(max_length=10, choices=_words(Period))
    amount = money()
    comment = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["period", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(income__isnull=True) ^ Q(scheme__isnull=True),
                name="an_actual_is_of_one_line",
            ),
            models.UniqueConstraint(fields=["income", "period"], name="one_actual_of_income"),
            models.UniqueConstraint(fields=["scheme", "period"], name="one_actual_of_scheme"),
        ]


class Condition(ReturnLine):
    of = models.ForeignKey(Return, models.CASCADE, related_name="conditions")
    met = models.BooleanField(null=True)
    explanation = models.TextField(blank=True)

    class Meta(ReturnLine.Meta):
        constraints = [_one_per_key("one_answer_per_condition")]


class Statement(ReturnLine):
    of = models.ForeignKey(Return, models.CASCADE, related_name="statements")
    response = models.CharField(max_length=40, blank=True)
    comment = models.TextField(blank=True)

    class Meta(ReturnLine.Meta):
        constraints = [_one_per_key("one_response_per_statement")]


class Enabler(ReturnLine):
    """A success or a challenge; its key is its kind and number, such as "success-1"."""

    of = models.ForeignKey(Return, models.CASCADE, related_name="enablers")
    kind = models.CharField(max_length=20, choices=_words(EnablerKind))
    enabler = models.CharField(max_length=20, blank=True)
    narrative = models.TextField(blank=True)

    class Meta(ReturnLine.Meta):
        constraints = [_one_per_key("one_enabler_per_key")]


class Fee(ReturnLine):
    of = models.ForeignKey(Return, models.CASCADE, related_name="fees")
    reported = money(null=True, blank=True)
    prior = money(null=True, blank=True)
    anticipated = money(null=True, blank=True)
    actual = money(null=True, blank=True)
    # Where the actual was carried over from; empty where somebody typed it.
    carried_from = models.TextField(blank=True)

    class Meta(ReturnLine.Meta):
        constraints = [_one_per_key("one_fee_per_service")]


class Metric(ReturnLine):
    of = models.ForeignKey(Return, models.CASCADE, related_name="metrics")
    planned = Exact(places=4, null=True, blank=True)
    actual = Exact(places=4, null=True, blank=True)
    progress = models.CharField(max_length=60, blank=True)
    challenges = models.TextField(blank=True)
    achievements = models.TextField(blank=True)
    indicator = models.CharField(max_length=120, blank=True)
    carried_from = models.TextField(blank=True)

    class Meta(ReturnLine.Meta):
        constraints = [_one_per_key("one_answer_per_metric")]


class Agreed(models.Model):
    """A partner that has agreed to a return as it stands; gone when it goes back to draft.

    `on` is empty where no paper prints the day.
    """

    of = models.ForeignKey(Return, models.CASCADE, related_name="agreed")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=80)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["of", "organisation"], name="a_partner_agrees_once"),
        ]


class Submission(models.Model):
    """A return as it was sent: frozen, with the digest of its words. Nothing ever changes one."""

    of = models.ForeignKey(Return, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    values = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["of", "number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="one_submission_per_number"),
        ]


class Claim(models.Model):
    """A figure that a paper prints of a return, which its lines prove or refute.

    `part` is a source, or "la", "nhs" or "mandatory"; empty where the figure is of the whole.
    """

    of = models.ForeignKey(Return, models.CASCADE, related_name="claims")
    measure = models.CharField(max_length=20, choices=_words(Measure))
    part = models.CharField(max_length=20, blank=True)
    amount = money()
    words = models.TextField()
    source = models.TextField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["of", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["of", "measure", "part", "source"], name="a_paper_claims_a_figure_once"
            ),
        ]
