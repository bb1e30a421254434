"""What is done to grants: added, planned line by line, held against print, and moved."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, plain
from marram.foundation.events import publish
from marram.foundation.verdicts import Missing, Refused
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
from marram.funding.models import Grant, GrantFigure, GrantLine, GrantMovement
from marram.funding.policies import money as policies
from marram.funding.queries.grants import FIELDS
from marram.funding.rules import days, removals
from marram.funding.rules import grants as rules
from marram.funding.rules.pounds import total
from marram.funding.vocabulary.money import MovementKind, Unspent


GRANTS = Noun(
    table=Grant,
    kind="funding.grant",
    called="this grant",
    natural=("slug",),
    fields=FIELDS,
    added=events.GrantAdded,
    amended=events.GrantAmended,
)
LINES = Noun(
    table=GrantLine,
    kind="funding.grant-line",
    called="this line",
    natural=("grant", "title"),
    fields=("position", "quantity", "unit", "rate", "planned", "source"),
    added=events.GrantLineAdded,
    amended=events.GrantLineAmended,
    removed=events.GrantLineRemoved,
)
FIGURES = Noun(
    table=GrantFigure,
    kind="funding.grant-figure",
    called="this figure",
    natural=("grant", "title"),
    fields=("position", "kind", "amount", "as_printed", "source"),
    added=events.GrantFigureAdded,
    amended=events.GrantFigureAmended,
)


MOVEMENTS = Noun(
    table=GrantMovement,
    kind="funding.grant-movement",
    called="this record",
    natural=("grant", "on"),
    fields=("kind", "amount", "until", "line", "note"),
    added=events.GrantMoneyMoved,
    amended=events.GrantMoneyMoved,
    removed=events.GrantMovementRemoved,
)


@transaction.atomic
def add_grant(*, by: Actor, at: datetime, slug: str, fields: Row) -> Grant:
    """Add a grant. Raises: Refused when the key is taken or the days are not in order."""
    policies.may_keep(by).enforce()
    if Grant.objects.filter(pk=slug).exists():
        raise Refused(f"There already is a grant {slug}. Choose another short name.")
    _check_grant(fields)
    return add(noun=GRANTS, by=by, at=at, said={"slug": slug, **fields})


@transaction.atomic
def amend_grant(*, by: Actor, at: datetime, slug: str, seen_version: int, fields: Row) -> Grant:
    """Change a grant. Raises: Missing; Refused; Conflict."""
    policies.may_keep(by).enforce()
    grant = locked(GRANTS, slug=slug)
    _check_grant(fields)
    return amend(noun=GRANTS, record=grant, by=by, at=at, said=fields, seen_version=seen_version)


@transaction.atomic
def add_line(*, by: Actor, at: datetime, slug: str, fields: Row) -> GrantLine:
    """Plan a line of a grant, after the others. Raises: Missing; Refused."""
    policies.may_keep(by).enforce()
    grant = locked(GRANTS, slug=slug)
    if grant.lines.filter(title=fields["title"]).exists():
        raise Refused(f"This grant already has a line “{fields['title']}”. Change that one.")
    last = grant.lines.aggregate(last=Max("position"))["last"] or 0
    said = {"grant": grant, "position": last + 1, **fields}
    return add(noun=LINES, by=by, at=at, said=said)


@transaction.atomic
def amend_line(
    *, by: Actor, at: datetime, line_id: int, seen_version: int, fields: Row
) -> GrantLine:
    """Change a planned line. Raises: Missing; Refused; Conflict."""
    policies.may_keep(by).enforce()
    line = locked(LINES, pk=line_id)
    return amend(noun=LINES, record=line, by=by, at=at, said=fields, seen_version=seen_version)


@transaction.atomic
def remove_line(
    *, by: Actor, at: datetime, slug: str, line_id: int, seen_version: int, reason: str
) -> None:
    """Take a planned line out. Raises: Missing; Refused while it must stay; Conflict."""
    policies.may_keep(by).enforce()
    grant = locked(GRANTS, slug=slug)
    line = locked(LINES, pk=line_id, grant=grant)
    moved = total(each.amount for each in line.movements.all())
    removals.grant_line_may_go(
        title=line.title, moved=moved, settled_on=_settled_on(grant)
    ).enforce()
    where = subject(GRANTS, grant)
    remove(
        noun=LINES, record=line, of=where, by=by, at=at, reason=reason, seen_version=seen_version
    )


@transaction.atomic
def remove_movement(*, by: Actor, at: datetime, slug: str, number: int, reason: str) -> None:
    """Take out money that was recorded by mistake. Raises: Missing; Refused while it must stay."""
    policies.may_keep(by).enforce()
    grant = locked(GRANTS, slug=slug)
    moved = locked(MOVEMENTS, pk=number, grant=grant)
    rest = grant.movements.exclude(pk=number)
    least = rules.least_in_hand(_movements(rest))
    kind = MovementKind(moved.kind)
    removals.movement_may_go(kind, least_in_hand=least).enforce()
    where = subject(GRANTS, grant)
    remove(noun=MOVEMENTS, record=moved, of=where, by=by, at=at, reason=reason)


@transaction.atomic
def move_money(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    kind: MovementKind,
    amount: Decimal,
    on: date,
    until: date | None = None,
    line: int | None = None,
    note: str = "",
) -> GrantMovement:
    """Record that money of a grant was received, spent, carried forward or paid back.

    Raises: Missing; Refused when there is less in hand, or the day is to come.
    """
    policies.may_keep(by).enforce()
    grant = locked(GRANTS, slug=slug)
    days.has_come(on=on, today=at.date()).enforce()
    rules.carried_until(kind=kind, until=until, on=on).enforce()
    rules.fits_movement(kind=kind, amount=amount, now=_balance(grant, on)).enforce()
    if line is not None and not grant.lines.filter(pk=line).exists():
        raise Missing(f"There is no line {line} of this grant.")
    said = {"line": line, "kind": kind, "amount": amount, "on": on, "until": until, "note": note}
    moved = GrantMovement.objects.create(
        grant=grant, line_id=line, **{name: said[name] for name in said if name != "line"}
    )
    after = {"movement": moved.pk, **{name: plain(value) for name, value in said.items()}}
    publish(events.GrantMoneyMoved(by=by.key, at=at, subject=subject(GRANTS, grant), after=after))
    return moved


@transaction.atomic
def record_grants(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change grants by `slug`."""
    policies.may_keep(by).enforce()
    rows = [{**row, "unspent": row["unspent"] or Unspent.NOT_STATED} for row in rows]
    return record_rows(noun=GRANTS, by=by, at=at, rows=rows, check=_check_grant)


@transaction.atomic
def record_lines(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change planned lines by `grant` and `title`."""
    policies.may_keep(by).enforce()
    return record_rows(noun=LINES, by=by, at=at, rows=rows, check=_as_it_comes)


@transaction.atomic
def record_figures(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change printed figures by `grant` and `title`."""
    policies.may_keep(by).enforce()
    return record_rows(noun=FIGURES, by=by, at=at, rows=rows, check=_as_it_comes)


def _check_grant(fields: Row) -> None:
    days.in_order(starts_on=fields.get("starts_on"), ends_on=fields.get("ends_on")).enforce()


def _as_it_comes(row: Row) -> None:
    """What papers print is taken as it is: the page of the grant says what does not add up."""


def _balance(grant: Grant, on: date) -> rules.Balance:
    return rules.balance(
        movements=_movements(grant.movements.all()),
        ends_on=grant.ends_on,
        unspent=Unspent(grant.unspent),
        on=on,
    )


def _settled_on(grant: Grant) -> date | None:
    return rules.settled_on(movements=_movements(grant.movements.all()), ends_on=grant.ends_on)


def _movements(moved: Iterable[GrantMovement]) -> tuple[rules.Movement, ...]:
    return tuple(
        rules.Movement(
            kind=MovementKind(each.kind), amount=each.amount, on=each.on, until=each.until
        )
        for each in moved
    )
