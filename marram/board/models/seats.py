"""Boards, the rules they meet by, and the seats around their tables."""

from django.db import models
from django.db.models import F, Q

from marram.board.models.checks import one_of
from marram.board.vocabulary.call_ins import CALL_IN_MEMBERS, Scope
from marram.board.vocabulary.forward import CALL_IN_DAYS
from marram.board.vocabulary.meetings import CLEAR_DAYS
from marram.board.vocabulary.seats import SeatKind


class Board(models.Model):
    """A group whose business is kept here, with the numbers of its standing orders.

    `quorum_share` of 4 asks for one in four of the seats filled, and never fewer than
    `quorum_least`; `quorum_kinds` are the kinds of seat of which one must be there.
    `call_in_scope` says what scrutiny may call in, where the board is `executive`.
    """

    group = models.OneToOneField("people.Group", models.PROTECT, primary_key=True, related_name="+")
    statutory = models.BooleanField(default=False)
    executive = models.BooleanField(default=False)
    quorum_share = models.PositiveSmallIntegerField(default=4)
    quorum_least = models.PositiveSmallIntegerField(default=3)
    quorum_kinds = models.JSONField(default=list, blank=True)
    clear_days = models.PositiveSmallIntegerField(default=CLEAR_DAYS)
    key_spending = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    call_in_scope = models.CharField(max_length=40, default=Scope.KEY)
    call_in_days = models.PositiveSmallIntegerField(default=CALL_IN_DAYS)
    call_in_members = models.PositiveSmallIntegerField(default=CALL_IN_MEMBERS)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["group"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum_share__gte=1, quorum_least__gte=1),
                name="a_quorum_needs_somebody",
            ),
            models.CheckConstraint(
                condition=one_of("call_in_scope", Scope), name="call_in_is_of_known_decisions"
            ),
        ]


class ClosedDay(models.Model):
    """A day on which the council's offices are closed, beside weekends and bank holidays."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="closed_days")
    on = models.DateField()
    why = models.CharField(max_length=200)

    class Meta:
        ordering = ["board", "on"]
        constraints = [
            models.UniqueConstraint(fields=["board", "on"], name="a_day_is_closed_once"),
        ]


class Terms(models.Model):
    """One edition of a board's terms of reference; the newest adopted one holds."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="terms")
    adopted_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    text = models.TextField()
    document = models.ForeignKey(
        "records.Document", models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["board", "-adopted_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "adopted_on"], name="terms_are_adopted_once_a_day"
            ),
        ]


class Seat(models.Model):
    """A place at the table on every day with starts_on <= day < ends_on.

    It is known by the role that sits in it; a person with an account may sit behind the role.
    """

    board = models.ForeignKey(Board, models.CASCADE, related_name="seats")
    kind = models.CharField(max_length=40)
    role = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    votes = models.BooleanField(default=True)
    substitute_role = models.CharField(max_length=200, blank=True)
    substitute = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["board", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in SeatKind]),
                name="a_seat_is_of_a_kind",
            ),
            models.CheckConstraint(condition=~Q(role=""), name="a_seat_has_a_role"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_seat_ends_after_it_starts",
            ),
        ]


class Commissioner(models.Model):
    """An NHS commissioner whose area touches the board's, from one day to another.

    The Act asks for a representative of each; `seat` is whose, so that one may speak for several.
    """

    board = models.ForeignKey(Board, models.CASCADE, related_name="commissioners")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="commissioners"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["board", "organisation", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "organisation", "starts_on"],
                name="a_commissioner_comes_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_commissioner_ends_after_it_starts",
            ),
        ]


class SubGroup(models.Model):
    """A group that the board has made a formal sub-group: it gives a summary to each meeting."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="sub_groups")
    group = models.ForeignKey("people.Group", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["board", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "group", "starts_on"], name="a_sub_group_is_formal_once"
            ),
        ]
