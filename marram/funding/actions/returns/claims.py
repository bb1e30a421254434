"""Figures that papers print of a return, noted so that its lines can prove or refute them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import differences, held, not_moved_on, plain, write
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Missing
from marram.funding.actions.returns import returns
from marram.funding.actions.returns.returns import locked_return
from marram.funding.events import returns as events
from marram.funding.models import Claim
from marram.funding.policies import returns as policies
from marram.funding.rules import lines as rules
from marram.funding.rules import removals
from marram.funding.vocabulary import Measure


@transaction.atomic
def note_claim(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    measure: Measure,
    part: str,
    source: str,
    fields: Mapping[str, Any],
    seen_version: int | None = None,
) -> Claim:
    """Note a figure that a paper prints, or put right what was noted of it; returns it.

    `fields` holds `amount` in pounds and the `words` it stands in. Claims may be noted of a return
    at any stage: they say nothing in its name. `seen_version` is that of the note which was read,
    0 where there was none.

    Raises: Missing; Refused; Conflict when somebody noted it since.
    """
    policies.may_keep(by).enforce()
    record = locked_return(by, slug)
    rules.part_known(part, record.pool.year).enforce()
    named = {"of": record, "measure": measure.value, "part": part, "source": source}
    claim = Claim.objects.select_for_update().filter(**named).first()
    if claim is None:
        claim = Claim(**named, **fields)
        claim.save()
        told = {"return": slug, "measure": measure.value, "part": part, "source": source}
        after = {**told, **{name: plain(value) for name, value in fields.items()}}
        _tell(events.ClaimAdded, by, at, claim, after=after)
        return claim
    if seen_version is not None:
        theirs = {name: held(claim, name) for name in fields}
        not_moved_on(claim, called="this figure", seen_version=seen_version, theirs=theirs)
    before, after = differences(claim, fields)
    if after:
        write(claim, fields)
        _tell(events.ClaimAmended, by, at, claim, before=before, after=after)
    return claim


@transaction.atomic
def remove_claim(
    *, by: Actor, at: datetime, slug: str, number: int, seen_version: int, reason: str
) -> None:
    """Take out a printed figure that was noted by mistake. What it said stays in the ledger.

    Raises: Missing; Refused without a reason; Conflict when somebody changed it since.
    """
    policies.may_keep(by).enforce()
    record = locked_return(by, slug)
    removals.reason_given(reason).enforce()
    claim = record.claims.select_for_update().filter(pk=number).first()
    if claim is None:
        raise Missing(f"There is no printed figure {number} of this return.")
    said = {name: held(claim, name) for name in ("measure", "part", "amount", "words", "source")}
    not_moved_on(claim, called="this figure", seen_version=seen_version, theirs=said)
    before = {name: plain(value) for name, value in said.items()}
    returns.tell(
        events.ClaimRemoved, by, at, record, before=before, after={"reason": reason.strip()}
    )
    claim.delete()


def versions() -> dict[tuple[int], int]:
    """Return the version of every claim, by its number. One SQL query."""
    return {(number,): version for number, version in Claim.objects.values_list("pk", "version")}


def _tell(kind: Any, by: Actor, at: datetime, claim: Claim, **changed: Any) -> None:
    subject = Subject("funding.claim", str(claim.pk))
    publish(kind(by=by.key, at=at, subject=subject, **changed))
