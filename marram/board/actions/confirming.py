"""Minutes are confirmed at the next meeting, which resolves it; until then that can be undone."""

from datetime import datetime

from django.db import transaction

from marram.board.actions.meetings import MEETING, locked_meeting
from marram.board.actions.resolutions import RESOLUTION, resolve
from marram.board.events import meetings as events
from marram.board.events.resolutions import ResolutionTakenBack
from marram.board.models import AgendaItem, Meeting, Resolution
from marram.board.policies import business as policies
from marram.board.rules import meetings as rules
from marram.board.vocabulary.meetings import ItemKind, Stage
from marram.board.vocabulary.resolutions import ResolutionKind
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Refused
from marram.records.actions.keeping import Keeper


@transaction.atomic
def confirm_minutes(
    *, by: Actor, at: datetime, code: str, at_meeting: str, correction: str = ""
) -> Resolution:
    """Confirm the minutes of a meeting at a later one: write the resolution in its minutes.

    Raises: Missing; Refused when the later one is of another group, is not later, has not begun, is
    confirmed itself, has no quorum or no item for the minutes, or they are confirmed already.
    """
    meeting, later = locked_meeting(by, code), locked_meeting(by, at_meeting)
    if meeting.group_id != later.group_id:
        raise Refused("Minutes are confirmed by a meeting of the same group.")
    rules.confirms(earlier=meeting.on, later=later.on, stage=later.stage).enforce()
    rules.may_be_minuted(later.title, later.stage).enforce()
    rules.may_move(meeting.title, now=meeting.stage, to=Stage.CONFIRMED).enforce()
    words = rules.confirming_words(meeting.on, correction=correction.strip())
    fields = {"kind": ResolutionKind.CONFIRM, "words": words, "confirms": meeting}
    made = resolve(by=by, at=at, item_id=_minutes_item(by, later).pk, fields=fields)
    wanted = {
        "stage": Stage.CONFIRMED,
        "confirmed_at": later.pk,
        "correction": correction.strip(),
    }
    Keeper(by, at, MEETING).amend(meeting, wanted, fact=events.MinutesConfirmed)
    return made


@transaction.atomic
def take_back_confirmation(*, by: Actor, at: datetime, code: str, because: str) -> Meeting:
    """Take back that minutes were confirmed, and the resolution that said so.

    Raises: Missing; Refused when they are not confirmed, the minutes of the meeting that did it are
    confirmed too, something hangs on the resolution, or no reason is given.
    """
    meeting = locked_meeting(by, code)
    later = meeting.confirmed_at
    if later is None:
        raise Refused(f"The minutes of {meeting.title} are not confirmed.")
    rules.may_be_minuted(later.title, later.stage).enforce()
    if not because.strip():
        raise Refused("Say in a sentence why: the history of the meeting shows it.")
    found = _resolution(by, meeting)
    wanted = {"stage": Stage.HELD, "confirmed_at": None, "correction": ""}
    keeper = Keeper(by, at, MEETING)
    keeper.amend(meeting, wanted, fact=events.ConfirmationTakenBack)
    if found is not None:
        taken = {"taken_back": because.strip()}
        Keeper(by, at, RESOLUTION).tell(ResolutionTakenBack, found, after=taken)
        found.delete()
    return meeting


def _minutes_item(by: Actor, later: Meeting) -> AgendaItem:
    items = policies.items_seen_by(by).filter(
        meeting=later, kind=ItemKind.MINUTES, withdrawn_because=""
    )
    found = items.order_by("position").first()
    if found is None:
        raise Refused(
            f"The agenda of {later.title} has no item for the minutes of the meeting before. Add it"
            " before you confirm them."
        )
    return found


def _resolution(by: Actor, meeting: Meeting) -> Resolution | None:
    """Return the resolution that confirmed minutes; none where they came in from old papers."""
    found = policies.resolutions_seen_by(by).filter(confirms=meeting).first()
    if found and (found.follow_ups.exists() or found.consequences.exists()):
        raise Refused(f"{found.pk} was reported back on or linked, so it stays.")
    return found
