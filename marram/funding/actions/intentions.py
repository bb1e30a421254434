"""What is done to commissioning intentions."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.foundation.verdicts import Refused
from marram.funding.actions.entries import Noun, Row, add, amend, locked, record_rows
from marram.funding.events import money as events
from marram.funding.models import Intention
from marram.funding.policies import money as policies
from marram.funding.queries.intentions import FIELDS
from marram.funding.rules import intentions as rules
from marram.funding.vocabulary.money import IntentionStage


INTENTIONS = Noun(
    table=Intention,
    kind="funding.intention",
    called="this intention",
    natural=("slug",),
    fields=FIELDS,
    added=events.IntentionAdded,
    amended=events.IntentionAmended,
)


@transaction.atomic
def add_intention(*, by: Actor, at: datetime, slug: str, fields: Row) -> Intention:
    """Add an intention. Raises: Refused when the key is taken or it answers no need."""
    policies.may_keep(by).enforce()
    if Intention.objects.filter(pk=slug).exists():
        raise Refused(f"There already is an intention {slug}. Choose another short name.")
    _check(fields)
    return add(noun=INTENTIONS, by=by, at=at, said={"slug": slug, **fields})


@transaction.atomic
def amend_intention(
    *, by: Actor, at: datetime, slug: str, seen_version: int, fields: Row
) -> Intention:
    """Change an intention, its stage included. Raises: Missing; Refused; Conflict."""
    policies.may_keep(by).enforce()
    intention = locked(INTENTIONS, slug=slug)
    _check(fields)
    now, to = IntentionStage(intention.stage), IntentionStage(fields["stage"])
    rules.may_move(stage=now, to=to).enforce()
    return amend(
        noun=INTENTIONS, record=intention, by=by, at=at, said=fields, seen_version=seen_version
    )


@transaction.atomic
def record_intentions(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change intentions by `slug`. A file says where they stand, however they got there."""
    policies.may_keep(by).enforce()
    rows = [{**row, "stage": row["stage"] or IntentionStage.PROPOSED} for row in rows]
    return record_rows(noun=INTENTIONS, by=by, at=at, rows=rows, check=_check)


def _check(fields: Row) -> None:
    has_priority = bool(fields.get("priority"))
    rules.answers_a_need(need=fields["need"] or "", has_priority=has_priority).enforce()
