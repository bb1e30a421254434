"""Matters arising: what earlier meetings resolved and a meeting hears of again."""

from datetime import date

from marram.board.models import Meeting
from marram.board.policies import business as policies
from marram.board.queries.resolution_lines import ResolutionLine, lines_of
from marram.board.vocabulary.resolutions import Outcome, Standing
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing


def matters_arising(*, viewer: Actor, code: str, on: date) -> tuple[ResolutionLine, ...]:
    """Return what comes back to a meeting: all that its last meeting resolved, and all that
    earlier ones did which was still open then, or finished since. At most six SQL queries.

    The state is that of the meeting's day, once that is past.
    """
    meeting = Meeting.objects.filter(pk=code).first()
    if meeting is None:
        raise Missing(f"There is no meeting {code}.")
    on = min(on, meeting.on)
    before = policies.resolutions_seen_by(viewer).filter(
        board=meeting.group_id, decided_on__lt=meeting.on
    )
    lines = lines_of(before, on=on)
    resolved = (line.decided_on for line in lines if line.outcome == Outcome.RESOLVED)
    last = max(resolved, default=on)
    arising = (line for line in lines if _arises(line, last=last))
    return tuple(sorted(arising, key=lambda line: (line.decided_on, _item_order(line))))


def _arises(line: ResolutionLine, *, last: date) -> bool:
    """All of the last meeting comes back; of earlier ones what is open or finished since."""
    if line.decided_on == last:
        return line.standing != Standing.RECOMMENDED
    if line.standing == Standing.DONE:
        return line.finished_on is not None and line.finished_on >= last
    return line.standing not in (Standing.RECOMMENDED, Standing.SETTLED)


def _item_order(line: ResolutionLine) -> tuple[int, int, str]:
    digits = "".join(sign for sign in line.item_number if sign.isdigit())
    return int(digits or 0), line.ordinal, line.code
