"""Scorecards and their exceptions, as blocks of a paper."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from marram.board.vocabulary.blocks import (
    Block,
    Blocks,
    Bullets,
    Heading,
    Line,
    Paragraph,
    Run,
    Table,
    cells,
    in_words,
    line,
    sourced,
)
from marram.board.vocabulary.charts import Draw
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.indicators.queries.exceptions import ExceptionRow, exception_report
from marram.indicators.queries.scorecards import ScorecardRow, scorecard
from marram.indicators.vocabulary.figures import with_unit


def measures(viewer: Actor, key: str, on: date, draw: Draw) -> Blocks:
    """Return a scorecard as a table: newest figures, what is wanted, how each stands.

    A key may name a day of its own ("waits/2019-09-11"): what the paper of that day showed.

    Eight SQL queries, one of files.

    Raises: Missing.
    """
    key, on = _of_a_day(key, on)
    page = scorecard(viewer=viewer, slug=key, on=on)
    table = Table(
        caption=f"{page.card.title}, {page.place_name}",
        head=cells("Measure", "Period", "Figure", "Wanted", "How it stands", "Over time"),
        rows=tuple((_title(row), *cells(*_measure(row))) for row in page.rows),
        numeric=(2, 3),
    )
    address = f"{reverse('indicators:scorecard', args=[key])}?on={on.isoformat()}"
    return (table, sourced(page.card.title, address, on))


def exceptions(viewer: Actor, key: str, on: date, draw: Draw) -> Blocks:
    """Return the measures of a scorecard that miss: why, what is said, whether recovery is likely.

    A key may name a day of its own, as for `measures`.

    Eight SQL queries, one of files.

    Raises: Missing.
    """
    key, on = _of_a_day(key, on)
    report = exception_report(viewer=viewer, slug=key, on=on)
    many = {0: "no measure misses", 1: "1 measure is reported"}.get(
        len(report.rows), f"{len(report.rows)} measures are reported"
    )
    head = Paragraph(
        (Run(f"{report.card.title}, {report.place_name}", bold=True), Run(f": {many}."))
    )
    address = f"{reverse('indicators:exceptions', args=[key])}?on={on.isoformat()}"
    told = (block for row in report.rows for block in _exception(row))
    return (head, *told, sourced(report.card.title, address, on))


def _of_a_day(key: str, on: date) -> tuple[str, date]:
    """Return the scorecard that a key names, and the day that it or else the paper is of."""
    slug, _, day = key.partition("/")
    try:
        return slug, date.fromisoformat(day) if day else on
    except ValueError as wrong:
        raise Missing(f"{day} is no day. Write it as in 2019-09-11.") from wrong


def _title(row: ScorecardRow) -> Line:
    return line(row.title, link=reverse("indicators:indicator", args=[row.indicator]))


def _measure(row: ScorecardRow) -> tuple[str, ...]:
    found, newest = row.measured, row.measured.newest
    if newest is None:
        return ("", "No sound figure", "", "Not judged", "")
    wanted = found.targets.wanted
    return (
        newest.period,
        newest.shown,
        "" if wanted is None else with_unit(wanted, row.unit),
        found.standing.capitalize(),
        found.trend.capitalize(),
    )


def _exception(row: ExceptionRow) -> Iterator[Block]:
    yield Heading(2, row.title)
    if row.reasons:
        yield Bullets(tuple(map(line, row.reasons)))
    note = row.note
    for label, words in (("Issues", note.key_issues), ("Actions", note.key_actions)):
        if words:
            yield Paragraph((Run(f"{label}: ", bold=True), Run(words)))
    if note.recovery_on is not None:
        yield Paragraph(line(f"Recovery is expected by {in_words(note.recovery_on)}."))
    if row.recovery.sentence:
        yield Paragraph(line(row.recovery.sentence))
    address = reverse("indicators:indicator", args=[row.indicator])
    yield Paragraph(line(f"All figures of {row.title}", link=address))
