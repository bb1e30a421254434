"""What is done with published papers: read in, put right, accepted and declined, fact by fact."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from marram.board.actions import accepted
from marram.board.events import readings as events
from marram.board.models import Meeting, Proposal, Reading
from marram.board.papers import files, packs, texts
from marram.board.policies import business as policies
from marram.board.queries import known_facts
from marram.board.rules import readings as rules
from marram.board.rules.readings import Proposed
from marram.board.vocabulary.readings import Kind, State
from marram.foundation.actors import Actor
from marram.foundation.amendments import not_moved_on, write
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.people.queries import keys as people
from marram.records.actions import keep_document
from marram.records.vocabulary import MediaType


# Rows are written in parcels: one statement each, within the number of values it may have.
PARCEL = 500


def read_paper(*, by: Actor, at: datetime, name: str, content: bytes) -> Reading:
    """Read a published paper and keep what it proposes; nothing of it is on record until somebody
    accepts it. The same bytes again give the reading there is.

    Raises: Refused, with a sentence, when the file has no text that can be read, or says nothing
    of a meeting.
    """
    policies.may_keep(by).enforce()
    digest = sha256(content).hexdigest()
    earlier = Reading.objects.filter(sha256=digest).first()
    if earlier is not None:
        return earlier
    paper = texts.paper(files.text_of(content))
    found = packs.meetings(paper, organisations=tuple(people.organisation_names().values()))
    if not found:
        raise Refused(
            "No minutes, agenda or report was found in this paper. It needs the name of the group"
            " and the day of its meeting."
        )
    proposals, known = rules.proposed(found, known_facts.known())
    return _keep(by, at, name, content, digest, proposals, known)


@transaction.atomic
def _keep(
    by: Actor,
    at: datetime,
    name: str,
    content: bytes,
    digest: str,
    proposals: tuple[Proposed, ...],
    known: int,
) -> Reading:
    pdf = content.lstrip()[:5] == b"%PDF-"
    kind = MediaType.PDF if pdf else MediaType.TEXT
    document = keep_document(by=by, at=at, name=name, content=content, media_type=kind)
    reading = Reading.objects.create(
        document=document, sha256=digest, read_by=by.key, read_at=at, known=known
    )
    rows = [_row(reading, position, one) for position, one in enumerate(proposals, 1)]
    Proposal.objects.bulk_create(rows, batch_size=PARCEL)
    after = {"name": document.name, "proposals": len(rows), "known": known, "sha256": digest}
    _tell(events.PaperRead, by, at, Subject("board.reading", str(reading.pk)), after=after)
    return reading


@transaction.atomic
def accept_proposal(
    *,
    by: Actor,
    at: datetime,
    number: int,
    seen_version: int | None = None,
    values: Mapping[str, Any] | None = None,
) -> Proposal:
    """Put what a proposal says on record, with any of its `values` put right first.

    Raises: Missing; Refused when it is decided, its meeting or item is not on record, or it is on
    record by now; Conflict when somebody changed it since version `seen_version`.
    """
    proposal = _waiting(by, number)
    if seen_version is not None:
        theirs = {name: proposal.values[name] for name in values or {}}
        not_moved_on(proposal, called="this proposal", seen_version=seen_version, theirs=theirs)
    _put_right(by, at, proposal, values or {})
    accepted.put_on_record(by=by, at=at, proposal=proposal, source=_source(proposal))
    _decide(by, at, proposal, State.ACCEPTED, events.ProposalAccepted)
    return proposal


def accept_sure(*, by: Actor, at: datetime, reading: int) -> tuple[int, tuple[str, ...]]:
    """Accept everything of a reading that is not in doubt, each in a transaction of its own.

    Returns how many were accepted, and the sentences that refused others, each once.
    """
    policies.may_keep(by).enforce()
    sure = Proposal.objects.filter(reading=reading, state=State.WAITING, doubt="")
    count, reasons = 0, dict[str, None]()
    for number in sure.order_by("position").values_list("pk", flat=True):
        try:
            accept_proposal(by=by, at=at, number=number)
            count += 1
        except Refused as refusal:
            reasons[str(refusal)] = None
    return count, tuple(reasons)


@transaction.atomic
def decline_proposal(*, by: Actor, at: datetime, number: int, reason: str) -> Proposal:
    """Say that what a proposal says is not so, and why."""
    proposal = _waiting(by, number)
    rules.declined_for_a_reason(reason).enforce()
    proposal.reason = reason.strip()
    _decide(by, at, proposal, State.DECLINED, events.ProposalDeclined)
    return proposal


@transaction.atomic
def take_up_again(*, by: Actor, at: datetime, number: int) -> Proposal:
    """Have a declined proposal wait for somebody once more.

    Raises: Missing; Refused when it was not declined.
    """
    proposal = _locked(by, number)
    rules.may_move(proposal.state, State.WAITING).enforce()
    wanted = {"state": State.WAITING, "decided_by": "", "decided_at": None, "reason": ""}
    write(proposal, wanted)
    after = {"state": State.WAITING.value}
    _tell(events.ProposalTakenUpAgain, by, at, _subject(proposal), after=after)
    return proposal


def _put_right(by: Actor, at: datetime, proposal: Proposal, values: Mapping[str, Any]) -> None:
    """Write what somebody corrected. A meeting of another group takes what belongs to it along."""
    changed = {name: value for name, value in values.items() if proposal.values[name] != value}
    if not changed:
        return
    before = {name: proposal.values[name] for name in changed}
    write(proposal, {"values": {**proposal.values, **changed}})
    _tell(events.ProposalAmended, by, at, _subject(proposal), before=before, after=changed)
    if proposal.kind == Kind.MEETING and changed.keys() & {"group", "on"}:
        _rename(proposal)


def _rename(proposal: Proposal) -> None:
    """Give the meeting, and all that the paper tells of it, the code it has on record or will."""
    group, on = proposal.values["group"], proposal.values["on"]
    there = Meeting.objects.filter(group=group, on=on).first()
    old, code = proposal.meeting, there.pk if there else f"{group}-{on}"
    for other in Proposal.objects.filter(reading=proposal.reading_id, meeting=old):
        write(other, {"meeting": code})
    proposal.refresh_from_db()


def _source(proposal: Proposal) -> str:
    name = proposal.reading.document.name
    return f"{name}, page {proposal.page}, lines {proposal.first_line} to {proposal.last_line}"


def _row(reading: Reading, position: int, one: Proposed) -> Proposal:
    return Proposal(
        reading=reading,
        position=position,
        kind=one.kind,
        meeting=one.meeting,
        key=one.key,
        values=dict(one.values),
        doubt=one.doubt,
        page=one.place.page,
        first_line=one.place.first_line,
        last_line=one.place.last_line,
        start=one.place.start,
        end=one.place.end,
    )


def _waiting(by: Actor, number: int) -> Proposal:
    proposal = _locked(by, number)
    rules.may_move(proposal.state, State.ACCEPTED).enforce()
    return proposal


def _locked(by: Actor, number: int) -> Proposal:
    policies.may_keep(by).enforce()
    found = Proposal.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if found is None:
        raise Missing(f"There is no proposal {number}.")
    return found


def _decide(by: Actor, at: datetime, proposal: Proposal, to: State, fact: type[Event]) -> None:
    write(proposal, {"state": to, "decided_by": by.key, "decided_at": at})
    after = {"state": to.value, "kind": proposal.kind, "key": proposal.key}
    if proposal.reason:
        after["reason"] = proposal.reason
    _tell(fact, by, at, _subject(proposal), after=after)


def _subject(proposal: Proposal) -> Subject:
    return Subject("board.proposal", str(proposal.pk))


def _tell(kind: type[Event], by: Actor, at: datetime, subject: Subject, **changed: Any) -> None:
    publish(kind(by=by.key, at=at, subject=subject, **changed))
