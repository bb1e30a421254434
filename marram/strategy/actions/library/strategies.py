"""What is done to a strategy as a whole."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, held, not_moved_on
from marram.foundation.verdicts import Missing, Refused
from marram.records.actions.keeping import Keeper, Noun, recorded
from marram.strategy.actions.library import rows as cells
from marram.strategy.events import library as events
from marram.strategy.models import Strategy
from marram.strategy.policies import library as policies
from marram.strategy.rules.library import strategies as rules
from marram.strategy.vocabulary import Level


STRATEGY = Noun("strategy.strategy", events.StrategyAdded, events.StrategyAmended)
FIELDS = (
    "title",
    "area",
    "level",
    "starts_on",
    "ends_on",
    "owner",
    "owner_organisation",
    "owner_group",
    "status_text",
    "population",
    "gist",
    "source",
    "in_review_since",
)


@transaction.atomic
def add_strategy(*, by: Actor, at: datetime, slug: str, fields: Mapping[str, Any]) -> Strategy:
    """Add a strategy; `fields` holds `title`, `level` and any others of FIELDS.

    Only partners see it until it is published.

    Raises: Refused when `by` may not, the slug is taken, or a field does not fit.
    """
    policies.may_keep_library(by).enforce()
    rules.a_slug(slug).enforce()
    if Strategy.objects.filter(pk=slug).exists():
        raise Refused(f"There already is a strategy “{slug}”. Choose another short name.")
    _check(fields)
    return Keeper(by, at, STRATEGY).add(Strategy(slug=slug), fields)


@transaction.atomic
def amend_strategy(
    *, by: Actor, at: datetime, slug: str, seen_version: int, fields: Mapping[str, Any]
) -> Strategy:
    """Change fields of a strategy; nothing is written or told where nothing differs.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    policies.may_keep_library(by).enforce()
    strategy = locked_strategy(by, slug)
    not_moved_on(
        strategy,
        called=strategy.title,
        seen_version=seen_version,
        theirs={name: held(strategy, name) for name in fields},
    )
    _check(_as_it_would_be(strategy, fields))
    Keeper(by, at, STRATEGY).amend(strategy, fields)
    return strategy


@transaction.atomic
def publish_strategy(*, by: Actor, at: datetime, slug: str, on: date) -> Strategy:
    """Show a strategy and its framework to everybody from a day on."""
    policies.may_keep_library(by).enforce()
    strategy = locked_strategy(by, slug)
    if strategy.published_on is None:
        keeper = Keeper(by, at, STRATEGY)
        keeper.amend(strategy, {"published_on": on}, fact=events.StrategyPublished)
    return strategy


@transaction.atomic
def withdraw_strategy(*, by: Actor, at: datetime, slug: str) -> Strategy:
    """Take a published strategy back, so that only partners see it."""
    policies.may_keep_library(by).enforce()
    strategy = locked_strategy(by, slug)
    keeper = Keeper(by, at, STRATEGY)
    keeper.amend(strategy, {"published_on": None}, fact=events.StrategyWithdrawn)
    return strategy


@transaction.atomic
def record_strategies(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Add or change strategies by `strategy_id`, so that each says what its row says.

    Columns: strategy_id, title, level, and as far as the row has them area, start_year, end_year,
    starts_on, ends_on, owner, owner_group, owner_organisation, status, population, gist,
    published_on, source. A row without `starts_on` starts on 1 January of its `start_year`; one
    without `ends_on` runs to the end of its `end_year`.

    Raises: Refused when `by` may not or a row does not fit; nothing is written then.
    """
    policies.may_keep_library(by).enforce()
    present = {found.slug: found for found in Strategy.objects.select_for_update()}
    keeper = Keeper(by, at, STRATEGY)
    return recorded([_record(keeper, present, row) for row in rows])


def locked_strategy(by: Actor, slug: str) -> Strategy:
    """Return a strategy that `by` may see, locked until the transaction ends.

    Raises: Missing when it is not there, or not for `by` to see.
    """
    seen = policies.strategies_seen_by(by).select_for_update()
    found = seen.filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no strategy {slug}.")
    return found


def _record(keeper: Keeper, present: dict[str, Strategy], row: Mapping[str, Any]) -> str:
    slug = cells.needed(row, "strategy_id")
    fields = _from_row(row)
    rules.a_slug(slug).enforce()
    _check(fields)
    if slug in present:
        return "changed" if keeper.amend(present[slug], fields) else "unchanged"
    present[slug] = keeper.add(Strategy(slug=slug), fields)
    return "created"


def _from_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that a row holds; a column that is not there leaves its field alone."""
    fields: dict[str, Any] = {
        "title": cells.needed(row, "title"),
        "level": cells.word(row, "level", Level),
        **_days(row),
    }
    for name in ("area", "owner", "population", "gist", "source"):
        if name in row:
            fields[name] = cells.text(row, name)
    if "status" in row:
        fields["status_text"] = cells.text(row, "status")
    for name in ("owner_group", "owner_organisation"):
        if name in row:
            fields[name] = cells.text(row, name) or None
    if "published_on" in row:
        fields["published_on"] = cells.day(row, "published_on")
    return fields


def _days(row: Mapping[str, Any]) -> dict[str, date | None]:
    """Return the half-open span: years that are printed mean whole calendar years."""
    first, last = cells.year(row, "start_year"), cells.year(row, "end_year")
    return {
        "starts_on": cells.day(row, "starts_on") or (date(first, 1, 1) if first else None),
        "ends_on": cells.day(row, "ends_on") or (date(last + 1, 1, 1) if last else None),
    }


def _check(fields: Mapping[str, Any]) -> None:
    rules.named(fields.get("title") or "").enforce()
    rules.ends_after_it_starts(fields.get("starts_on"), fields.get("ends_on")).enforce()


def _as_it_would_be(strategy: Strategy, fields: Mapping[str, Any]) -> dict[str, Any]:
    now = {name: getattr(strategy, name) for name in ("title", "starts_on", "ends_on")}
    return now | dict(fields)
