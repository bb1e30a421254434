"""What indicators say of the measures of a return, offered beside what was typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Verdict
from marram.funding.models import Metric, Return
from marram.funding.policies import returns as policies
from marram.funding.queries.returns import loading
from marram.funding.rules import carrying, stages
from marram.indicators.queries.definitions import DefinitionLine, definitions
from marram.indicators.queries.results import MEASURED, results
from marram.indicators.vocabulary import Result


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The newest accepted figure of a measure's indicator as at the day of its return.

    `value` is as the return keeps it; `figure` tells this figure from a newer one; `taken` says
    whether the return has it already. The two sentences hold it against what was typed and planned.
    """

    key: str
    indicator: str
    title: str
    unit: str
    period: str
    value: Decimal
    figure: str
    taken: bool
    against_typed: str
    against_plan: str
    source: str
    may_take: Verdict

    @property
    def origin(self) -> str:
        """Say where the value comes from, as the return keeps it once it is taken over."""
        return f"{self.title}, {self.period}: {self.source}"


def offers(*, viewer: Actor, slug: str, on: date) -> Mapping[str, Offer]:
    """Return what is offered for the measures of a return, by their keys. Nine SQL queries.

    Figures of periods that end after what the return covers are passed over, as are those in doubt.
    Of a return that was submitted, what was known and defined at that moment counts, else what is
    known `on` the day. Measures that name no indicator, or one without a figure, are left out.

    Raises: Missing.
    """
    record = loading.found(viewer, slug)
    named = {line.key: line for line in record.metrics.exclude(indicator="")}
    if not named:
        return {}
    indicators = {line.indicator for line in named.values()}
    as_at = _submitted_at(record)
    means = definitions(viewer=viewer, slugs=indicators, as_at=as_at)
    newest = _newest(viewer, record, means, on, as_at)
    may_take = _may_take(viewer, record)
    return {
        key: _offer(line, means[line.indicator], newest[line.indicator], may_take)
        for key, line in named.items()
        if line.indicator in newest
    }


def _submitted_at(record: Return) -> datetime | None:
    """Return the moment of the last submission of a return that is not a draft again."""
    if stages.open_for_editing(record.stage):
        return None
    return record.submissions.order_by("-number").values_list("at", flat=True).first()


def _may_take(viewer: Actor, record: Return) -> Verdict:
    may = policies.may_keep(viewer)
    return stages.open_for_editing(record.stage) if may else may


def _newest(
    viewer: Actor,
    record: Return,
    means: Mapping[str, DefinitionLine],
    on: date,
    as_at: datetime | None,
) -> Mapping[str, Result]:
    found = results(
        viewer=viewer,
        on=on,
        indicators=means.keys(),
        places=[record.pool.area_id],
        kinds=MEASURED,
        as_at=as_at,
    )
    until = carrying.ended_by(record.pool.year, record.period)
    return {
        slug: max(fitting, key=_rank)
        for slug in means
        if (fitting := list(_fitting(found, slug, until)))
    }


def _fitting(found: Iterable[Result], slug: str, until: date) -> Iterable[Result]:
    for each in found:
        ends_on = each.slice.period.ends_on
        if each.indicator == slug and each.judged and ends_on is not None and ends_on <= until:
            yield each


def _rank(result: Result) -> tuple[object, ...]:
    """Return what makes one figure newer or broader than another: of everybody before of some."""
    people = result.slice
    return (
        people.period.order,
        people.whole,
        people.sex == "persons",
        people.age == "all ages",
        result.row,
    )


def _offer(line: Metric, means: DefinitionLine, newest: Result, may_take: Verdict) -> Offer:
    assert newest.estimate is not None
    value = carrying.measured(str(newest.estimate.value))
    typed, planned = line.actual, line.planned
    return Offer(
        key=line.key,
        indicator=means.slug,
        title=means.title,
        unit=means.unit,
        period=newest.slice.period.label,
        value=value,
        figure=f"{newest.keys.delivery}:{newest.row}:{newest.keys.definition}",
        taken=typed == value,
        against_typed=carrying.against_typed(value, typed),
        against_plan=carrying.against_plan(value, planned),
        source=newest.source,
        may_take=may_take,
    )
