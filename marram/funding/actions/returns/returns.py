"""What is done to a return as a whole: opened, answered, published."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import differences, held, not_moved_on, plain, write
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.funding.actions.returns.pools import locked_pool
from marram.funding.events import returns as events
from marram.funding.models import Return
from marram.funding.policies import returns as policies
from marram.funding.queries.returns.loading import KINDS, fields_of
from marram.funding.rules import stages as rules
from marram.funding.vocabulary import (
    EnablerKind,
    Period,
    ReturnKind,
    Sheet,
    Standing,
    codes,
)


COVER = ("completed_by", "contact", "subject_to_sign_off", "signed_by", "expected_on")
INCOME = ("additional_la", "additional_nhs", "income_comment")
EXPENDITURE = ("minimum_out_of_hospital", "minimum_social_care")
ACTUAL = (
    "income_as_planned",
    "actual_income_comment",
    "spend_as_planned",
    "actual_spend_comment",
)
FEES = ("prior_fees_comment", "fees_comment")
FIELDS = (*COVER, *INCOME, *EXPENDITURE, *ACTUAL, *FEES, "due_on", "source")
TWO = (1, 2)


@transaction.atomic
def open_return(
    *,
    by: Actor,
    at: datetime,
    pool: str,
    kind: ReturnKind,
    period: Period = Period.OUTTURN,
    slug: str = "",
    due_on: date | None = None,
    begin_from: str = "",
) -> Return:
    """Open a return of a pool, with an empty row for every question of its template.

    With `begin_from` it begins with the lines of another return of the same area: a year's end
    with those of its plan, a plan with those of the year before. Published allocations stay behind
    where the year is another; every scheme is an existing one by then.

    Raises: Missing when there is no such pool or return; Refused when it has that return already.
    """
    policies.may_keep(by).enforce()
    of = locked_pool(by, pool)
    rules.period_fits(kind, period).enforce()
    if of.returns.filter(kind=kind, period=period).exists():
        raise Refused(f"{of.title} has that return already. Open the one that is there.")
    name = slug or "-".join(filter(None, (of.slug, kind, period if period != "outturn" else "")))
    opened = Return.objects.create(slug=name, pool=of, kind=kind, period=period, due_on=due_on)
    for line_kind, keys in _questions(of.year, kind).items():
        model = KINDS[line_kind].model
        model.objects.bulk_create(
            model(of=opened, key=key, position=position, **more)
            for position, (key, more) in enumerate(keys, start=1)
        )
    told = {"pool": of.slug, "kind": kind.value, "period": period.value}
    if begin_from:
        _begin_from(by, opened, begin_from)
        told["begun_from"] = begin_from
    tell(events.ReturnOpened, by, at, opened, after=told)
    return opened


@transaction.atomic
def amend_return(
    *, by: Actor, at: datetime, slug: str, seen_version: int, fields: Mapping[str, Any]
) -> Return:
    """Change what the cover or the questions of a draft say (any of FIELDS).

    Nothing is written or told where nothing differs.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    policies.may_keep(by).enforce()
    record = locked_return(by, slug)
    theirs = {name: held(record, name) for name in fields}
    not_moved_on(record, called="this sheet", seen_version=seen_version, theirs=theirs)
    before, after = differences(record, fields)
    if after:
        rules.open_for_editing(record.stage).enforce()
        write(record, fields)
        tell(events.ReturnAmended, by, at, record, before=before, after=after)
    return record


@transaction.atomic
def publish_return(*, by: Actor, at: datetime, slug: str, on: date) -> Return:
    """Show a return that was submitted to everybody, from a day on.

    Raises: Missing; Refused while it is not submitted.
    """
    policies.may_keep(by).enforce()
    record = locked_return(by, slug)
    rules.submitted_once(record.submissions.count()).enforce()
    if record.published_on is None:
        write(record, {"published_on": on})
        tell(events.ReturnPublished, by, at, record, after={"published_on": plain(on)})
    return record


def locked_return(by: Actor, slug: str) -> Return:
    """Return a return that `by` may see, locked until the transaction ends. Raises: Missing."""
    seen = policies.returns_seen_by(by).select_for_update(of=("self",)).select_related("pool")
    found = seen.filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no return {slug}.")
    return found


def tell(kind: type[Event], by: Actor, at: datetime, record: Return, **changed: Any) -> None:
    """Publish a fact about a return."""
    publish(kind(by=by.key, at=at, subject=Subject("funding.return", record.slug), **changed))


def _begin_from(by: Actor, opened: Return, slug: str) -> None:
    """Copy the income and scheme lines of an earlier return, and its minimums in the same year."""
    earlier = locked_return(by, slug)
    rules.same_area(earlier.pool.area_id, opened.pool.area_id).enforce()
    same_year = earlier.pool.year == opened.pool.year
    for kind in ("income", "schemes"):
        model, wanted = KINDS[kind].model, ("key", "position", *fields_of(kind))
        rows = getattr(earlier, kind).order_by("position", "pk").values(*wanted)
        model.objects.bulk_create(
            model(of=opened, **{**row, **_anew(kind, same_year=same_year)}) for row in rows
        )
    if same_year:
        write(opened, {name: held(earlier, name) for name in EXPENDITURE})


def _anew(kind: str, *, same_year: bool) -> dict[str, Any]:
    """Return what a line says differently in a later return."""
    if kind == "schemes":
        return {} if same_year else {"standing": Standing.EXISTING.value, "outputs": None}
    return {} if same_year else {"allocation": None, "carried_forward": None}


def _questions(year: int, kind: str) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """Return the keys of the rows that a template asks for, by kind of line."""
    asked = {
        Sheet.CONDITIONS: {"conditions": _keys("condition", year)},
        Sheet.METRICS: {"metrics": _keys("metric", year)},
        Sheet.FEES: {"fees": _keys("fee", year)},
        Sheet.FEEDBACK: {
            "statements": _keys("statement", year),
            "enablers": [(f"{each}-{n}", {"kind": each}) for each in EnablerKind for n in TWO],
        },
    }
    sheets = codes("sheet", year, kind)
    questions: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for sheet, rows in asked.items():
        questions |= rows if sheet in sheets else {}
    return questions


def _keys(name: str, year: int) -> list[tuple[str, dict[str, Any]]]:
    return [(key, {}) for key in codes(name, year)]
