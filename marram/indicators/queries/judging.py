"""Rows in force, doubted and worked out column by column; those asked for become results."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from math import isnan
from typing import Any

import numpy as np
import pyarrow

from marram.foundation.actors import Actor
from marram.indicators.queries import store
from marram.indicators.queries.clearances import sources_and_cleared
from marram.indicators.queries.definitions import DefinitionLine, definitions
from marram.indicators.rules import clearing, columns, intervals, quality, sentences
from marram.indicators.rules.columns import Columns
from marram.indicators.rules.sentences import Doubted
from marram.indicators.vocabulary import (
    Cleared,
    Finding,
    Flag,
    IntervalMethod,
    Keys,
    Period,
    PeriodKind,
    Result,
    Slice,
    ValueKind,
    unit_of,
)
from marram.methods.arrays import BoolArray, IntArray
from marram.methods.estimates import Estimate


def judged(
    viewer: Actor,
    on: date,
    indicators: Collection[str] | None,
    places: Collection[str] | None,
    kinds: Collection[ValueKind] | None,
    as_at: datetime | None,
    holdings: Collection[str] | None = None,
    everywhere: Collection[ValueKind] = (),
) -> "Judged":
    """Return the rows in force of what the viewer may see; those of the kinds named `everywhere`
    whatever place they are of. Three SQL queries, one of the files."""
    means = definitions(viewer=viewer, slugs=indicators, as_at=as_at)
    table = store.rows(
        store.held(as_at=as_at),
        indicators=means,
        places=places,
        kinds=kinds,
        holdings=holdings,
        everywhere=everywhere,
    )
    rows = columns.columns(table, means)
    sources, cleared = sources_and_cleared(as_at=as_at)
    doubts = clearing.still_doubted(quality.doubts(table, rows), table, cleared)
    limits = intervals.limits(rows, doubted=quality.struck(doubts))
    return Judged(table, rows, means, doubts, limits, sources, cleared, on)


@dataclass(frozen=True, eq=False)
class Judged:
    """Rows sorted by slice, with what is doubted of them and their limits.

    Shape: every array has one element a row. `means` and `sources` are by slug and holding;
    `cleared` are the doubts that were lifted.
    """

    table: pyarrow.Table
    rows: Columns
    means: Mapping[str, DefinitionLine]
    doubts: Mapping[Flag, BoolArray]
    limits: intervals.Limits
    sources: Mapping[str, str]
    cleared: tuple[Cleared, ...]
    on: date

    def every(self) -> tuple[Result, ...]:
        return self.results(np.arange(self.table.num_rows))

    def newest(self) -> tuple[Result, ...]:
        """Return the last of each series, and the last that is not in doubt."""
        sound = np.flatnonzero(self.sound)
        lasts = np.flatnonzero(self._lasts)
        return self.results(np.union1d(lasts, sound[columns.last_of(self.rows.series[sound])]))

    def doubted(self) -> tuple[Result, ...]:
        """Return the rows of which anything is doubted."""
        return self.results(np.flatnonzero(self._doubtful | self._lasts & self._may_be_late))

    def results(self, positions: IntArray) -> tuple[Result, ...]:
        kept = self.table.take(pyarrow.array(positions)).to_pylist()
        return tuple(map(self._result, kept, positions.tolist()))

    @cached_property
    def sound(self) -> BoolArray:
        """Which rows have a value that is not in doubt."""
        return np.asarray(~quality.struck(self.doubts) & ~np.isnan(self.limits.value))

    @cached_property
    def _doubtful(self) -> BoolArray:
        return np.asarray(np.logical_or.reduce(list(self.doubts.values())), dtype=bool)

    @cached_property
    def _cleared_by_row(self) -> Mapping[tuple[str, int], tuple[Cleared, ...]]:
        by_row: dict[tuple[str, int], tuple[Cleared, ...]] = {}
        for each in self.cleared:
            named = each.delivery, each.row
            by_row[named] = (*by_row.get(named, ()), each)
        return by_row

    @cached_property
    def _lasts(self) -> BoolArray:
        return columns.last_of(self.rows.series)

    @cached_property
    def _may_be_late(self) -> BoolArray:
        promised = {slug for slug, line in self.means.items() if line.cycle.days}
        named = np.isin(np.asarray(self.table["indicator"].to_pylist()), list(promised))
        return np.asarray(self.rows.measured & named, dtype=bool)

    def _result(self, row: Mapping[str, Any], position: int) -> Result:
        means, period = self.means[row["indicator"]], period_of(row)
        came_from = (self.sources[row["holding"]], row["source"])
        findings, kept = self._findings(row, position, means, period), self._kept(row)
        return Result(
            indicator=means.slug,
            slice=Slice(
                place=row["place"],
                period=period,
                age=row["age"],
                sex=row["sex"],
                category_type=row["category_type"],
                category=row["category"],
            ),
            kind=ValueKind(row["kind"]),
            estimate=self._estimate(means, position),
            interval=self._interval(position),
            count=row["count"],
            out_of=row["out_of"],
            words=row["words"],
            note=row["note"],
            source="; ".join(filter(None, came_from)),
            findings=findings,
            keys=Keys(row["holding"], means.key, intervals.key(self._method(means, position))),
            row=row["row"],
            figure=clearing.figure_key(row) if findings or kept else "",
            kept=kept,
        )

    def _estimate(self, means: DefinitionLine, position: int) -> Estimate | None:
        value = float(self.limits.value[position])
        if isnan(value):
            return None
        return Estimate(
            value=value,
            lower=float(self.limits.lower[position]),
            upper=float(self.limits.upper[position]),
            unit=unit_of(means.unit),
            method=self._method(means, position),
        )

    def _interval(self, position: int) -> str:
        if self.limits.given[position]:
            return intervals.GIVEN
        return intervals.WORKED_OUT if self.limits.worked_out[position] else intervals.NONE

    def _method(self, means: DefinitionLine, position: int) -> IntervalMethod:
        return means.interval if self.limits.worked_out[position] else IntervalMethod.AS_GIVEN

    def _findings(
        self, row: Mapping[str, Any], position: int, means: DefinitionLine, period: Period
    ) -> tuple[Finding, ...]:
        doubtful = self._doubtful[position]
        flags = [
            flag for flag, row_by_row in self.doubts.items() if doubtful and row_by_row[position]
        ]
        found = [sentences.finding(flag, self._doubted(row, position, means)) for flag in flags]
        if self._lasts[position] and self.rows.measured[position]:
            found += self._late(row["row"], means, period)
        return tuple(found)

    def _kept(self, row: Mapping[str, Any]) -> tuple[Cleared, ...]:
        named = self._cleared_by_row.get((row["holding"], row["row"]), ())
        figure = clearing.figure_key(row) if named else ""
        return tuple(each for each in named if each.figure == figure)

    def _late(self, row: int, means: DefinitionLine, period: Period) -> list[Finding]:
        due = quality.overdue(
            ends_on=period.ends_on, days=means.cycle.days, lag_days=means.lag_days, on=self.on
        )
        return [sentences.overdue(due=due, row=row)] if due else []

    def _doubted(self, row: Mapping[str, Any], position: int, means: DefinitionLine) -> Doubted:
        follows = position > 0 and self.rows.series[position - 1] == self.rows.series[position]
        before = self.table.slice(position - 1, 1).to_pylist()[0] if follows else None
        return Doubted(
            row=row["row"],
            unit=means.unit,
            period=period_of(row),
            value=row["value"],
            count=row["count"],
            out_of=row["out_of"],
            lower=row["lower"],
            upper=row["upper"],
            words=row["words"],
            lowest=float(self.rows.lowest[position]),
            highest=float(self.rows.highest[position]),
            per=float(self.rows.per[position]),
            before=before["value"] if before else None,
            period_before=period_of(before) if before else None,
        )


def period_of(row: Mapping[str, Any]) -> Period:
    return _period(row["period_kind"], row["starts_on"], row["ends_on"])


@lru_cache(maxsize=4096)
def _period(kind: str, starts_on: date | None, ends_on: date | None) -> Period:
    """Few are different, and thousands of figures have them."""
    return Period(PeriodKind(kind), starts_on, ends_on)
