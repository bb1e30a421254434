"""What is done to links between strategies; the ledger keeps each with the one it starts from."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.records.actions.keeping import recorded
from marram.strategy.actions.library import rows as cells
from marram.strategy.actions.library.strategies import locked_strategy
from marram.strategy.events import library as events
from marram.strategy.models import Strategy, StrategyLink
from marram.strategy.policies import library as policies
from marram.strategy.rules.library import links as rules
from marram.strategy.vocabulary import Relation


@transaction.atomic
def link_strategies(
    *,
    by: Actor,
    at: datetime,
    origin: str,
    relation: Relation,
    target: str,
    note: str = "",
    source: str = "",
) -> StrategyLink:
    """Say what one strategy is to another: `origin` "delivers" `target`.

    Raises: Missing; Refused when `by` may not, the link is there already, or it would be to itself.
    """
    policies.may_keep_library(by).enforce()
    rules.between_two(origin, target).enforce()
    ends = {slug: locked_strategy(by, slug) for slug in sorted((origin, target))}
    if StrategyLink.objects.filter(origin=origin, relation=relation, target=target).exists():
        raise Refused(
            f"The library already says that {ends[origin].title} {rules.words(relation)} "
            f"{ends[target].title}."
        )
    return _add(by, at, origin, relation, target, {"note": note, "source": source})


@transaction.atomic
def unlink_strategies(*, by: Actor, at: datetime, link_id: int) -> str:
    """Take a link away; return the slug of the strategy it started from.

    Raises: Missing; Refused when `by` may not.
    """
    policies.may_keep_library(by).enforce()
    link = StrategyLink.objects.select_for_update().filter(pk=link_id).first()
    if link is None:
        raise Missing("That link is not there. Somebody may have taken it away already.")
    name = in_short(link)
    _tell(events.StrategiesUnlinked, by, at, link, before={name: _said(link)}, after={name: None})
    link.delete()
    return link.origin_id


@transaction.atomic
def record_links(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Add or change links by from_strategy, relation and to_strategy; the rest is note and source.

    Raises: Refused when `by` may not or a row does not fit; nothing is written then.
    """
    policies.may_keep_library(by).enforce()
    slugs = set(Strategy.objects.values_list("pk", flat=True))
    present = {
        (link.origin_id, link.relation, link.target_id): link
        for link in StrategyLink.objects.select_for_update()
    }
    return recorded([_record(by, at, present, slugs, row) for row in rows])


def in_short(link: StrategyLink) -> str:
    """Return what the ledger calls a link: "delivers living-well"."""
    return f"{rules.words(Relation(link.relation))} {link.target_id}"


def _said(link: StrategyLink) -> str:
    """Return what the ledger keeps of a link, under its name."""
    return "; ".join(text for text in (link.note, link.source) if text) or "linked"


def _record(
    by: Actor,
    at: datetime,
    present: dict[tuple[str, str, str], StrategyLink],
    slugs: set[str],
    row: Mapping[str, Any],
) -> str:
    origin = cells.known(row, "from_strategy", slugs)
    relation = cells.word(row, "relation", Relation)
    target = cells.known(row, "to_strategy", slugs)
    rules.between_two(origin, target).enforce()
    words = {"note": cells.text(row, "note"), "source": cells.text(row, "source")}
    found = present.get((origin, relation, target))
    if found is not None:
        return "changed" if _amend(by, at, found, words) else "unchanged"
    present[origin, relation, target] = _add(by, at, origin, relation, target, words)
    return "created"


def _add(
    by: Actor, at: datetime, origin: str, relation: Relation, target: str, words: Mapping[str, str]
) -> StrategyLink:
    link = StrategyLink.objects.create(
        origin_id=origin, relation=relation, target_id=target, **words
    )
    _tell(events.StrategiesLinked, by, at, link, after={in_short(link): _said(link)})
    return link


def _amend(by: Actor, at: datetime, link: StrategyLink, words: Mapping[str, str]) -> bool:
    if all(getattr(link, name) == text for name, text in words.items()):
        return False
    name, before = in_short(link), _said(link)
    for field, text in words.items():
        setattr(link, field, text)
    link.save()
    _tell(events.LinkAmended, by, at, link, before={name: before}, after={name: _said(link)})
    return True


def _tell(fact: type[Event], by: Actor, at: datetime, link: StrategyLink, **changed: Any) -> None:
    subject = Subject("strategy.strategy", link.origin_id)
    publish(fact(by=by.key, at=at, subject=subject, **changed))
