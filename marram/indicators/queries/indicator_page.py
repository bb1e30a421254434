"""Everything that is known of one indicator, for one place and beside others."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.indicators import policies
from marram.indicators.queries import comparing
from marram.indicators.queries.cards import CardThere, cards_with
from marram.indicators.queries.comparing import Around, Compared
from marram.indicators.queries.definitions import DefinitionLine
from marram.indicators.queries.funnels import Funnel, funnel
from marram.indicators.queries.judging import judged
from marram.indicators.queries.looks import MonthOfLooks, looks
from marram.indicators.queries.measured import Known, Measured, measures
from marram.indicators.queries.on_map import OnMap, on_map
from marram.indicators.queries.results import place_names
from marram.indicators.rules import clearing, deprivation, release, series, targets
from marram.indicators.rules.deprivation import Slope
from marram.indicators.rules.series import Process
from marram.indicators.vocabulary import Period, Result, ValueKind
from marram.indicators.vocabulary.figures import Figure
from marram.methods.comparison import Outcome


# What the register calls an area, unlike the key of an organisation.
AREA = re.compile(r"[EKNSW]\d{8}")


@dataclass(frozen=True)
class Line:
    """A series or a target as one value for each period of the page, None where there is none."""

    label: str
    kind: str
    values: tuple[float | None, ...]
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()
    struck: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class IndicatorPage:
    """An indicator with all its figures of one place, and that place beside others.

    `run` is the series that speaks for the place, with what is in doubt of it. `beside` is the
    place with its region, its country and those most like it; `alike_by` says by which models they
    are. `figures` are all figures of the place, `doubted` those of any place that are in doubt,
    `kept` those that were and are not; `lifting` says of each, by its key, whether it may be kept.
    """

    means: DefinitionLine
    on: date
    as_at: datetime | None
    place: str
    place_name: str
    places: Mapping[str, str]
    measured: Measured
    run: tuple[Figure, ...]
    benchmark: Compared | None
    benchmark_name: str
    outcome: str
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    process: Process | None
    by_place: tuple[Compared, ...]
    on_map: OnMap
    beside: tuple[Compared, ...]
    alike_by: tuple[str, ...]
    by_people: tuple[Compared, ...]
    by_category: tuple[tuple[str, tuple[Figure, ...]], ...]
    slope: Slope | None
    funnel: Funnel | None
    figures: tuple[Figure, ...]
    doubted: tuple[Figure, ...]
    kept: tuple[Figure, ...]
    lifting: Mapping[str, Verdict]
    may_look_at_doubts: Verdict
    scorecards: tuple[CardThere, ...]
    looks: tuple[MonthOfLooks, ...]
    may_define: Verdict


def indicator_page(
    *, viewer: Actor, slug: str, on: date, place: str = "", as_at: datetime | None = None
) -> IndicatorPage:
    """Return an indicator for one place, the one with most to say unless one is asked for.

    At most ten SQL queries, one of the files; two more for who keeps definitions.
    Raises: Missing.
    """
    found = judged(viewer, on, [slug], None, None, as_at)
    if slug not in found.means:
        raise Missing(f"There is no indicator {slug}.")
    means, results = found.means[slug], found.every()
    told = {each.slice.place for each in results if each.kind.measured}
    if place and place not in told:
        raise Missing(f"There are no figures of {place} for this indicator.")
    chosen = place or _most_told(results)
    around = comparing.around(place=chosen, on=on, known=told)
    names = place_names(codes={each.slice.place for each in results})
    return _page(viewer, means, results, names, chosen, around, on, as_at)


def _page(
    viewer: Actor,
    means: DefinitionLine,
    results: Sequence[Result],
    names: Mapping[str, str],
    place: str,
    around: Around,
    on: date,
    as_at: datetime | None,
) -> IndicatorPage:
    own = [each for each in results if each.slice.place == place]
    run = series.broadest(series.runs(own))
    newest = series.newest_sound(run)
    known = Known({means.slug: results}, {means.slug: means}, names, on)
    said = measures(known, place=place)[means.slug]
    figures = known.released(run)
    wide = around.country or around.region
    peers = comparing.of_period(results, newest) if newest else {}
    against = peers.get(wide)
    periods, lines = _lines(run, results, around, means, names)
    by_place = _by_place(peers, against, means, names)
    alike = comparing.neighbours(place=place)
    return IndicatorPage(
        means=means,
        on=on,
        as_at=as_at,
        place=place,
        place_name=names.get(place, place),
        places={code: names.get(code, code) for code in sorted(_measured_places(results))},
        measured=said,
        run=figures,
        benchmark=_compared(against, None, means, names) if against else None,
        benchmark_name=names.get(wide, wide),
        outcome=str(comparing.outcome(newest, against, polarity=means.polarity)),
        periods=periods,
        lines=lines,
        process=_released_process(
            series.process(run, polarity=means.polarity, target=said.targets.wanted), figures
        ),
        by_place=by_place,
        on_map=on_map(means=means, place=place, codes=peers, on=_last_day(newest, on)),
        beside=_beside(by_place, (place, around.region, around.country, *alike.places)),
        alike_by=alike.bases,
        by_people=_by_people(own, newest, means, names),
        by_category=_by_category(own, newest, means, names),
        slope=deprivation.slope(_parts(own, newest)),
        funnel=funnel(peers, means, names),
        figures=release.released(own, means={means.slug: means}, names=names),
        doubted=_released([each for each in results if each.findings], means, names),
        kept=_released([e for e in results if e.kept and not e.struck], means, names),
        lifting={e.figure: clearing.may_be_kept(e.findings) for e in results if e.figure},
        may_look_at_doubts=policies.may_look_at_doubts(viewer),
        scorecards=cards_with(viewer=viewer, indicator=means.slug),
        looks=looks(viewer=viewer, indicator=means.slug, on=on),
        may_define=policies.may_define(viewer),
    )


def _released(
    results: Sequence[Result], means: DefinitionLine, names: Mapping[str, str]
) -> tuple[Figure, ...]:
    return release.released(results, means={means.slug: means}, names=names)


def _measured_places(results: Sequence[Result]) -> set[str]:
    return {each.slice.place for each in results if each.kind.measured}


def _most_told(results: Sequence[Result]) -> str:
    """Return the place that has most to say: an area, no country, and the longest sound series."""

    def told(run: tuple[Result, ...]) -> tuple[bool, bool, int, bool]:
        place = run[0].slice.place
        sound = sum(each.judged for each in run)
        wide = place.startswith((comparing.COUNTRY, comparing.REGION))
        return not wide, bool(AREA.fullmatch(place)), sound, run[0].slice.whole

    best = max(series.runs(results), key=told, default=())
    return best[0].slice.place if best else ""


def _lines(
    run: Sequence[Result],
    results: Sequence[Result],
    around: Around,
    means: DefinitionLine,
    names: Mapping[str, str],
) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """Return the periods of a series, and it beside its benchmarks and targets."""
    told_of = dict.fromkeys(each.slice.period for each in run)
    periods = {period: place for place, period in enumerate(told_of)}
    if not run:
        return (), ()
    people, place = run[0].slice.people, run[0].slice.place
    others = [
        (names.get(code, code), "benchmark", [
            each for each in results
            if each.slice.place == code and each.kind.measured and each.slice.people == people
        ])
        for code in around.codes
    ]  # fmt: skip
    aims = [
        (str(kind).capitalize(), str(kind), targets.of_kind(results, kind, place=place))
        for kind in (ValueKind.STANDARD, ValueKind.PLAN, ValueKind.TRAJECTORY)
    ]
    every = [(names.get(place, place), "subject", list(run)), *others, *aims]
    lines = tuple(_line(label, kind, some, periods, means) for label, kind, some in every)
    told = tuple(each for each in lines if any(value is not None for value in each.values))
    return tuple(period.label for period in periods), told or lines[:1]


def _line(
    label: str,
    kind: str,
    results: Sequence[Result],
    periods: Mapping[Period, int],
    means: DefinitionLine,
) -> Line:
    """Return results on the periods of a page, as they may leave; a target of a longer period
    holds in each of its parts."""
    values: list[float | None] = [None] * len(periods)
    lower, upper = list(values), list(values)
    struck = set()
    figures = release.released(results, means={means.slug: means}, names={})
    for each, figure in zip(results, figures, strict=True):
        for period, place in periods.items():
            if _is_of(each, period) and figure.value is not None and values[place] is None:
                values[place] = figure.value
                lower[place], upper[place] = figure.lower, figure.upper
                struck |= {place} if figure.struck else set()
    known = kind == "subject" and any(each is not None for each in lower)
    limits = (tuple(lower), tuple(upper)) if known else ((), ())
    return Line(label, kind, tuple(values), *limits, frozenset(struck))


def _is_of(result: Result, period: Period) -> bool:
    if result.kind.measured:
        return result.slice.period == period
    return result.slice.period.holds(period)


def _released_process(process: Process | None, run: Sequence[Figure]) -> Process | None:
    """Return a process whose points show only what may leave."""
    if process is None:
        return None
    shown = {each.period: each.value for each in run}
    points = tuple(replace(each, value=shown.get(each.period)) for each in process.points)
    return replace(process, points=points)


def _compared(
    of: Result, outcome: Outcome | None, means: DefinitionLine, names: Mapping[str, str]
) -> Compared:
    figure = release.released([of], means={means.slug: means}, names=names)[0]
    return Compared(figure, str(outcome or Outcome.NOT_COMPARED))


def _by_place(
    peers: Mapping[str, Result],
    against: Result | None,
    means: DefinitionLine,
    names: Mapping[str, str],
) -> tuple[Compared, ...]:
    """Return every place of the newest period, the highest first, against the benchmark."""
    if len(peers) < 2:
        return ()
    found = tuple(peers.values())
    said = comparing.outcomes([(each, against, means.polarity) for each in found])
    figures = release.released(found, means={means.slug: means}, names=names)
    compared = (Compared(figure, str(each)) for figure, each in zip(figures, said, strict=True))
    return tuple(sorted(compared, key=_by_size, reverse=True))


def _beside(by_place: Sequence[Compared], codes: Sequence[str]) -> tuple[Compared, ...]:
    """Return the figures of some places, in their order."""
    found = {each.figure.place: each for each in by_place}
    return tuple(found[code] for code in dict.fromkeys(codes) if code in found)


def _last_day(newest: Result | None, on: date) -> date:
    ends_on = newest.slice.period.ends_on if newest else None
    return ends_on - timedelta(days=1) if ends_on else on


def _by_size(of: Compared) -> tuple[bool, float, str]:
    """Return what places sort by: what is withheld must not be told by where it stands."""
    return of.figure.judged, of.figure.value or 0.0, of.figure.place


def _by_people(
    own: Sequence[Result],
    newest: Result | None,
    means: DefinitionLine,
    names: Mapping[str, str],
) -> tuple[Compared, ...]:
    """Return the figures of the newest period by sex and age, against everybody's."""
    if newest is None:
        return ()
    parts = [
        each
        for each in own
        if each.slice.period == newest.slice.period and each.kind.measured and each.slice.whole
    ]
    if len({each.slice.people for each in parts}) < 2:
        return ()
    return tuple(_compared(each, None, means, names) for each in parts)


def _parts(own: Sequence[Result], newest: Result | None) -> dict[str, list[Result]]:
    """Return the parts of each split, of the newest period that has any."""
    split: dict[str, list[Result]] = {}
    for each in own:
        if each.kind.measured and each.slice.category:
            split.setdefault(each.slice.category_type, []).append(each)
    return {
        name: [each for each in some if each.slice.period == max(e.slice.period for e in some)]
        for name, some in split.items()
    }


def _by_category(
    own: Sequence[Result],
    newest: Result | None,
    means: DefinitionLine,
    names: Mapping[str, str],
) -> tuple[tuple[str, tuple[Figure, ...]], ...]:
    return tuple(
        (name, release.released(some, means={means.slug: means}, names=names))
        for name, some in _parts(own, newest).items()
    )
