"""Two matrices: what each area has (and at what stage), and what each area does."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.strategy.models import Coverage, Provision
from marram.strategy.policies import library as policies
from marram.strategy.rules.library import coverage as rules
from marram.strategy.vocabulary import Purpose


@dataclass(frozen=True, kw_only=True)
class CoverageCell:
    """What one area has of one thing; a cell that nobody filled in has key 0 and is a gap."""

    key: int
    area: str
    subject: str
    stage: str
    source: str
    standing: rules.Standing
    version: int


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One thing an area does."""

    activity: str
    provider: str
    target: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ProvisionCell:
    """What an area does for one purpose; none is a gap."""

    area: str
    purpose: Purpose
    activities: tuple[Activity, ...]


@dataclass(frozen=True, kw_only=True)
class Matrices:
    """Both matrices, row by row; each row has a cell for every column."""

    areas: tuple[str, ...]
    coverage: tuple[tuple[str, tuple[CoverageCell, ...]], ...]
    provision: tuple[tuple[str, tuple[ProvisionCell, ...]], ...]
    may_keep: Verdict


def matrices(*, viewer: Actor) -> Matrices:
    """Return both matrices. Two SQL queries."""
    cells = [_cell(coverage) for coverage in Coverage.objects.order_by("subject", "area", "pk")]
    areas = tuple(dict.fromkeys(cell.area for cell in cells))
    return Matrices(
        areas=areas,
        coverage=_coverage_rows(cells, areas),
        provision=_provision_rows(),
        may_keep=policies.may_keep_library(viewer),
    )


def coverage_cell(*, viewer: Actor, key: int) -> CoverageCell:
    """Return one cell of the coverage matrix, to change it. One SQL query.

    Raises: Missing; Refused when the viewer may not keep the library.
    """
    policies.may_keep_library(viewer).enforce()
    found = Coverage.objects.filter(pk=key).first()
    if found is None:
        raise Missing("That cell of the matrix is not there.")
    return _cell(found)


def _cell(coverage: Coverage) -> CoverageCell:
    return CoverageCell(
        key=coverage.pk,
        area=coverage.area,
        subject=coverage.subject,
        stage=coverage.stage,
        source=coverage.source,
        standing=rules.standing(coverage.stage),
        version=coverage.version,
    )


def _coverage_rows(
    cells: Iterable[CoverageCell], areas: Sequence[str]
) -> tuple[tuple[str, tuple[CoverageCell, ...]], ...]:
    found = {(cell.subject, cell.area): cell for cell in cells}
    subjects = dict.fromkeys(subject for subject, _ in found)
    return tuple(
        (
            subject,
            tuple(found.get((subject, area)) or _nothing(subject, area) for area in areas),
        )
        for subject in subjects
    )


def _nothing(subject: str, area: str) -> CoverageCell:
    return CoverageCell(
        key=0,
        area=area,
        subject=subject,
        stage="",
        source="",
        standing=rules.Standing.GAP,
        version=1,
    )


def _provision_rows() -> tuple[tuple[str, tuple[ProvisionCell, ...]], ...]:
    found: dict[str, dict[str, list[Activity]]] = defaultdict(lambda: defaultdict(list))
    for row in Provision.objects.order_by("position", "pk"):
        listed = found[row.area][row.purpose]
        if row.activity:
            listed.append(
                Activity(
                    activity=row.activity,
                    provider=row.provider,
                    target=row.target,
                    source=row.source,
                )
            )
    return tuple(
        (
            area,
            tuple(
                ProvisionCell(area=area, purpose=purpose, activities=tuple(listed[purpose]))
                for purpose in Purpose
            ),
        )
        for area, listed in found.items()
    )
