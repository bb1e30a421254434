"""A place beside others: benchmarks, who is compared with whom, and what comes of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import quantiles

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
    """Return whether a figure differs from a benchmark by more than chance: see `outcomes`."""
    return outcomes([(of, benchmark, polarity)])[0]


def outcomes(
    pairs: Sequence[tuple[Result | None, Result | None, Polarity]],
) -> tuple[Outcome, ...]:
    """Return whether each figure differs from its benchmark by more than chance, in their order.

    The benchmark's value is held against the figure's 95% interval; without an interval, or
    across different periods or people, nothing is compared.
    """
    words = [Outcome.NOT_COMPARED] * len(pairs)
    for polarity in Polarity:
        chosen = {
            place: (*_numbers(of), benchmark.estimate.value)
            for place, (of, benchmark, way) in enumerate(pairs)
            if way is polarity and of and benchmark and _comparable(of, benchmark)
            if benchmark.estimate
        }
        value, lower, upper, against = np.array(list(chosen.values())).reshape(-1, 4).T
        said = comparison.with_interval(
            value=value, lower=lower, upper=upper, benchmark=against, polarity=polarity
        )
        for place, each in zip(chosen, said, strict=True):
            words[place] = Outcome(str(each))
    return tuple(words)


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


def spread(values: Sequence[float]) -> Spread | None:
    """Return how far figures spread over at least four places."""
    if len(values) < 4:
        return None
    lower, _, upper = quantiles(values, n=4, method="inclusive")
    return Spread(min(values), lower, upper, max(values), len(values))


def newest_common(run: Sequence[Result], others: Iterable[Result]) -> Period | None:
    """Return the newest period of a run for which another place has a figure too."""
    told = {each.slice.period for each in others if each.judged}
    return next(
        (e.slice.period for e in reversed(run) if e.judged and e.slice.period in told), None
    )


def _comparable(of: Result, benchmark: Result) -> bool:
    """Return whether both are sound and of one period and people; none is its own benchmark."""
    same = of.slice.period == benchmark.slice.period and of.slice.people == benchmark.slice.people
    return same and of.judged and benchmark.judged and of is not benchmark


def _numbers(of: Result) -> tuple[float, float, float]:
    if of.estimate is None:
        return (np.nan,) * 3
    return of.estimate.value, of.estimate.lower, of.estimate.upper


def _first(codes: Iterable[str], prefix: str) -> str:
    return next((code for code in codes if code.startswith(prefix)), "")
