"""What is done to the statements of a framework: visions, aims, outcomes and the rest."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, held, not_moved_on
from marram.foundation.verdicts import Missing, Refused
from marram.records.actions.keeping import Keeper, Noun, recorded
from marram.strategy.actions.library import rows as cells
from marram.strategy.actions.library.strategies import locked_strategy
from marram.strategy.events import library as events
from marram.strategy.models import Element, Strategy
from marram.strategy.policies import library as policies
from marram.strategy.rules.library import elements as rules
from marram.strategy.vocabulary import ElementLevel


ELEMENT = Noun("strategy.element", events.ElementAdded, events.ElementAmended)
FIELDS = ("level", "ref", "text", "parent", "life_course", "pillar", "stage", "source")


@transaction.atomic
def add_element(*, by: Actor, at: datetime, strategy: str, fields: Mapping[str, Any]) -> Element:
    """Add a statement at the end of a framework; `fields` holds level, ref, text and others.

    `parent` is the key of the statement it hangs under, or None.

    Raises: Missing; Refused when `by` may not, the ref is taken, or it hangs elsewhere.
    """
    policies.may_keep_library(by).enforce()
    found = locked_strategy(by, strategy)
    _check(found.slug, fields, ours=None)
    last = found.elements.aggregate(last=Max("position"))["last"] or 0
    values = {"strategy": found.slug, **fields, "position": last + 1}
    return Keeper(by, at, ELEMENT).add(Element(), values)


@transaction.atomic
def amend_element(
    *, by: Actor, at: datetime, element_id: int, seen_version: int, fields: Mapping[str, Any]
) -> Element:
    """Change fields of a statement; nothing is written or told where nothing differs.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    policies.may_keep_library(by).enforce()
    element = locked_element(by, element_id)
    not_moved_on(
        element,
        called=f"“{element.text}”",
        seen_version=seen_version,
        theirs={name: held(element, name) for name in fields},
    )
    now = {name: held(element, name) for name in FIELDS}
    _check(element.strategy_id, now | dict(fields), ours=element)
    Keeper(by, at, ELEMENT).amend(element, fields)
    return element


@transaction.atomic
def remove_element(*, by: Actor, at: datetime, element_id: int) -> str:
    """Take a statement out; return the slug of its strategy. Its history stays in the ledger.

    Raises: Missing; Refused when `by` may not or other statements hang under it.
    """
    policies.may_keep_library(by).enforce()
    element = locked_element(by, element_id)
    if element.children.exists():
        raise Refused("Other statements hang under this one. Move or take those out first.")
    before = {name: held(element, name) for name in FIELDS if held(element, name)}
    Keeper(by, at, ELEMENT).tell(events.ElementRemoved, element, before=before)
    element.delete()
    return element.strategy_id


@transaction.atomic
def record_elements(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Add or change statements by strategy_id, level and ref, in the order of the rows.

    Other columns: text, life_course_stage, pillar, stage, source. A statement numbered 1.2 hangs
    under the broader one numbered 1 of its strategy; where a person hung it elsewhere, it stays.

    Raises: Refused when `by` may not or a row does not fit; nothing is written then.
    """
    policies.may_keep_library(by).enforce()
    slugs = set(Strategy.objects.values_list("pk", flat=True))
    present = {
        (element.strategy_id, element.level, element.ref): element
        for element in Element.objects.select_for_update()
    }
    keeper = Keeper(by, at, ELEMENT)
    wanted = _in_places(rows, slugs)
    # Parents first, whatever the order of the rows: a number has more dots than its parent's.
    wanted.sort(key=lambda fields: str(fields["ref"]).count("."))
    return recorded([_record(keeper, present, fields) for fields in wanted])


def _in_places(rows: Sequence[Mapping[str, Any]], slugs: Collection[str]) -> list[dict[str, Any]]:
    """Return the fields of each row with its place among those of its strategy."""
    wanted: list[dict[str, Any]] = []
    last: Counter[str] = Counter()
    for row in rows:
        slug = cells.known(row, "strategy_id", slugs)
        last[slug] += 1
        wanted.append({"strategy": slug, "position": last[slug], **_from_row(row)})
    return wanted


def _record(
    keeper: Keeper, present: dict[tuple[str, str, str], Element], fields: dict[str, Any]
) -> str:
    slug, ref = fields["strategy"], fields["ref"]
    key = (slug, fields["level"], ref)
    if key in present:
        return "changed" if keeper.amend(present[key], fields) else "unchanged"
    siblings = {(level, ref) for of, level, ref in present if of == slug}
    above = rules.parent_key(ref, siblings)
    parent = present[slug, *above] if above else None
    present[key] = keeper.add(Element(), fields | {"parent": parent})
    return "created"


def _from_row(row: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "level": cells.word(row, "level", ElementLevel),
        "ref": cells.needed(row, "ref"),
        "text": cells.needed(row, "text"),
    }
    if "life_course_stage" in row:
        fields["life_course"] = cells.text(row, "life_course_stage")
    for name in ("pillar", "stage", "source"):
        if name in row:
            fields[name] = cells.text(row, name)
    return fields


def _check(strategy: str, fields: Mapping[str, Any], *, ours: Element | None) -> None:
    """Refuse what does not hold of a statement; `ours` is the one that is being changed."""
    rules.worded(fields.get("ref", ""), fields.get("text", "")).enforce()
    level = ElementLevel(fields["level"])
    others = Element.objects.filter(strategy=strategy).exclude(pk=ours.pk if ours else 0)
    if others.filter(level=level, ref=fields["ref"]).exists():
        raise Refused(
            f"The framework already has “{fields['ref']}” as {level}. Change one of them."
        )
    if parent := fields.get("parent"):
        parents = dict(Element.objects.filter(strategy=strategy).values_list("pk", "parent"))
        if parent not in parents:
            raise Refused("The statement to hang under is not in this framework. Choose another.")
        if ours:
            rules.in_no_circle(ours.pk, _upwards(parent, parents)).enforce()


def _upwards(start: int, parents: Mapping[int, int | None]) -> list[int]:
    """Return a statement and all that it hangs under, the nearest first."""
    above: list[int] = []
    here: int | None = start
    while here is not None and here not in above:
        above.append(here)
        here = parents[here]
    return above


def locked_element(by: Actor, element_id: int) -> Element:
    """Return a statement that `by` may see, locked until the transaction ends. Raises: Missing."""
    seen = policies.strategies_seen_by(by)
    rows = Element.objects.filter(strategy__in=seen).select_for_update()
    found = rows.filter(pk=element_id).first()
    if found is None:
        raise Missing("That statement is not there. Somebody may have taken it out.")
    return found
