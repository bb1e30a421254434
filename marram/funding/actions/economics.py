"""What is done to economic facts: costs, savings and ratios that papers print."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.foundation.verdicts import Refused
from marram.funding.actions.entries import Noun, Row, add, amend, locked, record_rows
from marram.funding.events import money as events
from marram.funding.models import EconomicFact
from marram.funding.policies import money as policies
from marram.funding.queries.economics import FIELDS
from marram.funding.rules import economics as rules


FACTS = Noun(
    table=EconomicFact,
    kind="funding.economic-fact",
    called="this fact",
    natural=("slug",),
    fields=FIELDS,
    added=events.EconomicFactAdded,
    amended=events.EconomicFactAmended,
)


@transaction.atomic
def add_fact(*, by: Actor, at: datetime, slug: str, fields: Row) -> EconomicFact:
    """Add a fact. Raises: Refused when the key is taken, or it has no figure and no reason."""
    policies.may_keep(by).enforce()
    if EconomicFact.objects.filter(pk=slug).exists():
        raise Refused(f"There already is a fact {slug}. Choose another short name.")
    _check(fields)
    return add(noun=FACTS, by=by, at=at, said={"slug": slug, **fields})


@transaction.atomic
def amend_fact(
    *, by: Actor, at: datetime, slug: str, seen_version: int, fields: Row
) -> EconomicFact:
    """Change a fact. Raises: Missing; Refused; Conflict."""
    policies.may_keep(by).enforce()
    fact = locked(FACTS, slug=slug)
    _check(fields)
    return amend(noun=FACTS, record=fact, by=by, at=at, said=fields, seen_version=seen_version)


@transaction.atomic
def record_facts(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change facts by `slug`."""
    policies.may_keep(by).enforce()
    return record_rows(noun=FACTS, by=by, at=at, rows=rows, check=_check)


def _check(fields: Row) -> None:
    rules.figure_or_reason(amount=fields["amount"], quality=fields["quality"] or "").enforce()
