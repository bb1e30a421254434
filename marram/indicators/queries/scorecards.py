"""A scorecard: each measure with its newest figure, its targets and what the series says."""

from dataclasses import dataclass
from datetime import date, datetime

from marram.foundation.actors import Actor
from marram.indicators.queries.cards import Card, Note, card, notes
from marram.indicators.queries.judging import judged
from marram.indicators.queries.measured import Known, Measured, measures
from marram.indicators.queries.results import place_names
from marram.indicators.vocabulary import Result, ValueKind


@dataclass(frozen=True, kw_only=True)
class ScorecardRow:
    """A line of a scorecard."""

    indicator: str
    title: str
    heading: str
    unit: str
    polarity: str
    measured: Measured
    note: Note


@dataclass(frozen=True, kw_only=True)
class ScorecardPage:
    """A scorecard with its figures; `missing` are measures that this viewer may not see."""

    card: Card
    place_name: str
    provider_name: str
    on: date
    as_at: datetime | None
    rows: tuple[ScorecardRow, ...]
    missing: int


def scorecard(
    *, viewer: Actor, slug: str, on: date, as_at: datetime | None = None
) -> ScorecardPage:
    """Return a scorecard with the newest figure of each measure. Eight SQL queries, one of files.

    `as_at` asks for the card, the figures and the notes as they were at a moment.
    Raises: Missing.
    """
    found = card(viewer=viewer, slug=slug, as_at=as_at)
    known = figures_of(viewer=viewer, of=found, on=on, as_at=as_at)
    measured = measures(known, place=found.place)
    said = notes(slug=slug, as_at=as_at)
    return ScorecardPage(
        card=found,
        place_name=known.names.get(found.place, found.place),
        provider_name=known.names.get(found.provider, found.provider),
        on=on,
        as_at=as_at,
        rows=tuple(
            ScorecardRow(
                indicator=indicator,
                title=known.means[indicator].title,
                heading=heading,
                unit=known.means[indicator].unit,
                polarity=str(known.means[indicator].polarity),
                measured=measured[indicator],
                note=said.get(indicator, Note()),
            )
            for indicator, heading in found.lines
            if indicator in known.means
        ),
        missing=sum(indicator not in known.means for indicator in found.indicators),
    )


def figures_of(*, viewer: Actor, of: Card, on: date, as_at: datetime | None) -> Known:
    """Return what is known of a card's measures. Five SQL queries, one of the files."""
    # A standard holds for everybody, wherever it was told; those of the card's places come first.
    standards = (ValueKind.STANDARD,)
    found = judged(viewer, on, of.indicators, of.places, None, as_at, everywhere=standards)
    results: dict[str, list[Result]] = {}
    for each in sorted(found.every(), key=lambda result: result.slice.place not in of.places):
        results.setdefault(each.indicator, []).append(each)
    return Known(results, found.means, place_names(codes=of.places), on)
