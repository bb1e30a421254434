"""What several pages of the library share: where they stand, filters, marks and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from marram.design.components import (
    Applied,
    Breadcrumbs,
    Column,
    Component,
    DataTable,
    FilterBar,
    Heading,
    Input,
    Link,
    Option,
    Place,
    Row,
    Select,
    StatusTag,
)
from marram.design.components.status import Shape, Tone
from marram.strategy.vocabulary import LifeSpan


FileRow = tuple[str | int | date | None, ...]

# A list within a table, in the size of the table's own words.
BULLETS = '<ul class="govuk-list govuk-list--bullet govuk-!-font-size-16">{}</ul>'

SPANS: dict[LifeSpan, tuple[Tone, Shape]] = {
    LifeSpan.CURRENT: (Tone.GREEN, Shape.CIRCLE),
    LifeSpan.EXPIRING: (Tone.AMBER, Shape.CLOCK),
    LifeSpan.EXPIRED: (Tone.RED, Shape.TRIANGLE),
    LifeSpan.IN_REVIEW: (Tone.YELLOW, Shape.SQUARE),
    LifeSpan.IN_PREPARATION: (Tone.BLUE, Shape.RING),
    LifeSpan.SUPERSEDED: (Tone.GREY, Shape.TICK),
    LifeSpan.MISSING: (Tone.RED, Shape.CROSS),
    LifeSpan.NO_END: (Tone.GREY, Shape.RING),
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A page of the library: its heading, what needs a look, filters, tables and what follows."""

    title: str
    heading: Heading
    breadcrumbs: Breadcrumbs
    warnings: tuple[Link | str, ...] = ()
    parts: tuple[Component, ...] = ()
    files: tuple["File", ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class File:
    """A table to take away, under the name by which the address asks for it."""

    title: str
    header: tuple[str, ...]
    rows: tuple[FileRow, ...]


@cache
def span_tag(span: LifeSpan) -> StatusTag:
    """Return a life span as word, colour and shape."""
    tone, shape = SPANS[span]
    return StatusTag(span.value.capitalize(), tone, shape)


@cache
def span_mark(span: LifeSpan) -> SafeString:
    """Return a life span as markup, printed once: a list shows the same few many times."""
    return span_tag(span).__html__()


def breadcrumbs(*places: tuple[str, str], title: str) -> Breadcrumbs:
    """Return the way from the library to this page."""
    above = (Place("Strategies", reverse("strategy:library")),)
    between = tuple(Place(text, url) for text, url in places)
    return Breadcrumbs((*above, *between, Place(title)))


def strategy_link(slug: str, title: str) -> Link:
    return Link(title, reverse("strategy:strategy", args=[slug]))


def select(name: str, label: str, choices: Sequence[tuple[str, str]], chosen: str) -> Select:
    """Return a list to filter by; the first answer filters nothing."""
    options = (Option("All", ""), *(Option(text, key) for key, text in choices))
    return Select(name, label=label, options=options, value=chosen)


def box(name: str, label: str, value: str, kind: str = "text") -> Input:
    return Input(name, label=label, value=value or None, kind=kind)


def filter_bar(
    fields: tuple[Component, ...],
    *,
    here: str,
    asked: Mapping[str, str],
    labels: Mapping[str, str],
) -> FilterBar:
    """Return the filters of a page, with those that are on ready to be taken off.

    The day that the address asks for stays, whatever is filtered.
    """
    kept = (("on", asked["on"]),) if asked.get("on") else ()
    applied = tuple(
        Applied(
            f"{label}: {asked[name]}",
            with_filters(here, {key: text for key, text in asked.items() if key != name}),
        )
        for name, label in labels.items()
        if asked.get(name)
    )
    narrowed = any(asked.get(name) for name in asked if name != "on")
    clear = with_filters(here, dict(kept)) if narrowed else ""
    return FilterBar(fields, action=here, clear_url=clear, applied=applied, kept=kept)


def with_filters(here: str, asked: Mapping[str, str]) -> str:
    """Return an address with the filters that are set."""
    said = {name: text for name, text in asked.items() if text}
    return f"{here}?{urlencode(said)}" if said else here


def table(
    caption: str,
    columns: tuple[Column | str, ...],
    rows: tuple[Row, ...],
    *,
    here: str = "",
    asked: Mapping[str, str] | None = None,
    empty: str = "There is nothing to show yet.",
) -> DataTable:
    """Return a table; with `here` its rows can be taken away as files from that address."""
    said = dict(asked or {})
    return DataTable(
        caption,
        columns,
        rows,
        csv_url=with_filters(here, said | {"format": "csv"}) if here else "",
        xlsx_url=with_filters(here, said | {"format": "xlsx"}) if here else "",
        empty=empty,
    )


def span_in_words(starts_on: date | None, last_on: str) -> str:
    """Return when a strategy runs: "1 January 2015 to 31 December 2020"."""
    first = f"{starts_on.day} {starts_on:%B %Y}" if starts_on else ""
    if first and last_on:
        return f"{first} to {last_on}"
    if first:
        return f"From {first}, no end"
    return f"Until {last_on}" if last_on else "No dates"
