"""Finding a measure: by words, by theme, by life stage."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.indicators.queries.definitions import DefinitionLine, definitions, search
from marram.indicators.queries.results import latest, place_names
from marram.indicators.rules import release
from marram.indicators.vocabulary.figures import Figure


# As many lines as a page shows; more are reached by words or by theme.
LINES = 100


@dataclass(frozen=True)
class Found:
    """An indicator that was found, with its newest figure of one place, if there is one."""

    means: DefinitionLine
    figure: Figure | None


@dataclass(frozen=True)
class Theme:
    slug: str
    title: str
    measures: int


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """The measures that answer a search; `themes` are those of all measures, with how many."""

    words: str
    theme: str
    lines: tuple[Found, ...]
    found: int
    themes: tuple[Theme, ...]
    on: date


@dataclass(frozen=True, kw_only=True)
class NationalPage:
    """Statements about the nation that may be cited, each with its source."""

    lines: tuple[Found, ...]
    place_names: tuple[str, ...]


def catalogue(*, viewer: Actor, words: str, theme: str, on: date) -> Catalogue:
    """Return the measures that hold every word, of one theme if asked. Seven SQL queries.

    Raises: Missing when there is no such theme.
    """
    every = definitions(viewer=viewer)
    themes = _themes(every)
    title = next((each.title for each in themes if each.slug == theme), "")
    if theme and not title:
        raise Missing(f"There is no theme {theme}.")
    answer = search(viewer=viewer, words=words, topic=title, limit=LINES)
    figures = _newest(viewer, [line.slug for line in answer.lines], on)
    return Catalogue(
        words=words,
        theme=title,
        lines=tuple(Found(line, figures.get(line.slug)) for line in answer.lines),
        found=answer.found,
        themes=themes,
        on=on,
    )


def national(*, viewer: Actor, on: date) -> NationalPage:
    """Return what is known of whole countries, with the words it was published in and its source.

    Seven SQL queries.
    """
    means = definitions(viewer=viewer)
    found = latest(viewer=viewer, on=on, indicators=means)
    whole = {key: each for key, each in found.items() if _national(key[1])}
    names = place_names(codes={place for _, place in whole})
    figures = release.released(tuple(whole.values()), means=means, names=names)
    lines = sorted(
        (Found(means[each.indicator], each) for each in figures),
        key=lambda line: (
            line.means.topic,
            line.means.title,
            line.figure.place if line.figure else "",
        ),
    )
    return NationalPage(lines=tuple(lines), place_names=tuple(sorted(names.values())))


def _national(place: str) -> bool:
    return place.startswith(release.NATIONAL) or place in WHOLE_COUNTRIES


# Our own keys of countries that the register of areas does not have.
WHOLE_COUNTRIES = frozenset({"local-united-kingdom", "local-great-britain"})


def _themes(means: Mapping[str, DefinitionLine]) -> tuple[Theme, ...]:
    counted: dict[str, int] = {}
    for line in means.values():
        counted[line.topic] = counted.get(line.topic, 0) + 1
    return tuple(
        Theme(slugify(title) or "other", title or "other", many)
        for title, many in sorted(counted.items())
    )


def _newest(viewer: Actor, slugs: Collection[str], on: date) -> Mapping[str, Figure]:
    """Return a figure for each indicator, of the most local place that has the newest."""
    found = latest(viewer=viewer, on=on, indicators=slugs)
    best: dict[str, tuple[tuple[object, ...], str]] = {}
    for (indicator, place), result in found.items():
        rank = (not _national(place), result.judged, result.slice.period.order, place)
        if indicator not in best or rank > best[indicator][0]:
            best[indicator] = rank, place
    chosen = [found[indicator, place] for indicator, (_, place) in best.items()]
    names = place_names(codes={each.slice.place for each in chosen})
    means = definitions(viewer=viewer, slugs=[each.indicator for each in chosen])
    return {each.indicator: each for each in release.released(chosen, means=means, names=names)}
