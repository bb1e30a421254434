"""The places of a measure on a map, titled with what it finds."""

from collections.abc import Sequence

from marram.design.charts import Judgement, PlaceMap, Region
from marram.design.words import listed, number
from marram.indicators.presenters.charts import judgement
from marram.indicators.queries import told
from marram.indicators.queries.comparing import Compared
from marram.indicators.queries.indicator_page import IndicatorPage
from marram.indicators.vocabulary.figures import (
    NOT_AVAILABLE,
    WITHHELD,
    Figure,
    decimals,
    short_unit,
)
from marram.places.vocabulary import flat


WORDS = {WITHHELD: "withheld", NOT_AVAILABLE: "not available"}


def by_place(page: IndicatorPage) -> PlaceMap | None:
    """Return the places of the newest period where they lie; None where too few can be drawn."""
    drawn = page.on_map.drawn
    if not drawn:
        return None
    found = {each.figure.place: each for each in page.by_place}
    shown = [found[each.code] for each in drawn if each.code in found]
    rings = flat({each.code: each.outline for each in drawn})
    regions = (
        _region(each.name, rings[each.code], found.get(each.code), own=each.code == page.place)
        for each in drawn
    )
    outlines = "; ".join(dict.fromkeys(each.source for each in drawn if each.source))
    return PlaceMap(
        title=_finding(page, shown),
        subject=f"{page.means.title}, {page.by_place[0].figure.period}",
        unit=short_unit(page.means.unit),
        decimals=max(decimals(each.figure.value) for each in shown),
        source="; boundaries: ".join(filter(None, (told.source(page), outlines))),
        benchmark_label=page.benchmark_name or "England",
        regions=tuple(regions),
    )


def _region(
    name: str,
    rings: tuple[tuple[tuple[float, float], ...], ...],
    compared: Compared | None,
    *,
    own: bool,
) -> Region:
    if compared is None:
        return Region(name, rings, note="no figure", own=own)
    figure = compared.figure
    if figure.judged:
        return Region(name, rings, figure.value, judgement(compared.outcome), figure.shown, own)
    return Region(name, rings, note=_why_not(figure), own=own)


def _why_not(figure: Figure) -> str:
    if figure.struck:
        return "left out: in doubt"
    return WORDS.get(figure.shown, figure.shown)


def _finding(page: IndicatorPage, shown: Sequence[Compared]) -> str:
    judged = [each for each in shown if each.figure.judged]
    values = [each.figure.value or 0.0 for each in judged]
    if len(set(values)) < 2:
        same = f", all {judged[0].figure.shown}" if judged else ""
        return f"{number(len(judged), 'place')} of {len(shown)} with a figure{same}"
    high, low = (_named(judged, each) for each in (max(values), min(values)))
    said = f"Highest in {high}, lowest in {low}"
    outcomes = [judgement(each.outcome) for each in judged]
    worse, better = outcomes.count(Judgement.WORSE), outcomes.count(Judgement.BETTER)
    if not worse and not better:
        return said
    return f"{said}; {worse} worse and {better} better than {page.benchmark_name}"


def _named(judged: Sequence[Compared], value: float) -> str:
    found = [each.figure for each in judged if each.figure.value == value]
    if len(found) > 2:
        return f"{len(found)} places ({found[0].shown})"
    return f"{listed([each.place_name for each in found])} ({found[0].shown})"
