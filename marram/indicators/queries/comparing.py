"""A place beside others: benchmarks, who is compared with whom, and what comes of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from marram.indicators.models import Neighbour
from marram.indicators.vocabulary import Period, Polarity, Result
from marram.indicators.vocabulary.figures import Figure
from marram.methods import comparison
from marram.methods.comparison import Outcome
from marram.places import queries as places_known


# Countries come before regions; a place is compared with the widest that has a figure.
COUNTRY, REGION = "E92", "E12"


@dataclass(frozen=True)
class Around:
    """The wider places of a place: its country and its region, "" where none is known."""

    country: str
    region: str

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.country, self.region)))


@dataclass(frozen=True, kw_only=True)
class Alike:
    """The places most like a place, the most alike first, and by which models."""

    places: tuple[str, ...]
    bases: tuple[str, ...]


@dataclass(frozen=True)
class Compared:
    """A figure and what its comparison with others says."""

    figure: Figure
    outcome: str


@dataclass(frozen=True)
class Spread:
    """How far the figures of all places spread: the ends and the middle half, by size."""

    least: float
    lower_quarter: float
    upper_quarter: float
    most: float
    places: int


def around(*, place: str, on: date, known: Collection[str]) -> Around:
    """Return the country and region of a place, among those that have figures. One SQL query.

    A place of which nobody said where it lies is compared with England and with no region.
    """
    above = places_known.ancestors(place=place, on=on)
    country = _first(above, COUNTRY) or _first(sorted(known), COUNTRY)
    region = _first(above, REGION)
    return Around(
        country=country if country != place and country in known else "",
        region=region if region != place and region in known else "",
    )


def neighbours(*, place: str) -> Alike:
    """Return the places most like a place, the most alike first. One SQL query."""
    found = Neighbour.objects.filter(place=place).order_by("basis", "rank", "neighbour")
    told = list(found.values_list("neighbour", "basis"))
    return Alike(
        places=tuple(dict.fromkeys(neighbour for neighbour, _ in told)),
        bases=tuple(dict.fromkeys(basis for _, basis in told)),
    )


def outcome(of: Result | None, benchmark: Result | None, *, polarity: Polarity) -> Outcome:
    """Return whether a figure differs from a benchmark by more than chance.

    The benchmark's value is held against the figure's 95% interval; without an interval, or
    across different periods or people, nothing is compared.
    """
    if of is None or benchmark is None or not _comparable(of, benchmark):
        return Outcome.NOT_COMPARED
    return outcomes([of], benchmark, polarity=polarity)[0]


def outcomes(
    of: Sequence[Result], benchmark: Result | None, *, polarity: Polarity
) -> tuple[Outcome, ...]:
    """Return the comparison of each figure with one benchmark, in the order given."""
    if benchmark is None or benchmark.estimate is None or not benchmark.judged:
        return (Outcome.NOT_COMPARED,) * len(of)
    told = [_numbers(each) if _comparable(each, benchmark) else (np.nan,) * 3 for each in of]
    value, lower, upper = np.array(told, dtype=float).reshape(-1, 3).T
    said = comparison.with_interval(
        value=value,
        lower=lower,
        upper=upper,
        benchmark=benchmark.estimate.value,
        polarity=polarity,
        itself=[each is benchmark for each in of],
    )
    return tuple(Outcome(str(each)) for each in said)


def of_period(
    results: Iterable[Result], like: Result, *, places: Collection[str] | None = None
) -> dict[str, Result]:
    """Return the figure of each place for a figure's own period and people, by place."""
    return {
        each.slice.place: each
        for each in results
        if each.kind.measured
        and each.slice.period == like.slice.period
        and each.slice.people == like.slice.people
        and (places is None or each.slice.place in places)
    }


def spread(values: Mapping[str, Result]) -> Spread | None:
    """Return how far sound figures spread over at least four places."""
    told = [each.estimate.value for each in values.values() if each.judged and each.estimate]
    if len(told) < 4:
        return None
    low, lower, upper, high = np.quantile(told, [0, 0.25, 0.75, 1])
    return Spread(float(low), float(lower), float(upper), float(high), len(told))


def newest_common(run: Sequence[Result], others: Iterable[Result]) -> Period | None:
    """Return the newest period of a run for which another place has a figure too."""
    told = {each.slice.period for each in others if each.judged}
    return next(
        (e.slice.period for e in reversed(run) if e.judged and e.slice.period in told), None
    )


def _comparable(one: Result, other: Result) -> bool:
    same = one.slice.period == other.slice.period and one.slice.people == other.slice.people
    return same and one.judged and other.judged


def _numbers(of: Result) -> tuple[float, float, float]:
    if of.estimate is None or of.struck:
        return (np.nan,) * 3
    return of.estimate.value, of.estimate.lower, of.estimate.upper


def _first(codes: Iterable[str], prefix: str) -> str:
    return next((code for code in codes if code.startswith(prefix)), "")
