"""What is done to resolutions: made, owned, followed up, finished; and made without a meeting."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from marram.board.actions.agendas import locked_item
from marram.board.events import resolutions as events
from marram.board.models import AgendaItem, Board, FollowUp, Meeting, Resolution
from marram.board.policies import business as policies
from marram.board.queries import effects, quorums
from marram.board.rules import call_ins
from marram.board.rules import meetings as meeting_rules
from marram.board.rules import resolutions as rules
from marram.board.vocabulary.meetings import Stage
from marram.board.vocabulary.resolutions import Outcome, Repeat, Way
from marram.foundation.actors import Actor
from marram.foundation.amendments import held, not_moved_on
from marram.foundation.verdicts import Missing, Refused
from marram.records.actions.keeping import Keeper, Noun


RESOLUTION = Noun("board.resolution", events.ResolutionMade, events.ResolutionAmended)
FIELDS = (
    "kind",
    "words",
    "votes_for",
    "votes_against",
    "votes_withheld",
    "owner_organisation",
    "owner_group",
    "owner_role",
    "owner_mail",
    "due_on",
    "repeat",
    "frequency",
    "referred_to",
    "source",
)


@transaction.atomic
def resolve(*, by: Actor, at: datetime, item_id: int, fields: Mapping[str, Any]) -> Resolution:
    """Write down what the meeting resolved under an item; `fields` holds kind, words and others.

    Raises: Missing; Refused when the meeting cannot be minuted, has no quorum, or words are
    missing.
    """
    item = _minuted_item(by, item_id)
    _check(fields)
    return _make(by, at, item, Outcome.RESOLVED, fields)


@transaction.atomic
def recommend(*, by: Actor, at: datetime, item_id: int, fields: Mapping[str, Any]) -> Resolution:
    """Write down what the report under an item asks the board to resolve."""
    item = locked_item(by, item_id)
    meeting_rules.agenda_open(item.meeting.title, item.meeting.stage).enforce()
    _check(fields)
    return _make(by, at, item, Outcome.RECOMMENDED, fields)


@transaction.atomic
def settle(
    *,
    by: Actor,
    at: datetime,
    code: str,
    outcome: Outcome,
    fields: Mapping[str, Any],
) -> Resolution:
    """Say what became of recommended words: resolved, perhaps in other words, or not agreed.

    Raises: Missing; Refused when they are settled already or the meeting has no quorum.
    """
    found = locked_resolution(by, code)
    if found.outcome != Outcome.RECOMMENDED or found.item is None:
        raise Refused(f"{code} is settled already: {found.outcome}.")
    _minuted_item(by, found.item.pk)
    _check({"words": found.words, "kind": found.kind, **fields})
    wanted = {"outcome": outcome, "decided_on": found.item.meeting.on, **fields}
    Keeper(by, at, RESOLUTION).amend(found, wanted)
    return found


@transaction.atomic
def decide_without_meeting(
    *, by: Actor, at: datetime, group: str, way: Way, decided_on: date, fields: Mapping[str, Any]
) -> Resolution:
    """Record a decision made by correspondence or urgently by the chair, with why and who.

    `fields` holds kind, words, reasons, consulted and any of FIELDS and exempt_under.

    Raises: Missing; Refused when the record is not whole or more were against than for.
    """
    policies.may_keep(by).enforce()
    if not Board.objects.filter(pk=group).exists():
        raise Missing(f"There is no board {group}.")
    if decided_on > at.date():
        raise Refused("This day is to come. Record the decision once it is made.")
    _check({"way": way, **fields})
    before = Resolution.objects.filter(board=group, meeting=None, decided_on=decided_on).count()
    values = {
        "code": f"{group}-{decided_on:%Y-%m-%d}-{'u' if way == Way.URGENT else 'c'}{before + 1}",
        "board": group,
        "ordinal": before + 1,
        "way": way,
        "decided_on": decided_on,
        "outcome": Outcome.RESOLVED,
        **fields,
    }
    return Keeper(by, at, RESOLUTION).add(Resolution(), values)


@transaction.atomic
def amend_resolution(
    *, by: Actor, at: datetime, code: str, seen_version: int, fields: Mapping[str, Any]
) -> Resolution:
    """Change a resolution: who owns it, when it is due, or its words until minutes are confirmed.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    found = locked_resolution(by, code)
    theirs = {name: held(found, name) for name in fields}
    not_moved_on(found, called=code, seen_version=seen_version, theirs=theirs)
    if fields.get("words", found.words) != found.words and found.meeting is not None:
        meeting_rules.may_be_minuted(found.meeting.title, found.meeting.stage).enforce()
    _check({**{name: held(found, name) for name in ("words", "kind", "referred_to")}, **fields})
    Keeper(by, at, RESOLUTION).amend(found, fields)
    return found


@transaction.atomic
def report_back(
    *,
    by: Actor,
    at: datetime,
    code: str,
    on: date,
    words: str,
    evidence: str = "",
    document: int | None = None,
    done: bool = False,
) -> FollowUp:
    """Say what was done about a resolution, with evidence; `done` says that it is done this time.

    What repeats is then due again by its calendar; what does not is finished.

    Raises: Missing; Refused when `by` does not own it, it is finished, nothing is said, or it is
    done while it may be called in or was.
    """
    found = _seen(by, code)
    policies.may_report_back(by, found).enforce()
    rules.still_open(code, found.finished_on).enforce()
    rules.finished_for_a_reason(words).enforce()
    if on > at.date():
        raise Refused("This day is to come. Say what has been done by today.")
    if done:
        _in_effect(found, at)
    told = FollowUp(
        resolution=found,
        on=on,
        words=words.strip(),
        evidence=evidence,
        document_id=document,
        met_due_on=found.due_on if done else None,
        said_by=by.key,
    )
    told.save(force_insert=True)
    keeper = Keeper(by, at, RESOLUTION)
    after = {"said": told.words, "on": on.isoformat(), "evidence": evidence, "document": document}
    said = {name: value for name, value in after.items() if value}
    keeper.tell(events.FollowUpTold, found, after=said)
    if done:
        _done(keeper, found, on, told.words)
    return told


@transaction.atomic
def finish_resolution(*, by: Actor, at: datetime, code: str, on: date, because: str) -> Resolution:
    """Finish a resolution, also one that repeats: the next meeting reads why.

    Raises: Missing; Refused when it is finished already, is not in effect, or no reason is given.
    """
    found = locked_resolution(by, code)
    rules.still_open(code, found.finished_on).enforce()
    rules.finished_for_a_reason(because).enforce()
    _in_effect(found, at)
    _finish(Keeper(by, at, RESOLUTION), found, on, because.strip())
    return found


@transaction.atomic
def take_reply(*, by: Actor, at: datetime, code: str, on: date, reply: str) -> Resolution:
    """Write down what came back from those to whom the board referred or escalated a matter."""
    found = locked_resolution(by, code)
    if found.referred_to_id is None:
        raise Refused(f"{code} was referred to nobody, so there is no reply to take.")
    rules.finished_for_a_reason(reply).enforce()
    wanted = {"reply": reply.strip(), "replied_on": on}
    Keeper(by, at, RESOLUTION).amend(found, wanted, fact=events.ReplyTaken)
    return found


def locked_resolution(by: Actor, code: str) -> Resolution:
    """Return a resolution that `by` keeps, locked until the transaction ends.

    Raises: Missing; Refused.
    """
    policies.may_keep(by).enforce()
    return _seen(by, code)


def _seen(by: Actor, code: str) -> Resolution:
    seen = effects.with_call_ins(policies.resolutions_seen_by(by)).select_related("item__meeting")
    found = seen.select_for_update(of=("self",)).filter(pk=code).first()
    if found is None:
        raise Missing(f"There is no resolution {code}.")
    return found


def _minuted_item(by: Actor, item_id: int) -> AgendaItem:
    item = locked_item(by, item_id)
    meeting = item.meeting
    meeting_rules.may_be_minuted(meeting.title, meeting.stage).enforce()
    if meeting.stage == Stage.IN_SESSION:
        quorums.quorum(code=meeting.code).quorate.enforce()
    return item


def _make(
    by: Actor, at: datetime, item: AgendaItem, outcome: Outcome, fields: Mapping[str, Any]
) -> Resolution:
    meeting: Meeting = item.meeting
    ordinal = (item.resolutions.aggregate(last=Max("ordinal"))["last"] or 0) + 1
    number = item.number or f"x{item.position}"
    values = {
        "code": f"{meeting.code}-{number}-{ordinal}",
        "board": meeting.group_id,
        "meeting": meeting,
        "item": item,
        "ordinal": ordinal,
        "decided_on": meeting.on,
        "outcome": outcome,
        **fields,
    }
    return Keeper(by, at, RESOLUTION).add(Resolution(), values)


def _check(fields: Mapping[str, Any]) -> None:
    way = fields.get("way", Way.AT_MEETING)
    rules.said_in_full(words=fields["words"], way=way, reasons=fields.get("reasons", "")).enforce()
    rules.consulted_before_urgent(way=way, consulted=fields.get("consulted", "")).enforce()
    rules.answered_by_members(
        way=way,
        votes_for=fields.get("votes_for"),
        votes_against=fields.get("votes_against"),
    ).enforce()
    rules.referred_somewhere(
        kind=fields["kind"], referred_to=str(fields.get("referred_to") or "")
    ).enforce()


def _in_effect(found: Resolution, at: datetime) -> None:
    call_ins.put_into_effect(found.pk, effects.effect(found, on=at.date())).enforce()


def _done(keeper: Keeper, found: Resolution, on: date, words: str) -> None:
    if found.repeat == Repeat.NEVER:
        _finish(keeper, found, on, words)
    elif found.due_on is not None and (again := rules.next_due(found.due_on, found.repeat)):
        keeper.amend(found, {"due_on": again, "chased_on": None})


def _finish(keeper: Keeper, found: Resolution, on: date, because: str) -> None:
    wanted = {"finished_on": on, "finished_because": because}
    keeper.amend(found, wanted, fact=events.ResolutionFinished)
