"""What is done to promises that were made in public."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, differences, not_moved_on, write
from marram.foundation.verdicts import Missing
from marram.records.actions.keeping import Keeper, Noun, recorded
from marram.strategy.actions.library import rows as cells
from marram.strategy.events import library as events
from marram.strategy.models import Evidence, Promise, Strategy
from marram.strategy.policies import library as policies
from marram.strategy.rules.library import promises as rules


PROMISE = Noun("strategy.promise", events.PromiseAdded, events.PromiseAmended)


@transaction.atomic
def judge_promise(
    *,
    by: Actor,
    at: datetime,
    promise_id: int,
    seen_version: int,
    kept: bool,
    evidence: str,
    link: str = "",
) -> Promise:
    """Say whether a promise is kept, today, and what shows it. Earlier evidence stays.

    Raises: Missing; Refused when `by` may not or no evidence is given; Conflict when somebody
    judged it since version `seen_version`.
    """
    policies.may_keep_library(by).enforce()
    promise = _locked(by, promise_id)
    not_moved_on(
        promise,
        called=f"“{promise.statement}”",
        seen_version=seen_version,
        theirs={"kept": {True: "yes", False: "no", None: ""}[promise.kept]},
    )
    rules.shown_by_evidence(evidence).enforce()
    judged_on = at.date()
    wanted = {"kept": kept, "judged_on": judged_on}
    before, after = differences(promise, wanted)
    write(promise, wanted)
    add_evidence(by, at, "strategy.promise", str(promise.pk), evidence, link)
    after |= {"evidence": evidence.strip()} | ({"link": link} if link else {})
    keeper = Keeper(by, at, PROMISE)
    keeper.tell(events.PromiseJudged, promise, before=before, after=after)
    return promise


@transaction.atomic
def record_promises(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Add or change promises by strategy_id, kind and ref, in the order of the rows.

    Other columns: statement, theme, source. What was judged of a promise stays.

    Raises: Refused when `by` may not or a row does not fit; nothing is written then.
    """
    policies.may_keep_library(by).enforce()
    slugs = set(Strategy.objects.values_list("pk", flat=True))
    present = {
        (promise.strategy_id, promise.kind, promise.ref): promise
        for promise in Promise.objects.select_for_update()
    }
    keeper = Keeper(by, at, PROMISE)
    positions: dict[str, int] = {}
    outcomes = []
    for row in rows:
        slug = cells.known(row, "strategy_id", slugs)
        positions[slug] = positions.get(slug, 0) + 1
        outcomes.append(_record(keeper, present, slug, positions[slug], row))
    return recorded(outcomes)


def add_evidence(by: Actor, at: datetime, kind: str, key: str, text: str, link: str) -> None:
    """Keep what shows a judgement, beside what was kept before."""
    Evidence.objects.create(
        subject_kind=kind,
        subject_key=key,
        text=text.strip(),
        link=link,
        added_at=at,
        added_by=by.key,
    )


def _record(
    keeper: Keeper,
    present: dict[tuple[str, str, str], Promise],
    slug: str,
    position: int,
    row: Mapping[str, Any],
) -> str:
    key = (slug, cells.needed(row, "kind"), cells.needed(row, "ref"))
    fields: dict[str, Any] = {
        "statement": cells.needed(row, "statement"),
        "theme": cells.text(row, "theme"),
        "source": cells.text(row, "source"),
        "position": position,
    }
    if key in present:
        return "changed" if keeper.amend(present[key], fields) else "unchanged"
    values = dict(zip(("strategy", "kind", "ref"), key, strict=True)) | fields
    present[key] = keeper.add(Promise(), values)
    return "created"


def _locked(by: Actor, promise_id: int) -> Promise:
    seen = policies.strategies_seen_by(by)
    rows = Promise.objects.filter(strategy__in=seen).select_for_update()
    found = rows.filter(pk=promise_id).first()
    if found is None:
        raise Missing("That promise is not there.")
    return found
