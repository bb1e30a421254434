"""What a figure is measured against: standards, plans and trajectories, and where it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marram.indicators.vocabulary import Period, Polarity, Result, ValueKind
from marram.methods import targets
from marram.methods.targets import Standing, Trajectory


@dataclass(frozen=True)
class Targets:
    """The numbers in force for a figure, None where there is none; `ahead` is the next plan or
    trajectory that comes into force later, with its period."""

    standard: float | None = None
    plan: float | None = None
    trajectory: float | None = None
    ahead: float | None = None
    ahead_period: str = ""

    @property
    def wanted(self) -> float | None:
        """What must be reached in the end: the standard, or the plan where there is none."""
        return self.standard if self.standard is not None else self.plan


def in_force(of: Result, targets_known: Iterable[Result]) -> Targets:
    """Return the targets of a figure among those of its indicator.

    A target of the figure's own place counts before a standard set elsewhere, which holds for
    everybody; one for exactly the figure's period before one for a longer period that holds it.
    """
    known = [each for each in targets_known if each.estimate and each.indicator == of.indicator]
    place = of.slice.place
    standards, plans, paths = (
        of_kind(known, kind, place=place)
        for kind in (ValueKind.STANDARD, ValueKind.PLAN, ValueKind.TRAJECTORY)
    )
    ahead = _ahead(of, plans + paths)
    return Targets(
        standard=_value(_nearest(of.slice.period, standards)),
        plan=_value(_nearest(of.slice.period, plans)),
        trajectory=_value(_nearest(of.slice.period, paths)),
        ahead=_value(ahead),
        ahead_period=ahead.slice.period.label if ahead else "",
    )


def of_kind(results: Iterable[Result], kind: ValueKind, *, place: str) -> list[Result]:
    """Return the targets of a kind for a place; a standard set elsewhere holds for everybody."""
    found = [each for each in results if each.kind is kind]
    own = [each for each in found if each.slice.place == place]
    return own or (found if kind is ValueKind.STANDARD else [])


def standing(of: Result, against: Targets, *, polarity: Polarity) -> Standing:
    """Return the three states: standard met; plan met and standard missed; neither.

    Where there is no standard the plan is the standard.
    """
    if of.estimate is None or of.struck or against.wanted is None or not _judges(polarity):
        return Standing.NOT_JUDGED
    plan = against.plan if against.standard is not None else None
    said = targets.against_standard(
        value=of.estimate.value,
        standard=against.wanted,
        plan=float("nan") if plan is None else plan,
        polarity=polarity,
    )
    return Standing(str(said.item()))


def progress(of: Result, against: Targets, *, polarity: Polarity) -> Trajectory:
    """Return where a figure stands to its trajectory."""
    path = against.trajectory
    if of.estimate is None or of.struck or path is None or not _judges(polarity):
        return Trajectory.NOT_JUDGED
    said = targets.against_trajectory(value=of.estimate.value, trajectory=path, polarity=polarity)
    return Trajectory(str(said.item()))


def missed(stands: Standing) -> bool:
    return stands in (Standing.PLAN_MET, Standing.NEITHER_MET)


def _judges(polarity: Polarity) -> bool:
    return polarity in (Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD)


def _nearest(period: Period, of: Sequence[Result]) -> Result | None:
    """Return the target for exactly this period, else of the shortest that holds it."""
    holding = [each for each in of if each.slice.period.holds(period)]
    return min(holding, key=lambda each: _length(each.slice.period), default=None)


def _length(period: Period) -> int:
    if period.starts_on is None or period.ends_on is None:
        return 0
    return (period.ends_on - period.starts_on).days


def _ahead(of: Result, own: Sequence[Result]) -> Result | None:
    """Return the first plan or trajectory for a period wholly after this one."""
    end = of.slice.period.ends_on
    if end is None:
        return None
    later = [
        each for each in own if each.slice.period.starts_on and each.slice.period.starts_on >= end
    ]
    return min(later, key=lambda each: each.slice.period, default=None)


def _value(of: Result | None) -> float | None:
    return of.estimate.value if of and of.estimate else None
