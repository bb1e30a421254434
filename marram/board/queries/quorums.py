"""Whether a meeting has a quorum."""

from dataclasses import dataclass

from django.db.models import Q

from marram.board.models import Attendance, Board, Meeting, Seat
from marram.board.rules import seats as rules
from marram.board.vocabulary.meetings import Mode, Presence
from marram.foundation.verdicts import YES, Missing, Verdict


@dataclass(frozen=True, kw_only=True)
class QuorumHeld:
    """How many members with a vote are needed and are in the room, and whether that is enough.

    A group whose standing orders are not kept here has no quorum to meet: `needed` is 0.
    """

    needed: int
    there: int
    quorate: Verdict


def quorum(*, code: str) -> QuorumHeld:
    """Return the quorum of a meeting as its attendance stands. Four SQL queries.

    Raises: Missing.
    """
    meeting = Meeting.objects.filter(pk=code).first()
    if meeting is None:
        raise Missing(f"There is no meeting {code}.")
    board = Board.objects.filter(pk=meeting.group_id).first()
    if board is None:
        return QuorumHeld(needed=0, there=0, quorate=YES)
    filled = Q(ends_on=None) | Q(ends_on__gt=meeting.on)
    seats = Seat.objects.filter(filled, board=board, votes=True, starts_on__lte=meeting.on).count()
    asked = rules.quorum(
        seats=seats, share=board.quorum_share, least=board.quorum_least, kinds=board.quorum_kinds
    )
    there = _kinds_there(meeting)
    return QuorumHeld(
        needed=asked.needed, there=len(there), quorate=rules.quorate(asked, there=there)
    )


def _kinds_there(meeting: Meeting) -> list[str]:
    """Return the kind of seat of each member with a vote who counts. One SQL query."""
    lines = Attendance.objects.filter(
        meeting=meeting, seat__votes=True, presence__in=[Presence.CHAIR, Presence.PRESENT]
    )
    if not rules.remote_counts(meeting.on):
        if meeting.mode == Mode.REMOTE:
            return []
        lines = lines.filter(remote=False)
    return list(lines.order_by("pk").values_list("seat__kind", flat=True))
