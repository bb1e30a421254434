"""What is done to the checklist of the board's statutory functions."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, differences, not_moved_on, write
from marram.foundation.verdicts import Missing
from marram.records.actions.keeping import Keeper, Noun, recorded
from marram.strategy.actions.library import rows as cells
from marram.strategy.actions.library.promises import add_evidence
from marram.strategy.events import library as events
from marram.strategy.models import StatutoryFunction, Strategy
from marram.strategy.policies import library as policies
from marram.strategy.rules.library import promises as rules
from marram.strategy.rules.library import strategies as strategy_rules


DUTY = Noun("strategy.duty", events.DutyAdded, events.DutyAmended)


@transaction.atomic
def check_duty(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    seen_version: int,
    met: bool,
    how_met: str,
    evidence: str = "",
    link: str = "",
) -> StatutoryFunction:
    """Say whether a duty is met, today, and how, or what is missing.

    Raises: Missing; Refused when `by` may not or it is not said how; Conflict when somebody
    checked it since version `seen_version`.
    """
    policies.may_keep_library(by).enforce()
    duty = StatutoryFunction.objects.select_for_update().filter(pk=slug).first()
    if duty is None:
        raise Missing(f"There is no duty {slug}.")
    not_moved_on(
        duty,
        called=f"“{duty.duty}”",
        seen_version=seen_version,
        theirs={"met": {True: "yes", False: "no", None: ""}[duty.met], "how_met": duty.how_met},
    )
    rules.how_it_is_met(met, how_met).enforce()
    wanted = {"met": met, "how_met": how_met.strip(), "checked_on": at.date()}
    before, after = differences(duty, wanted)
    write(duty, wanted)
    if evidence.strip():
        add_evidence(by, at, "strategy.duty", slug, evidence, link)
        after |= {"evidence": evidence.strip()} | ({"link": link} if link else {})
    if after:
        Keeper(by, at, DUTY).tell(events.DutyChecked, duty, before=before, after=after)
    return duty


@transaction.atomic
def record_duties(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Add or change duties by slug, so that each says what its row says.

    Columns: slug, duty, law, and as far as the row has them how_met, met (yes or no), checked_on,
    strategy_id, position. An empty `met` leaves what was checked here as it is.

    Raises: Refused when `by` may not or a row does not fit; nothing is written then.
    """
    policies.may_keep_library(by).enforce()
    slugs = set(Strategy.objects.values_list("pk", flat=True))
    present = {duty.slug: duty for duty in StatutoryFunction.objects.select_for_update()}
    keeper = Keeper(by, at, DUTY)
    return recorded(
        [
            _record(keeper, present, _from_row(row, slugs, number), cells.needed(row, "slug"))
            for number, row in enumerate(rows, start=1)
        ]
    )


def _record(
    keeper: Keeper,
    present: dict[str, StatutoryFunction],
    fields: Mapping[str, Any],
    slug: str,
) -> str:
    strategy_rules.a_slug(slug).enforce()
    if slug in present:
        return "changed" if keeper.amend(present[slug], fields) else "unchanged"
    present[slug] = keeper.add(StatutoryFunction(slug=slug), fields)
    return "created"


def _from_row(row: Mapping[str, Any], slugs: Collection[str], number: int) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "duty": cells.needed(row, "duty"),
        "law": cells.needed(row, "law"),
        "position": cells.number(row, "position", otherwise=number),
    }
    if cells.text(row, "strategy_id"):
        fields["strategy"] = cells.known(row, "strategy_id", slugs)
    met = cells.answer(row, "met")
    if met is not None:
        fields["met"] = met
        fields["how_met"] = cells.text(row, "how_met")
        fields["checked_on"] = cells.day(row, "checked_on")
    return fields
