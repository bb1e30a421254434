"""Whether the papers of a meeting are out in time."""

from dataclasses import dataclass
from datetime import date

from marram.board.models import Board, Meeting
from marram.board.rules import days
from marram.board.rules import meetings as rules
from marram.board.vocabulary.meetings import CLEAR_DAYS
from marram.foundation.verdicts import Verdict


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Whether the papers are out in time: five clear working days before the meeting.

    `left` counts the days until the last one to publish; it is negative once that is past.
    """

    publish_by: date
    published_on: date | None
    clear_days: int | None
    needed: int
    in_time: Verdict
    left: int
    holidays_known: Verdict


def notice(meeting: Meeting, board: Board | None, on: date) -> Notice | None:
    """Return whether the papers of a board's meeting are out in time; other groups publish none.

    One SQL query.
    """
    if board is None or meeting.precision != "day" or _from_the_record(meeting):
        return None
    closed = set(board.closed_days.values_list("on", flat=True))
    needed = board.clear_days or CLEAR_DAYS
    by = days.publish_by(meeting.on, clear_days=needed, closed=closed)
    out = meeting.published_on
    given = days.clear_days_between(out or on, meeting.on, closed=closed)
    return Notice(
        publish_by=by,
        published_on=out,
        clear_days=given if out else None,
        needed=needed,
        in_time=days.in_time(out or on, meeting.on, clear_days=needed, closed=closed),
        left=(by - on).days,
        holidays_known=days.holidays_known(meeting.on),
    )


def _from_the_record(meeting: Meeting) -> bool:
    """An old agenda that was out on a day which nobody wrote down cannot be judged."""
    out = rules.agenda_is_out(meeting.stage, meeting.published_on)
    return out and meeting.published_on is None
