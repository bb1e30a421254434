"""What is done to the lines of a return: added, changed, taken out, reported on.

One set of actions serves every kind of line; `kind` is a key of `KINDS`, such as "schemes".
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from marram.foundation.actors import Actor
from marram.foundation.amendments import differences, held, not_moved_on, plain, write
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.funding.actions.returns.returns import locked_return
from marram.funding.events import returns as events
from marram.funding.models import Actual, Return
from marram.funding.policies import returns as policies
from marram.funding.queries.returns.loading import KINDS, fields_of
from marram.funding.rules import lines as rules
from marram.funding.rules import removals, stages
from marram.funding.vocabulary import Period


@transaction.atomic
def add_line(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    kind: str,
    fields: Mapping[str, Any],
    key: str = "",
    printed_in: str = "",
) -> Any:
    """Add an income or scheme line at the end of its sheet; returns it.

    Without a `key` it gets the next one: "46.9" after the last line of scheme 46.

    Raises: Missing; Refused when the return is no draft, nothing is said or the key is taken.
    """
    record = _draft(by, slug)
    rules.may_be_added(kind).enforce()
    rules.something_said(fields.values()).enforce()
    lines = getattr(record, kind)
    named = key or rules.next_key(
        fields.get("scheme_id"), taken=set(lines.values_list("key", flat=True))
    )
    if lines.filter(key=named).exists():
        raise Refused(f"There already is a line {named}. Change that one.")
    last = lines.aggregate(last=Max("position"))["last"] or 0
    line = lines.create(key=named, position=last + 1, printed_in=printed_in, **fields)
    _tell(events.LineAdded, by, at, kind, line, after={"return": slug, **_plain(fields)})
    return line


@transaction.atomic
def amend_line(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    kind: str,
    key: str,
    seen_version: int,
    fields: Mapping[str, Any],
) -> Any:
    """Change fields of a line of a draft; returns it. Nothing is told where nothing differs.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    policies.may_keep(by).enforce()
    record = locked_return(by, slug)
    line = _line(record, kind, key)
    theirs = {name: held(line, name) for name in fields}
    not_moved_on(line, called=f"line {key}", seen_version=seen_version, theirs=theirs)
    changed = differences(line, fields)[1]
    fields = {**rules.typed_over(kind, changed), **fields}
    before, after = differences(line, fields)
    if after:
        stages.open_for_editing(record.stage).enforce()
        write(line, fields)
        _tell(events.LineAmended, by, at, kind, line, before=before, after=after)
    return line


@transaction.atomic
def remove_line(
    *, by: Actor, at: datetime, slug: str, kind: str, key: str, seen_version: int, reason: str
) -> None:
    """Take an income or scheme line out of a draft. What it said stays in the ledger.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    line = _line(_draft(by, slug), kind, key)
    rules.may_be_added(kind).enforce()
    removals.reason_given(reason).enforce()
    theirs = {name: held(line, name) for name in fields_of(kind)}
    not_moved_on(line, called=f"line {key}", seen_version=seen_version, theirs=theirs)
    before = _plain({"return": slug, **theirs})
    _tell(events.LineRemoved, by, at, kind, line, before=before, after={"reason": reason.strip()})
    line.delete()


@transaction.atomic
def report_actual(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    kind: str,
    key: str,
    period: Period,
    amount: Decimal,
    comment: str = "",
    seen_version: int | None = None,
) -> Actual:
    """Report what a line really received or spent up to the end of a period, and why.

    A second report of the same period replaces the first. `seen_version` is that of the report
    that was read, 0 where there was none.

    Raises: Missing; Refused; Conflict when somebody reported since.
    """
    line = _line(_draft(by, slug), kind, key)
    rules.reports_actuals(kind).enforce()
    rules.not_negative(amount).enforce()
    reported: Actual | None = line.actuals.filter(period=period).first()
    wanted = {"amount": amount, "comment": comment.strip()}
    before: dict[str, Any] = {}
    if reported is None:
        _nobody_has_reported(seen_version)
        reported = Actual(period=period, **_whose(kind, line), **wanted)
        reported.save()
        after = _plain({"period": period.value, **wanted})
    else:
        seen = reported.version if seen_version is None else seen_version
        theirs = {name: held(reported, name) for name in wanted}
        not_moved_on(reported, called=f"actual of {key}", seen_version=seen, theirs=theirs)
        before, after = differences(reported, wanted)
        if after:
            write(reported, wanted)
    if after:
        _tell(events.ActualReported, by, at, kind, line, before=before, after=after)
    return reported


@transaction.atomic
def remove_actual(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    kind: str,
    key: str,
    period: Period,
    seen_version: int,
    reason: str,
) -> None:
    """Take out an actual that was reported by mistake. What it said stays in the ledger.

    Raises: Missing; Refused; Conflict when somebody reported anew since version `seen_version`.
    """
    line = _line(_draft(by, slug), kind, key)
    rules.reports_actuals(kind).enforce()
    removals.reason_given(reason).enforce()
    reported: Actual | None = line.actuals.select_for_update().filter(period=period).first()
    if reported is None:
        raise Missing(f"Line {key} has no actual for that period.")
    said = {"amount": reported.amount, "comment": reported.comment}
    not_moved_on(reported, called=f"actual of {key}", seen_version=seen_version, theirs=said)
    before = _plain({"period": period.value, **said})
    _tell(events.ActualRemoved, by, at, kind, line, before=before, after={"reason": reason.strip()})
    reported.delete()


def _whose(kind: str, line: Any) -> dict[str, Any]:
    return {"scheme" if kind == "schemes" else "income": line}


def _nobody_has_reported(seen_version: int | None) -> None:
    if seen_version:
        raise Refused("Somebody took this actual out while you were changing it. Load it again.")


def _draft(by: Actor, slug: str) -> Return:
    """Return a draft that `by` may change, locked until the transaction ends."""
    policies.may_keep(by).enforce()
    record = locked_return(by, slug)
    stages.open_for_editing(record.stage).enforce()
    return record


def _line(record: Return, kind: str, key: str) -> Any:
    if kind not in KINDS:
        raise Missing(f"A return has no lines called {kind}.")
    line = getattr(record, kind).select_for_update().filter(key=key).first()
    if line is None:
        raise Missing(f"There is no {KINDS[kind].called} {key}.")
    return line


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in fields.items() if value not in ("", None)}


def _tell(kind: type[Event], by: Actor, at: datetime, of: str, line: Any, **changed: Any) -> None:
    subject = Subject(f"funding.{of}", f"{line.of_id}/{line.key}")
    publish(kind(by=by.key, at=at, subject=subject, **changed))
