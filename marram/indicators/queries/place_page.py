"""One place: its measures against region and country, and where it lies among all places."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.indicators import policies
from marram.indicators.queries import comparing, listing, place_lines
from marram.indicators.queries.judging import judged
from marram.indicators.queries.place_lines import PlaceLine
from marram.indicators.queries.results import MEASURED, place_names


# A page shows so many measures at a time: as many as a person reads, and as fast as they wait.
MEASURES_A_PAGE = 30


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
    grouped = [
        (listing.group(each, by_life_stage=by_life_stage), each.title, each.slug) for each in listed
    ]
    wanted = sorted(each for each in grouped if theme in ("", each[0]))
    if not listed or not wanted:
        raise Missing(f"There are no figures of {place}." if not listed else "No such theme.")
    pages = max(1, ceil(len(wanted) / MEASURES_A_PAGE))
    page = min(max(1, page), pages)
    shown = wanted[(page - 1) * MEASURES_A_PAGE : page * MEASURES_A_PAGE]
    slugs = [slug for _, _, slug in shown]
    found = judged(viewer, on, slugs, None, MEASURED, as_at)
    newest = place_lines.newest(found, place=place)
    known = place_lines.places_beside(found, newest)
    around = comparing.around(place=place, on=on, known=known)
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
        themes=tuple(sorted(Counter(group for group, _, _ in grouped).items())),
        lines=place_lines.lines(
            found,
            {slug: newest[slug] for slug in slugs if slug in newest},
            around=around,
            alike=alike.places,
            names=names,
        ),
        found=len(wanted),
        page=page,
        pages=pages,
        on=on,
        as_at=as_at,
    )
