"""What is done to contracts: added, taken through the six steps, and measured."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, plain
from marram.foundation.events import publish
from marram.foundation.verdicts import Refused
from marram.funding.actions.entries import (
    Noun,
    Row,
    add,
    amend,
    locked,
    record_rows,
    remove,
    subject,
)
from marram.funding.events import money as events
from marram.funding.models import Commitment, Contract, Measurement, SocialValueStep
from marram.funding.policies import money as policies
from marram.funding.queries.contracts import FIELDS
from marram.funding.rules import contracts as rules
from marram.funding.rules import days, removals


CONTRACTS = Noun(
    table=Contract,
    kind="funding.contract",
    called="this contract",
    natural=("slug",),
    fields=FIELDS,
    added=events.ContractAdded,
    amended=events.ContractAmended,
)
STEPS = Noun(
    table=SocialValueStep,
    kind="funding.social-value-step",
    called="this step",
    natural=("contract", "step"),
    fields=("evidence", "on"),
    added=events.SocialValueStepAdded,
    amended=events.SocialValueStepAmended,
)
COMMITMENTS = Noun(
    table=Commitment,
    kind="funding.commitment",
    called="this commitment",
    natural=("contract", "promise"),
    fields=("aim", "unit", "promised", "due_on"),
    added=events.CommitmentAdded,
    amended=events.CommitmentAmended,
    removed=events.CommitmentRemoved,
)
MEASUREMENTS = Noun(
    table=Measurement,
    kind="funding.measurement",
    called="this measurement",
    natural=("commitment", "on"),
    fields=("achieved", "note"),
    added=events.CommitmentMeasured,
    amended=events.CommitmentMeasured,
    removed=events.MeasurementRemoved,
)


@transaction.atomic
def add_contract(*, by: Actor, at: datetime, slug: str, fields: Row) -> Contract:
    """Add a contract. Raises: Refused when the key is taken, or days or weights do not fit."""
    policies.may_keep(by).enforce()
    if Contract.objects.filter(pk=slug).exists():
        raise Refused(f"There already is a contract {slug}. Choose another short name.")
    _check(fields)
    return add(noun=CONTRACTS, by=by, at=at, said={"slug": slug, **fields})


@transaction.atomic
def amend_contract(
    *, by: Actor, at: datetime, slug: str, seen_version: int, fields: Row
) -> Contract:
    """Change a contract. Raises: Missing; Refused; Conflict."""
    policies.may_keep(by).enforce()
    contract = locked(CONTRACTS, slug=slug)
    _check(fields)
    return amend(
        noun=CONTRACTS, record=contract, by=by, at=at, said=fields, seen_version=seen_version
    )


@transaction.atomic
def take_step(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    step: int,
    evidence: str,
    on: date,
    seen_version: int = 0,
) -> SocialValueStep:
    """Say what was done at a step of the commissioning cycle; a second answer changes the first.

    Raises: Missing; Refused when an earlier step is open; Conflict.
    """
    policies.may_keep(by).enforce()
    contract = locked(CONTRACTS, slug=slug)
    taken = {each.step: each for each in contract.steps.all()}
    rules.step_in_turn(step=step, taken=taken.keys()).enforce()
    days.has_come(on=on, today=at.date()).enforce()
    said = {"evidence": evidence.strip(), "on": on}
    if step in taken:
        return amend(
            noun=STEPS, record=taken[step], by=by, at=at, said=said, seen_version=seen_version
        )
    return add(noun=STEPS, by=by, at=at, said={"contract": contract, "step": step, **said})


@transaction.atomic
def add_commitment(*, by: Actor, at: datetime, slug: str, fields: Row) -> Commitment:
    """Add social value that the provider promised. Raises: Missing; Refused when it is there."""
    policies.may_keep(by).enforce()
    contract = locked(CONTRACTS, slug=slug)
    if contract.commitments.filter(promise=fields["promise"]).exists():
        raise Refused("This contract already has that commitment.")
    rules.promises_something(fields["promised"]).enforce()
    return add(noun=COMMITMENTS, by=by, at=at, said={"contract": contract, **fields})


@transaction.atomic
def amend_commitment(
    *, by: Actor, at: datetime, commitment_id: int, seen_version: int, fields: Row
) -> Commitment:
    """Change what was promised. Raises: Missing; Refused; Conflict."""
    policies.may_keep(by).enforce()
    found = locked(COMMITMENTS, pk=commitment_id)
    rules.promises_something(fields["promised"]).enforce()
    return amend(
        noun=COMMITMENTS, record=found, by=by, at=at, said=fields, seen_version=seen_version
    )


@transaction.atomic
def remove_commitment(
    *, by: Actor, at: datetime, slug: str, commitment_id: int, seen_version: int, reason: str
) -> None:
    """Take out what was promised by mistake. Raises: Missing; Refused once measured; Conflict."""
    policies.may_keep(by).enforce()
    contract = locked(CONTRACTS, slug=slug)
    found = locked(COMMITMENTS, pk=commitment_id, contract=contract)
    measured = found.measurements.count()
    removals.commitment_may_go(promise=found.promise, measured=measured).enforce()
    remove(
        noun=COMMITMENTS,
        record=found,
        of=subject(CONTRACTS, contract),
        by=by,
        at=at,
        reason=reason,
        seen_version=seen_version,
    )


@transaction.atomic
def remove_measurement(
    *, by: Actor, at: datetime, slug: str, commitment_id: int, on: date, reason: str
) -> None:
    """Take out what was measured on a day. Raises: Missing; Refused without a reason."""
    policies.may_keep(by).enforce()
    contract = locked(CONTRACTS, slug=slug)
    found = locked(MEASUREMENTS, commitment=commitment_id, commitment__contract=contract, on=on)
    where = subject(CONTRACTS, contract)
    remove(noun=MEASUREMENTS, record=found, of=where, by=by, at=at, reason=reason)


@transaction.atomic
def measure_commitment(
    *, by: Actor, at: datetime, commitment_id: int, on: date, achieved: Decimal, note: str = ""
) -> Measurement:
    """Record how much of a commitment was kept by a day, from the start of the contract.

    Raises: Missing; Refused when it was measured that day or the day is to come.
    """
    policies.may_keep(by).enforce()
    commitment = locked(COMMITMENTS, pk=commitment_id)
    earlier = tuple(commitment.measurements.values_list("on", flat=True))
    rules.measured_in_time(on=on, today=at.date(), earlier=earlier).enforce()
    rules.not_negative(achieved).enforce()
    taken = {"on": on, "achieved": achieved, "note": note.strip()}
    measured: Measurement = commitment.measurements.create(**taken)
    said = {f"measured {name}": plain(value) for name, value in taken.items()}
    told = events.CommitmentMeasured(
        by=by.key, at=at, subject=subject(COMMITMENTS, commitment), after=said
    )
    publish(told)
    return measured


@transaction.atomic
def record_contracts(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change contracts by `slug`."""
    policies.may_keep(by).enforce()
    return record_rows(noun=CONTRACTS, by=by, at=at, rows=rows, check=_check)


def _check(fields: Row) -> None:
    days.in_order(starts_on=fields.get("starts_on"), ends_on=fields.get("ends_on")).enforce()
    weights = rules.Weights(
        price=fields["price_weight"],
        quality=fields["quality_weight"],
        social=fields["social_weight"],
    )
    rules.weights_add_up(weights).enforce()
