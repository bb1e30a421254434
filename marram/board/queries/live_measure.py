"""One measure of one place over time, as blocks of a paper: its trend, and its control chart."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from marram.board.vocabulary.blocks import Block, Blocks, Line, Paragraph, in_words, line
from marram.board.vocabulary.blocks import Run as Words
from marram.board.vocabulary.charts import Course, CourseLine, Draw, Run, RunPoint
from marram.foundation.actors import Actor
from marram.indicators.queries import told
from marram.indicators.queries.indicator_page import IndicatorPage, indicator_page
from marram.indicators.vocabulary.figures import short_unit


def over_time(viewer: Actor, key: str, on: date, draw: Draw) -> Blocks:
    """Return the trend of a measure, and its control chart where the series suits one.

    `key` is the measure and the place: "waits/E08000014". At most nine SQL queries, one of files.

    Raises: Missing.
    """
    slug, _, place = key.partition("/")
    page = indicator_page(viewer=viewer, slug=slug, place=place, on=on)
    source = _source(page)
    if not any(each.judged for each in page.run):
        said = f"{told.subject(page)}: there is no sound figure yet."
        return (Paragraph(line(said)), Paragraph(source))
    drawn: list[Block] = [draw(_course(page, source))]
    if page.process is not None:
        drawn.append(draw(_run(page, source)))
    return tuple(drawn)


def _course(page: IndicatorPage, source: Line) -> Course:
    values = [value for each in page.lines for value in each.values]
    return Course(
        title=told.course(page),
        subject=told.subject(page),
        unit=short_unit(page.means.unit),
        decimals=told.most_decimals(values),
        interval=told.INTERVAL if any(page.lines[0].lower) else "",
        periods=page.periods,
        lines=tuple(
            CourseLine(each.label, each.kind, each.values, each.lower, each.upper, each.struck)
            for each in page.lines
        ),
        source=source,
    )


def _run(page: IndicatorPage, source: Line) -> Run:
    process = page.process
    assert process is not None
    aims = page.measured.targets
    return Run(
        title=told.of_process(page, process.variation),
        subject=told.subject(page),
        unit=short_unit(page.means.unit),
        decimals=told.most_decimals([point.value for point in process.points]),
        points=tuple(
            RunPoint(
                point.period,
                point.value,
                point.mean,
                point.lower,
                point.upper,
                told.of_point(point, page),
                point.direction > 0,
                point.rule,
            )
            for point in process.points
        ),
        target=aims.wanted,
        target_label="Standard" if aims.standard is not None else "Plan",
        trial=process.trial,
        source=source,
    )


def _source(page: IndicatorPage) -> Line:
    """Return where the figures are, as they were on the day, and where they come from."""
    asked = urlencode({"place": page.place, "on": page.on.isoformat()})
    address = f"{reverse('indicators:indicator', args=[page.means.slug])}?{asked}"
    published = told.source(page)
    by = f" ({published})" if published else ""
    return (
        Words("Source: "),
        Words(told.subject(page), link=address),
        Words(f"{by}, on {in_words(page.on)}."),
    )
