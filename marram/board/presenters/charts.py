"""Charts of papers, drawn."""

from marram.board.vocabulary.blocks import Picture
from marram.board.vocabulary.charts import Bars, Chart, Course, CourseLine, Run, RunPoint
from marram.design import charts as design
from marram.design.charts import (
    WIDE,
    Amounts,
    ControlChart,
    ControlPoint,
    Part,
    PartBars,
    Series,
    Signal,
    Trend,
)


def picture(chart: Chart) -> Picture:
    """Return a chart as a picture with its words, its table and its source."""
    drawn = _drawn(chart)
    return Picture(
        title=chart.title,
        words=drawn.words,
        svg=str(drawn.svg(width=WIDE)),
        table=chart.table,
        source=chart.source,
    )


def _drawn(chart: Chart) -> design.Chart:
    match chart:
        case Bars():
            return PartBars(
                title=chart.title,
                subject=chart.subject,
                heading=chart.heading,
                bars=chart.bars,
                series=tuple(Amounts(each.label, each.values) for each in chart.amounts),
                unit=chart.unit,
                decimals=0,
            )
        case Course():
            return _trend(chart)
        case Run():
            return _control(chart)


def _trend(chart: Course) -> Trend:
    benchmarks = [each.label for each in chart.lines if each.kind == Part.BENCHMARK]
    return Trend(
        title=chart.title,
        subject=chart.subject,
        unit=chart.unit,
        decimals=chart.decimals,
        interval=chart.interval,
        periods=chart.periods,
        series=tuple(_series(each, second=each.label in benchmarks[1:]) for each in chart.lines),
    )


def _series(line: CourseLine, *, second: bool) -> Series:
    part = Part.SECOND_BENCHMARK if second else Part(line.kind)
    return Series(line.label, line.values, line.lower, line.upper, part, line.struck)


def _control(chart: Run) -> ControlChart:
    return ControlChart(
        title=chart.title,
        subject=chart.subject,
        unit=chart.unit,
        decimals=chart.decimals,
        points=tuple(map(_point, chart.points)),
        target=chart.target,
        target_label=chart.target_label,
        trial=chart.trial,
    )


def _point(point: RunPoint) -> ControlPoint:
    return ControlPoint(
        period=point.period,
        value=point.value,
        mean=point.mean,
        lower=point.lower,
        upper=point.upper,
        signal=Signal(point.says),
        high=point.high,
        rule=point.rule,
    )
