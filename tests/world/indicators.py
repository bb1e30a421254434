"""What is measured in Millbrook: three indicators, their figures, and a fault of each common sort.

    lonely      adults who feel lonely, percent of a survey, yearly 2014/15 to 2023/24;
                Millbrook rises, the region and England stay; low is good
    waits       people seen within 18 weeks, percent, monthly April 2024 to May 2025;
                a standard of 92 and a plan; high is good; one impossible value
    falls       emergency admissions for falls, crude rate per 100,000, yearly; low is good
    draft       not published: a resident must not see it

Places: Millbrook and its neighbour Ashford lie in Northshire, in England.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from marram.indicators import actions
from marram.indicators.rules import rows as kept
from marram.indicators.vocabulary import parse
from marram.places import actions as places
from tests.world import millbrook as borough


MILLBROOK, ASHFORD = "E06009901", "E06009902"
NORTHSHIRE, ENGLAND = "E12009901", "E92000001"
AREAS = (
    (MILLBROOK, "Millbrook", "unitary authority"),
    (ASHFORD, "Ashford", "unitary authority"),
    (NORTHSHIRE, "Northshire", "region"),
    (ENGLAND, "England", "country"),
)
LONELY = {
    "title": "Adults who feel lonely",
    "meaning": "Adults who say in a survey that they often or always feel lonely",
    "numerator": "Adults who say so",
    "denominator": "Adults asked",
    "measure": "proportion",
    "unit": "percent",
    "interval": "Wilson score",
    "polarity": "low is good",
    "topic": "loneliness",
    "life_stage": "all ages",
    "synonyms": "isolation; social contact",
    "cycle": "yearly",
    "lag_days": 180,
}
WAITS = {
    "title": "People seen within 18 weeks",
    "measure": "proportion",
    "unit": "percent",
    "polarity": "high is good",
    "topic": "waiting",
    "synonyms": "RTT; waiting list",
    "cycle": "monthly",
    "lag_days": 60,
}
FALLS = {
    "title": "Emergency admissions for falls",
    "measure": "crude rate",
    "unit": "per 100,000",
    "interval": "Poisson, Byar from 10 events",
    "polarity": "low is good",
    "topic": "falls",
    "life_stage": "ageing well",
    "cycle": "yearly",
    "lag_days": 365,
}
# Out of a thousand, a year at a time from 2014/15; ten thousand are asked in a town.
LONELY_COUNTS: Mapping[str, Sequence[int]] = {
    MILLBROOK: (52, 55, 61, 58, 66, 71, 74, 80, 88, 93),
    ASHFORD: (60, 58, 61, 59, 62, 60, 57, 61, 60, 59),
    NORTHSHIRE: (59, 61, 60, 62, 60, 61, 63, 60, 62, 61),
    ENGLAND: (61, 60, 62, 61, 61, 62, 60, 61, 62, 61),
}
# Fourteen months from April 2024; the sixth is what a slip of a decimal point makes of 91.2.
WAITING = (93.1, 92.8, 92.9, 92.4, 91.9, 912.0, 91.0, 90.6, 90.9, 90.1, 89.8, 89.9, 89.2, 88.7)


def build() -> None:
    """Define and bring in, with the actions that people use."""
    by, at = borough.BUILDER, borough.SPRING
    places.record_areas(
        by=by,
        at=at,
        rows=[{"code": code, "name": name, "kind": kind} for code, name, kind in AREAS],
    )
    on = date(2025, 4, 1)
    for slug, fields in (("lonely", LONELY), ("waits", WAITS), ("falls", FALLS)):
        actions.define(by=by, at=at, slug=slug, fields=fields, published_on=on)
    actions.define(by=by, at=at, slug="draft", fields={**LONELY, "title": "A draft"})
    bring_in([*_lonely(), *_waits(), *_falls(), {**row("draft", 2024, value=12.0)}])


def bring_in(
    rows: Sequence[Mapping[str, Any]],
    *,
    at: datetime = borough.SPRING,
    source: str = "delivery 1: figures.csv",
) -> Any:
    """Keep rows as one accepted delivery, numbered as a sheet would."""
    numbered = [{**each, "row": number} for number, each in enumerate(rows, start=2)]
    return actions.keep_observations(
        by=borough.BUILDER, at=at, table=kept.table(numbered), source=source
    )


def row(
    indicator: str, period: str | int, *, place: str = MILLBROOK, **said: Any
) -> dict[str, Any]:
    """Return a row of a delivery as it is written."""
    return {"indicator": indicator, "place": place, "period": str(period), **said}


def _lonely() -> Iterator[dict[str, Any]]:
    for place, counts in LONELY_COUNTS.items():
        out_of = 10_000 if place in (MILLBROOK, ASHFORD) else 100_000
        for year, count in enumerate(counts, start=2014):
            many = count * out_of // 1_000
            period = f"{year}/{(year + 1) % 100:02}"
            yield row("lonely", period, place=place, value=count / 10, count=many, out_of=out_of)


def _waits() -> Iterator[dict[str, Any]]:
    month = parse("April 2024")
    for value in WAITING:
        yield row("waits", month.label, value=value)
        month = month.next() or month
    for year in ("2024/25", "2025/26"):
        yield row("waits", year, kind="standard", value=92)
        yield row("waits", year, kind="plan", value=90)


def _falls() -> Iterator[dict[str, Any]]:
    for place, size in ((MILLBROOK, 60_000), (ENGLAND, 11_000_000)):
        for year, count in enumerate((1270, 1302, 1255, 1281, 1240), start=2019):
            events = count * size // 60_000
            yield row(
                "falls",
                f"{year}/{(year + 1) % 100:02}",
                place=place,
                age="65+",
                count=events,
                out_of=size,
            )
