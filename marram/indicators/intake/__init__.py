"""What this room takes in: definitions, sources of figures, and observations in our own layout."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from marram.foundation.actors import Actor
from marram.indicators import actions, queries
from marram.indicators.actions import scorecards
from marram.indicators.intake import foreign
from marram.indicators.rules import definitions as rules
from marram.indicators.rules import rows as kept
from marram.indicators.vocabulary import NUMBERS, Permission, ValueKind, parse
from marram.people.queries import keys as people
from marram.places import queries as places
from marram.sources.vocabulary import ROW_NUMBER, Column, Counts, Fault, Kind, Layout, Row, offer


SLUG = r"[a-z0-9][a-z0-9_-]{0,59}"
SLUG_HINT = "Use up to 60 small letters, digits, hyphens and underscores, such as rtt18."
A_PERIOD = "Enter a period such as 2018, 2018/19, 2018/19 Q2, March 2019 or 2016 to 2018."
A_PLACE = "Enter the code of an area, such as E08000014, or the key of an organisation."


def _texts(names: str) -> Iterator[Column]:
    for name in names.split():
        yield Column(name=name, title=_title(name))


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _choice(name: str, *, required: bool = False) -> Column:
    choices = tuple(map(str, rules.WORDS[name]))
    return Column(
        name=name, title=_title(name), kind=Kind.CHOICE, choices=choices, required=required
    )


def _number(name: str) -> Column:
    return Column(name=name, title=_title(name), kind=Kind.DECIMAL)


def _accept_definitions(*, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts:
    told = actions.record_definitions(by=by, at=at, rows=[_bounds(row) for row in rows])
    return Counts(*told)


def _accept_data_sources(*, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts:
    return Counts(*actions.record_data_sources(by=by, at=at, rows=rows))


def _accept_observations(*, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts:
    table = kept.table([_named_as_kept(row) for row in rows])
    return Counts(*actions.keep_observations(by=by, at=at, table=table, source=source))


def _accept_scorecards(*, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts:
    return Counts(*scorecards.record_scorecards(by=by, at=at, rows=rows))


def _accept_notes(*, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts:
    return Counts(*scorecards.record_notes(by=by, at=at, rows=rows))


def _accept_neighbours(*, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts:
    return Counts(*scorecards.record_neighbours(by=by, at=at, rows=rows))


def _bounds(row: Row) -> dict[str, Any]:
    """Return a definition's row with its bounds as the numbers that are kept."""
    numbers = {name: None if row[name] is None else float(str(row[name])) for name in BOUNDS}
    return {**row, **numbers}


BOUNDS = ("lowest", "highest")


def _named_as_kept(row: Row) -> dict[str, Any]:
    return {**row, "indicator": row["indicator_id"], "row": row[ROW_NUMBER]}


def _a_readable_period(row: Row) -> tuple[Fault, ...]:
    try:
        parse(str(row["period"]))
    except ValueError as wrong:
        return (Fault("period", str(wrong)),)
    return ()


def _says_something(row: Row) -> tuple[Fault, ...]:
    if any(row[name] is not None for name in ("value", "count", "words")):
        return ()
    return (Fault("value", "The row has no value, no count and no words. Enter one of them."),)


def _place_keys() -> frozenset[str]:
    return places.codes() | people.organisation_keys()


def _data_source_keys() -> frozenset[str]:
    return queries.data_source_slugs()


DATA_SOURCES = Layout(
    slug="data-sources",
    title="Sources of figures",
    room="indicators",
    key=("data_source",),
    columns=(
        Column(
            name="data_source",
            title="Key",
            required=True,
            longest=60,
            pattern=SLUG,
            hint=SLUG_HINT,
        ),
        Column(name="name", title="Name", required=True, longest=200),
        Column(name="owner", title="Owner", longest=200),
        Column(name="kind", title="Kind", longest=80),
        *_texts("used_for source"),
    ),
    accept=_accept_data_sources,
    second=Permission.DEFINE,
)
DEFINITIONS = Layout(
    slug="indicators",
    title="Indicators: what they mean",
    room="indicators",
    key=("indicator_id",),
    columns=(
        Column(
            name="indicator_id",
            title="Key",
            required=True,
            longest=60,
            pattern=SLUG,
            hint=SLUG_HINT,
        ),
        Column(name="title", title="Title", required=True, longest=300),
        *_texts("meaning numerator denominator"),
        _choice("measure", required=True),
        Column(name="unit", title="Unit", required=True, longest=40),
        _number("lowest"),
        _number("highest"),
        _choice("interval"),
        Column(name="standard_population", title="Standard population", longest=120),
        _choice("polarity", required=True),
        Column(name="topic", title="Topic", longest=120),
        Column(name="life_stage", title="Life stage", longest=40),
        Column(name="synonyms", title="Synonyms", hint="Enter other names with ; between."),
        Column(name="data_source", title="Data source", refers_to="data-sources"),
        Column(name="publisher_number", title="Number at the publisher", longest=40),
        _choice("cycle"),
        Column(
            name="lag_days",
            title="Days until it is published",
            kind=Kind.WHOLE_NUMBER,
            lowest=0,
            highest=3000,
        ),
        _choice("small_numbers"),
        Column(name="owner", title="Owner", longest=200),
        *_texts("caveats"),
        Column(name="published_on", title="Published on", kind=Kind.DAY),
        *_texts("source"),
    ),
    known={"data_source": _data_source_keys},
    accept=_accept_definitions,
    second=Permission.DEFINE,
)
OBSERVATIONS = Layout(
    slug="observations",
    title="Observations: figures of indicators",
    room="indicators",
    # Two rows about one slice are kept and doubted, not set aside: which is right is not known.
    key=("observation",),
    columns=(
        Column(name="observation", title="Number of the observation", longest=60),
        Column(name="indicator_id", title="Indicator", required=True, refers_to="indicators"),
        Column(name="place", title="Place", required=True, longest=60, hint=A_PLACE),
        Column(name="period", title="Period", required=True, longest=80, hint=A_PERIOD),
        Column(name="age", title="Age", longest=60),
        Column(name="sex", title="Sex", kind=Kind.CHOICE, choices=("persons", "female", "male")),
        Column(name="category_type", title="Split by", longest=120),
        Column(name="category", title="Part of the split", longest=120),
        Column(name="kind", title="Kind", kind=Kind.CHOICE, choices=tuple(map(str, ValueKind))),
        *(_number(name) for name in NUMBERS),
        *_texts("words note source"),
    ),
    known={"indicator_id": queries.indicator_slugs, "place": _place_keys},
    check=lambda row: _a_readable_period(row) + _says_something(row),
    accept=_accept_observations,
    numbered=True,
)

SCORECARDS = Layout(
    slug="scorecards",
    title="Scorecards: which measures are watched",
    room="indicators",
    key=("scorecard", "indicator_id"),
    columns=(
        Column(name="scorecard", title="Scorecard", required=True, pattern=SLUG, hint=SLUG_HINT),
        Column(name="title", title="Title", required=True, longest=200),
        *_texts("purpose"),
        Column(name="place", title="Place", required=True, longest=60, hint=A_PLACE),
        Column(name="provider", title="Main provider", longest=60, hint=A_PLACE),
        Column(name="kept_by", title="Kept by", longest=200),
        Column(name="published_on", title="Published on", kind=Kind.DAY),
        Column(name="indicator_id", title="Indicator", required=True, refers_to="indicators"),
        Column(name="position", title="Position", kind=Kind.WHOLE_NUMBER, lowest=1, highest=999),
        Column(name="heading", title="Heading", longest=120),
    ),
    known={
        "indicator_id": queries.indicator_slugs,
        "place": _place_keys,
        "provider": _place_keys,
    },
    accept=_accept_scorecards,
)
EXCEPTION_NOTES = Layout(
    slug="exception-notes",
    title="What is said of measures that miss",
    room="indicators",
    key=("scorecard", "indicator_id"),
    columns=(
        Column(name="scorecard", title="Scorecard", required=True, refers_to="scorecards"),
        Column(name="indicator_id", title="Indicator", required=True, refers_to="indicators"),
        *_texts("key_issues key_actions"),
        Column(name="owner", title="Owner", longest=200),
        *_texts("expected_recovery"),
        Column(name="recovery_on", title="Recovers by", kind=Kind.DAY),
        Column(name="keeps", title="Stays on the report though met", kind=Kind.FLAG),
        *_texts("source"),
    ),
    known={"scorecard": queries.scorecard_slugs, "indicator_id": queries.indicator_slugs},
    accept=_accept_notes,
)
NEIGHBOURS = Layout(
    slug="nearest-neighbours",
    title="Nearest neighbours: places that are alike",
    room="indicators",
    key=("place", "neighbour", "basis"),
    columns=(
        Column(name="place", title="Place", required=True, longest=60, hint=A_PLACE),
        Column(name="neighbour", title="Neighbour", required=True, longest=60, hint=A_PLACE),
        Column(
            name="rank",
            title="Rank, 1 the most alike",
            kind=Kind.WHOLE_NUMBER,
            required=True,
            lowest=1,
            highest=999,
        ),
        Column(name="basis", title="Basis", required=True, longest=200),
        *_texts("source"),
    ),
    known={"place": _place_keys, "neighbour": _place_keys},
    accept=_accept_neighbours,
)

# In this order, so that what a row names is there before the row.
LAYOUTS = (
    DATA_SOURCES,
    DEFINITIONS,
    OBSERVATIONS,
    foreign.FINGERTIPS,
    foreign.MAPPINGS,
    foreign.NAMES,
    foreign.wide(OBSERVATIONS),
    SCORECARDS,
    EXCEPTION_NOTES,
    NEIGHBOURS,
)


def offer_layouts() -> None:
    """Let people deliver every kind of file that this room takes in."""
    for layout in LAYOUTS:
        offer(layout)
