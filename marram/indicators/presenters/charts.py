"""Figures as charts: each titled with what it finds."""

from collections.abc import Sequence

from django.utils.text import capfirst

from marram.design.charts import (
    ControlChart,
    ControlPoint,
    FunnelLimits,
    FunnelPlot,
    FunnelPoint,
    Judgement,
    Part,
    RankedBar,
    RankedBars,
    Series,
    Signal,
    Spine,
    SpineRow,
    Trend,
)
from marram.design.words import listed, number
from marram.indicators.queries import told
from marram.indicators.queries.comparing import Compared
from marram.indicators.queries.funnels import Funnel
from marram.indicators.queries.indicator_page import IndicatorPage
from marram.indicators.queries.listing import group
from marram.indicators.queries.place_lines import PlaceLine
from marram.indicators.queries.place_page import PlacePage
from marram.indicators.rules.series import ProcessPoint
from marram.indicators.vocabulary import Measure
from marram.indicators.vocabulary.figures import Figure, short_unit, with_unit


PARTS = {
    "subject": Part.SUBJECT,
    "benchmark": Part.BENCHMARK,
    "standard": Part.STANDARD,
    "plan": Part.PLAN,
    "trajectory": Part.TRAJECTORY,
}


def trend(page: IndicatorPage) -> Trend:
    """Return the series of the place beside its benchmarks, standards and plans."""
    lines, seen = [], 0
    for line in page.lines:
        part = PARTS[line.kind]
        if part is Part.BENCHMARK:
            part, seen = (Part.SECOND_BENCHMARK if seen else Part.BENCHMARK), seen + 1
        lines.append(Series(line.label, line.values, line.lower, line.upper, part, line.struck))
    limits = bool(page.lines and any(page.lines[0].lower))
    return Trend(
        title=told.course(page),
        subject=told.subject(page),
        unit=short_unit(page.means.unit),
        decimals=told.most_decimals([value for line in page.lines for value in line.values]),
        interval=told.INTERVAL if limits else "",
        source=told.source(page),
        periods=page.periods,
        series=tuple(lines),
    )


def control(page: IndicatorPage) -> ControlChart | None:
    """Return the series as a control chart, where it suits."""
    process = page.process
    if process is None:
        return None
    aims = page.measured.targets
    return ControlChart(
        title=told.of_process(page, process.variation),
        subject=told.subject(page),
        unit=short_unit(page.means.unit),
        decimals=told.most_decimals([point.value for point in process.points]),
        source=told.source(page),
        points=tuple(_point(point, page) for point in process.points),
        target=aims.wanted,
        target_label="Standard" if aims.standard is not None else "Plan",
        trial=process.trial,
    )


def by_place(page: IndicatorPage) -> RankedBars | None:
    """Return the places of the newest period, the highest first, against the benchmark."""
    if not page.by_place:
        return None
    against = page.benchmark.figure if page.benchmark else None
    newest = page.by_place[0].figure
    return RankedBars(
        title=_standing_among(page),
        subject=f"{page.means.title}, {newest.period}",
        unit=short_unit(page.means.unit),
        decimals=told.most_decimals([each.figure.value for each in page.by_place]),
        interval=told.INTERVAL if any(each.figure.interval for each in page.by_place) else "",
        source=told.source(page),
        benchmark=against.value if against else None,
        benchmark_label=page.benchmark_name or "England",
        bars=tuple(_bar(each, own=each.figure.place == page.place) for each in page.by_place),
    )


def by_people(page: IndicatorPage) -> RankedBars | None:
    """Return the figures of women and men, and of each age, in the newest period."""
    if not page.by_people:
        return None
    first, *_ = page.by_people
    known = [each.figure for each in page.by_people if each.figure.value is not None]
    if len(known) < 2:
        return None
    most = max(known, key=lambda each: each.value or 0)
    return _parts(
        page,
        title=f"Highest among {most.people or 'everybody'}: {most.shown}",
        subject=f"{page.means.title} by sex and age, {page.place_name}, {first.figure.period}",
        figures=[each.figure for each in page.by_people],
        heading="People",
    )


def by_category(page: IndicatorPage, split: str, figures: Sequence[Figure]) -> RankedBars | None:
    """Return the parts of a split, in the order given."""
    known = [each for each in figures if each.value is not None]
    if len(known) < 2:
        return None
    title = f"{split}: from {min_of(known).shown} to {max_of(known).shown}"
    slope = page.slope
    if slope and slope.split == split:
        title = (
            f"From the most to the least deprived the figure changes by "
            f"{with_unit(slope.value, page.means.unit, 1)}"
        )
        order = {name: place for place, name in enumerate(slope.parts)}
        figures = sorted(figures, key=lambda each: order[each.category])
    return _parts(
        page,
        title=title,
        subject=f"{page.means.title} by {split.lower()}, {page.place_name}, {known[0].period}",
        figures=figures,
        heading=split,
    )


def min_of(figures: Sequence[Figure]) -> Figure:
    return min(figures, key=lambda each: each.value or 0)


def max_of(figures: Sequence[Figure]) -> Figure:
    return max(figures, key=lambda each: each.value or 0)


def funnel(page: IndicatorPage) -> FunnelPlot | None:
    """Return places by size against what chance allows, where counts are known.

    Ratios are held against what is expected of each place, the rest against their average.
    """
    if page.funnel is None:
        return None
    found: Funnel = page.funnel
    lower, upper, outer_lower, outer_upper = found.limits
    size, average = SIZES[found.measure]
    title = _strayed(found, average.lower())
    return FunnelPlot(
        title=title,
        subject=f"{page.means.title}, {found.points[0].figure.period}",
        unit=short_unit(page.means.unit),
        source=told.source(page),
        average=found.average,
        average_label=average,
        size_label=size,
        limits=FunnelLimits(found.sizes, lower, upper, outer_lower, outer_upper),
        points=tuple(
            FunnelPoint(
                each.figure.place_name,
                each.figure.out_of or 0,
                each.figure.value or 0,
                Judgement(each.outcome),
            )
            for each in found.points
            if each.figure.value is not None and each.figure.out_of is not None
        ),
    )


SIZES = {
    Measure.PROPORTION: ("People", "Average"),
    Measure.CRUDE_RATE: ("People, summed over the years of the figure", "Average"),
    Measure.RATIO: ("Events that were to be expected", "As expected"),
}
# More names than these make a title that nobody reads to its end.
NAMED = 4


def _strayed(found: Funnel, average: str) -> str:
    """Return which places stray, by name while they are few."""
    strays = [each.figure.place_name for each in found.points if each.outcome != "Similar"]
    if not strays:
        return "No place strays by more than chance"
    few = len(strays) <= NAMED
    who = listed(strays) if few else f"{len(strays)} of {len(found.points)} places"
    verb = "strays" if len(strays) == 1 else "stray"
    return f"{who} {verb} from {WHENCE.get(average, average)} by more than chance"


WHENCE = {"average": "the average", "as expected": "what is expected"}


def spine(page: PlacePage) -> Spine | None:
    """Return the measures of a place against the country, worst on the left; None where no
    measure has a figure of the country and of enough other places."""
    rows = tuple(spine_row(line, by_life_stage=page.by_life_stage) for line in page.lines)
    drawable = tuple(row for row in rows if row.drawable)
    if not drawable:
        return None
    outcomes = [line.outcome for line in page.lines]
    worse, better = outcomes.count("Worse"), outcomes.count("Better")
    country = page.country_name or "England"
    compared = sum(each != "Not compared" for each in outcomes)
    title = (
        f"{number(worse, 'measure')} of {compared} compared "
        f"{'is' if worse == 1 else 'are'} worse than {country}, {better} better"
        if compared
        else f"No measure here can be compared with {country} yet"
    )
    return Spine(
        title=title,
        subject=f"{page.place_name}, newest figures",
        source="the sources of each measure, named on its page",
        benchmark_label=country,
        second_label=page.region_name or "Region",
        spines=drawable,
    )


def spine_row(line: PlaceLine, *, by_life_stage: bool) -> SpineRow:
    """Return a measure as it is drawn; what is in doubt of it has no mark."""
    worst, lower, upper, best = _from_worst_to_best(line)
    return SpineRow(
        label=line.means.title,
        value=line.figure.value if line.figure.judged else None,
        benchmark=line.country.value if line.country and line.country.judged else None,
        worst=worst,
        lower_quarter=lower,
        upper_quarter=upper,
        best=best,
        judgement=judgement(line.outcome),
        second=line.region.value if line.region and line.region.judged else None,
        unit=short_unit(line.means.unit),
        decimals=line.figure.decimals,
        period=line.figure.period,
        group=capfirst(group(line.means, by_life_stage=by_life_stage)),
        note="in doubt" if line.figure.struck else line.figure.shown,
    )


def _from_worst_to_best(line: PlaceLine) -> tuple[float | None, ...]:
    """Return the ends of the spread of all places with the middle half between them."""
    of = line.spread
    if of is None:
        return (None,) * 4
    by_size = (of.least, of.lower_quarter, of.upper_quarter, of.most)
    return by_size[::-1] if line.turned else by_size


def judgement(outcome: str) -> Judgement:
    """Return a comparison as it is drawn; the two outer words are drawn as the inner."""
    words = {"Best": "Better", "Worst": "Worse", "Highest": "Higher", "Lowest": "Lower"}
    return Judgement(words.get(outcome, outcome))


def _bar(each: Compared, *, own: bool = False, label: str = "") -> RankedBar:
    figure = each.figure
    sound = not figure.struck
    return RankedBar(
        label=label or figure.place_name,
        value=figure.value if sound else None,
        lower=figure.lower if sound else None,
        upper=figure.upper if sound else None,
        judgement=judgement(each.outcome),
        note=figure.shown if sound else f"{figure.shown}, left out: in doubt",
        own=own,
    )


def _parts(
    page: IndicatorPage, *, title: str, subject: str, figures: Sequence[Figure], heading: str
) -> RankedBars:
    return RankedBars(
        title=title,
        subject=subject,
        unit=short_unit(page.means.unit),
        decimals=told.most_decimals([each.value for each in figures]),
        interval=told.INTERVAL if any(each.interval for each in figures) else "",
        source=told.source(page),
        heading=heading,
        bars=tuple(
            _bar(Compared(each, "Not compared"), label=each.people or "Everybody")
            for each in figures
        ),
    )


def _point(point: ProcessPoint, page: IndicatorPage) -> ControlPoint:
    return ControlPoint(
        period=point.period,
        value=point.value,
        mean=point.mean,
        lower=point.lower,
        upper=point.upper,
        signal=Signal(told.of_point(point, page)),
        high=point.direction > 0,
        rule=point.rule,
    )


def _standing_among(page: IndicatorPage) -> str:
    compared = [each for each in page.by_place if each.outcome in ("Worse", "Better")]
    worse = [each for each in compared if each.outcome == "Worse"]
    if page.benchmark and compared:
        return (
            f"{len(worse)} worse and {len(compared) - len(worse)} better than {page.benchmark_name}"
        )
    known = [each for each in page.by_place if each.figure.judged]
    place = next((n for n, each in enumerate(known, 1) if each.figure.place == page.place), 0)
    if not place:
        return f"{len(known)} places from the highest to the lowest"
    return f"{page.place_name} is number {place} of {len(known)} from the highest"
