"""How a return goes from stage to stage, by the table of moves."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import plain, write
from marram.foundation.verdicts import Missing
from marram.funding.actions.returns.returns import locked_return, tell
from marram.funding.events import returns as events
from marram.funding.models import Agreed, Return, Submission
from marram.funding.policies import returns as policies
from marram.funding.queries.returns import loading
from marram.funding.rules import encoding
from marram.funding.rules import stages as rules
from marram.funding.rules.checks import checklist
from marram.funding.vocabulary import Approval, Stage


# What is handed on to others must be complete; what comes back need not be.
COMPLETE = frozenset({Stage.FINANCE_CHECKED, Stage.PARTNERS_AGREED, Stage.SUBMITTED})
NOTHING_AGREED = {
    "checked_on": None,
    "approved_by": "",
    "approved_on": None,
    "ratified_on": None,
}


@transaction.atomic
def move(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    to: Stage,
    reason: str = "",
    approval: Approval = Approval.BOARD,
    on: date | None = None,
) -> Return:
    """Take a return to another stage; returns it.

    `reason` is for sending it back; `approval` says how it was approved, `on` the day on which it
    was checked or approved (None where no paper says the day). Submitting freezes what it says.
    Going back to draft ends what had been agreed and approved.

    Raises: Missing; Refused when `by` may not, the table has no such move, a check says No, or a
    partner has not agreed.
    """
    record = locked_return(by, slug)
    rules.may_move(record.stage, to).enforce()
    policies.may_move(by, record.stage, to).enforce()
    rules.reason_given(to, reason).enforce()
    _ready(record, to, approval)
    before: dict[str, Any] = {"stage": record.stage}
    after: dict[str, Any] = {"stage": to.value}
    if reason.strip():
        after["reason"] = reason.strip()
    changed: dict[str, Any] = {"stage": to.value}
    rules.not_in_the_future(on or at.date(), at.date(), f"it became {to}").enforce()
    if to == Stage.FINANCE_CHECKED:
        changed |= {"checked_on": on}
    elif to == Stage.APPROVED:
        changed |= {"approved_by": approval.value, "approved_on": on}
    elif to == Stage.DRAFT:
        record.agreed.all().delete()
        changed |= NOTHING_AGREED
    write(record, changed)
    after |= {name: plain(value) for name, value in changed.items() if value}
    if to == Stage.SUBMITTED:
        after |= _freeze(by, at, record)
    told = events.ReturnSubmitted if to == Stage.SUBMITTED else events.ReturnMoved
    tell(told, by, at, record, before=before, after=after)
    return record


@transaction.atomic
def agree(*, by: Actor, at: datetime, slug: str, organisation: str, on: date | None) -> Return:
    """Agree to a checked return for a partner. The last partner takes it on. Twice is once.

    `on` is the day on which it agreed, None where no paper says.

    Raises: Missing; Refused.
    """
    record = locked_return(by, slug)
    name = _names(record).get(organisation, organisation)
    rules.may_move(record.stage, Stage.PARTNERS_AGREED).enforce()
    policies.may_agree_for(by, organisation, name).enforce()
    parties = _names(record)
    rules.party_to(organisation, parties, name).enforce()
    _, new = Agreed.objects.get_or_create(
        of=record, organisation_id=organisation, defaults={"on": on, "by": by.key}
    )
    if new:
        tell(events.PartnerAgreed, by, at, record, after={"organisation": organisation})
    if rules.every_partner_agreed(parties, _agreed(record)):
        move(by=by, at=at, slug=slug, to=Stage.PARTNERS_AGREED)
        record.refresh_from_db()
    return record


@transaction.atomic
def ratify(*, by: Actor, at: datetime, slug: str, on: date) -> Return:
    """Record that the board has ratified what was approved under delegated authority.

    Raises: Missing; Refused.
    """
    policies.may_ratify(by).enforce()
    record = locked_return(by, slug)
    rules.to_be_ratified(record.approved_by, record.ratified_on).enforce()
    rules.not_in_the_future(on, at.date(), "the board ratified it").enforce()
    write(record, {"ratified_on": on})
    tell(events.ReturnRatified, by, at, record, after={"ratified_on": plain(on)})
    return record


def _ready(record: Return, to: Stage, approval: Approval) -> None:
    """Raise Refused unless the return is fit for its next stage."""
    if to in COMPLETE:
        checked = checklist(loading.values_of(record))
        rules.complete(len(checked.missing)).enforce()
    if to == Stage.PARTNERS_AGREED:
        names = _names(record)
        agreed = [names[slug] for slug in _agreed(record) if slug in names]
        rules.every_partner_agreed(list(names.values()), agreed).enforce()
    if to == Stage.APPROVED:
        agreement = record.pool.agreement
        delegated_to = agreement.delegated_to if agreement else ""
        rules.authority_given(approval, delegated_to).enforce()
    if to == Stage.SIGNED:
        rules.signable(record.approved_by, record.ratified_on).enforce()


def _freeze(by: Actor, at: datetime, record: Return) -> dict[str, Any]:
    """Keep what the return says for good; returns what the ledger is told of it."""
    kept = encoding.plain(loading.values_of(record))
    submission = Submission.objects.create(
        of=record,
        number=record.submissions.count() + 1,
        at=at,
        by=by.key,
        values=kept,
        sha256=encoding.digest(kept),
    )
    return {"submission": submission.number, "sha256": submission.sha256}


def _names(record: Return) -> dict[str, str]:
    agreement = record.pool.agreement
    if agreement is None:
        raise Missing("No agreement names the partners of this pool. Add it first.")
    parties = agreement.parties.values_list("organisation_id", "organisation__name")
    return dict(parties)


def _agreed(record: Return) -> list[str]:
    return list(record.agreed.values_list("organisation_id", flat=True))
