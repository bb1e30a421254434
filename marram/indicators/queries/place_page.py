"""One place: its measures against region and country, and where it lies among all places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

import numpy as np

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.indicators import policies
from marram.indicators.queries import comparing, listing
from marram.indicators.queries.comparing import Around
from marram.indicators.queries.definitions import DefinitionLine
from marram.indicators.queries.judging import Judged, judged
from marram.indicators.queries.results import MEASURED, place_names
from marram.indicators.rules import columns, release, series
from marram.indicators.vocabulary import Result
from marram.indicators.vocabulary.figures import Figure


# A page shows so many measures at a time: as many as a person reads, and as fast as they wait.
MEASURES_A_PAGE = 40


@dataclass(frozen=True, kw_only=True)
class PlaceLine:
    """A measure of the place beside region, country and all places of the same period.

    `worst` and `best` are the ends of the spread where one way is better, else least and most;
    `middle` its middle half in the same order.
    """

    means: DefinitionLine
    figure: Figure
    region: Figure | None
    country: Figure | None
    outcome: str
    trend: str
    worst: float | None
    best: float | None
    middle: tuple[float, float] | None
    peers: tuple[Figure, ...]


@dataclass(frozen=True, kw_only=True)
class PlacePage:
    """A place with one page of its measures, grouped by theme or life stage.

    `themes` are those in which the place has figures, with how many measures each has.
    """

    place: str
    place_name: str
    country_name: str
    region_name: str
    neighbours: tuple[str, ...]
    alike_by: tuple[str, ...]
    may_bring_in: Verdict
    theme: str
    by_life_stage: bool
    themes: tuple[tuple[str, int], ...]
    lines: tuple[PlaceLine, ...]
    found: int
    page: int
    pages: int
    on: date
    as_at: datetime | None


def place_page(
    *,
    viewer: Actor,
    place: str,
    on: date,
    theme: str = "",
    by_life_stage: bool = False,
    page: int = 1,
    as_at: datetime | None = None,
) -> PlacePage:
    """Return a page of the measures of a place. Nine SQL queries, two of the files.

    Raises: Missing when nothing is known of the place.
    """
    listed = listing.of_place(viewer=viewer, place=place, as_at=as_at)
    names_of = _groups(listed, by_life_stage)
    wanted = [each for each in listed if theme in ("", _group(each, by_life_stage))]
    if not listed or not wanted:
        raise Missing(f"There are no figures of {place}." if not listed else "No such theme.")
    pages = max(1, ceil(len(wanted) / MEASURES_A_PAGE))
    page = min(max(1, page), pages)
    shown = sorted(wanted, key=lambda each: (_group(each, by_life_stage), each.title, each.slug))
    slugs = [each.slug for each in shown[(page - 1) * MEASURES_A_PAGE : page * MEASURES_A_PAGE]]
    found = judged(viewer, on, slugs, None, MEASURED, as_at)
    results = _of_interest(found, place)
    around = comparing.around(place=place, on=on, known={each.slice.place for each in results})
    alike = comparing.neighbours(place=place)
    names = place_names(codes={place, *around.codes, *alike.places})
    return PlacePage(
        place=place,
        place_name=names.get(place, place),
        country_name=names.get(around.country, ""),
        region_name=names.get(around.region, ""),
        neighbours=tuple(names.get(code, code) for code in alike.places),
        alike_by=alike.bases,
        may_bring_in=policies.may_bring_in(viewer),
        theme=theme,
        by_life_stage=by_life_stage,
        themes=names_of,
        lines=tuple(_lines(slugs, found.means, results, place, around, alike.places, names)),
        found=len(wanted),
        page=page,
        pages=pages,
        on=on,
        as_at=as_at,
    )


def _of_interest(found: Judged, place: str) -> tuple[Result, ...]:
    """Return every figure of the place, and those of other places for its newest periods: a
    national set has too many figures to look at all."""
    here = columns.is_one_of(found.table["place"], [place])
    own = found.results(np.flatnonzero(here))
    asked = np.zeros(len(here), dtype=bool)
    for end, slugs in _newest(own).items():
        ends = columns.is_one_of(found.table["ends_on"], [end])
        asked |= ends & columns.is_one_of(found.table["indicator"], slugs)
    return own + found.results(np.flatnonzero(asked & ~here))


def _newest(own: Sequence[Result]) -> Mapping[date | None, list[str]]:
    """Return the last days of the newest sound figures, each with the indicators it is of."""
    newest: dict[date | None, list[str]] = {}
    for run in series.runs(own):
        end = (series.newest_sound(run) or run[-1]).slice.period.ends_on
        newest.setdefault(end, []).append(run[0].indicator)
    return newest


def _group(line: listing.Listed, by_life_stage: bool) -> str:
    return (line.life_stage if by_life_stage else line.topic) or "other"


def _groups(listed: Sequence[listing.Listed], by_life_stage: bool) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for each in listed:
        name = _group(each, by_life_stage)
        counted[name] = counted.get(name, 0) + 1
    return tuple(sorted(counted.items()))


def _lines(
    slugs: Sequence[str],
    means: Mapping[str, DefinitionLine],
    results: Sequence[Result],
    place: str,
    around: Around,
    alike: Sequence[str],
    names: Mapping[str, str],
) -> list[PlaceLine]:
    by_indicator: dict[str, list[Result]] = {}
    for each in results:
        by_indicator.setdefault(each.indicator, []).append(each)
    lines = (
        _line(means[slug], by_indicator.get(slug, []), place, around, alike, names)
        for slug in slugs
        if slug in means
    )
    return [line for line in lines if line is not None]


def _line(
    means: DefinitionLine,
    results: Sequence[Result],
    place: str,
    around: Around,
    alike: Sequence[str],
    names: Mapping[str, str],
) -> PlaceLine | None:
    run = series.broadest(series.runs([each for each in results if each.slice.place == place]))
    of = series.newest_sound(run) or (run[-1] if run else None)
    if of is None:
        return None
    peers = comparing.of_period(results, of)
    country = peers.get(around.country)
    spread = comparing.spread(
        {code: each for code, each in peers.items() if code not in around.codes}
    )
    turned = means.polarity == "low is good"
    ends = (spread.least, spread.most) if spread else (None, None)
    middle = (spread.lower_quarter, spread.upper_quarter) if spread else None
    shown = [of, *(peers[code] for code in (*around.codes, *alike) if code in peers)]
    figures = {
        each.place: each for each in release.released(shown, means={means.slug: means}, names=names)
    }
    return PlaceLine(
        means=means,
        figure=figures[place],
        region=figures.get(around.region),
        country=figures.get(around.country),
        outcome=str(comparing.outcome(of, country, polarity=means.polarity)),
        trend=series.trend(run, polarity=means.polarity),
        worst=ends[1] if turned else ends[0],
        best=ends[0] if turned else ends[1],
        middle=middle[::-1] if turned and middle else middle,
        peers=tuple(figures[code] for code in alike if code in figures),
    )
