"""Who has a part in a meeting of a board: its seats, and the sub-groups that report to it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from marram.board.models import Meeting, Seat, SubGroup
from marram.foundation.verdicts import Missing
from marram.people.queries import keys as people


@dataclass(frozen=True)
class AtTheTable:
    """An account behind a seat, or its substitute, known by its role."""

    user: int
    role: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class AroundTheTable:
    """`seats` are those with an account behind them; `sub_groups` are names by group."""

    seats: tuple[AtTheTable, ...]
    sub_groups: dict[str, str]


def around_the_table(*, meeting: str, on: date) -> AroundTheTable:
    """Return who has a part in a meeting, by roles and groups alone. Four SQL queries.

    Raises: Missing.
    """
    board = Meeting.objects.filter(pk=meeting).values_list("group", flat=True).first()
    if board is None:
        raise Missing(f"There is no meeting {meeting}.")
    holds = Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gt=on))
    seats = Seat.objects.filter(holds, board=board).select_related("organisation")
    formal = SubGroup.objects.filter(holds, board=board).order_by("position", "pk")
    names = people.group_names()
    return AroundTheTable(
        seats=tuple(
            AtTheTable(user, role, seat.organisation.name if seat.organisation else "")
            for seat in seats.order_by("position", "pk")
            for user, role in (
                (seat.user_id, seat.role),
                (seat.substitute_id, seat.substitute_role or f"Substitute for {seat.role}"),
            )
            if user is not None
        ),
        sub_groups={slug: names[slug] for slug in formal.values_list("group_id", flat=True)},
    )
