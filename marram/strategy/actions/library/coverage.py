"""What is done to the two matrices: what each area has, and what each area does."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, held, not_moved_on
from marram.foundation.verdicts import Missing
from marram.records.actions.keeping import Keeper, Noun, recorded
from marram.strategy.actions.library import rows as cells
from marram.strategy.events import library as events
from marram.strategy.models import Coverage, Provision
from marram.strategy.policies import library as policies
from marram.strategy.vocabulary import Purpose


COVERAGE = Noun("strategy.coverage", events.CoverageAdded, events.CoverageAmended)
# How a paper's empty cell is written down: nothing is listed there, and that is worth knowing.
NONE_LISTED = "(none listed)"
PROVISION = Noun("strategy.provision", events.ProvisionAdded, events.ProvisionAmended)


@transaction.atomic
def amend_coverage(
    *, by: Actor, at: datetime, coverage_id: int, seen_version: int, stage: str, source: str
) -> Coverage:
    """Say at what stage an area has the thing; an empty stage is a gap.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    policies.may_keep_library(by).enforce()
    coverage = Coverage.objects.select_for_update().filter(pk=coverage_id).first()
    if coverage is None:
        raise Missing("That cell of the matrix is not there.")
    wanted = {"stage": stage.strip(), "source": source.strip()}
    not_moved_on(
        coverage,
        called=f"{coverage.subject} in {coverage.area}",
        seen_version=seen_version,
        theirs={name: held(coverage, name) for name in wanted},
    )
    Keeper(by, at, COVERAGE).amend(coverage, wanted)
    return coverage


@transaction.atomic
def record_coverage(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Add or change cells of the coverage matrix by area and item; the rest is value and source.

    Raises: Refused when `by` may not or a row does not fit; nothing is written then.
    """
    policies.may_keep_library(by).enforce()
    present = {(cell.area, cell.subject): cell for cell in Coverage.objects.select_for_update()}
    keeper = Keeper(by, at, COVERAGE)
    return recorded([_record_coverage(keeper, present, row) for row in rows])


@transaction.atomic
def record_provisions(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Add or change activities by area, function and activity, in the order of the rows.

    Other columns: provider_or_lead, target, source. The activity "(none listed)" says that the
    paper lists none for that area and function.

    Raises: Refused when `by` may not or a row does not fit; nothing is written then.
    """
    policies.may_keep_library(by).enforce()
    present = {
        (found.area, found.purpose, found.activity): found
        for found in Provision.objects.select_for_update()
    }
    keeper = Keeper(by, at, PROVISION)
    return recorded(
        [
            _record_provision(keeper, present, row, position)
            for position, row in enumerate(rows, start=1)
        ]
    )


def _record_coverage(
    keeper: Keeper, present: dict[tuple[str, str], Coverage], row: Mapping[str, Any]
) -> str:
    key = (cells.needed(row, "area"), cells.needed(row, "item"))
    fields = {"stage": cells.text(row, "value"), "source": cells.text(row, "source")}
    if key in present:
        return "changed" if keeper.amend(present[key], fields) else "unchanged"
    present[key] = keeper.add(Coverage(), {"area": key[0], "subject": key[1], **fields})
    return "created"


def _record_provision(
    keeper: Keeper,
    present: dict[tuple[str, str, str], Provision],
    row: Mapping[str, Any],
    position: int,
) -> str:
    area, purpose = cells.needed(row, "area"), cells.word(row, "function", Purpose)
    activity = cells.text(row, "activity").replace(NONE_LISTED, "")
    key = (area, purpose.value, activity)
    fields = {
        "provider": cells.text(row, "provider_or_lead"),
        "target": cells.text(row, "target"),
        "source": cells.text(row, "source"),
        "position": position,
    }
    if key in present:
        return "changed" if keeper.amend(present[key], fields) else "unchanged"
    names = dict(zip(("area", "purpose", "activity"), key, strict=True))
    present[key] = keeper.add(Provision(), names | fields)
    return "created"
