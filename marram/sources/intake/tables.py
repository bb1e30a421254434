"""Organisations, groups and areas, as files of rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from marram.foundation.actors import Actor
from marram.people import actions as people_actions
from marram.people.queries import keys as people
from marram.people.vocabulary import Sector
from marram.places import actions as places_actions
from marram.places import queries as places
from marram.places.vocabulary import Kind as AreaKind
from marram.places.vocabulary import Sex
from marram.sources.vocabulary import Accept, Column, Counts, Kind, Layout, Row


SOURCE = Column(name="source", title="Source", hint="Enter the paper and lines, or the file.")
SLUG = r"[a-z0-9][a-z0-9_-]{0,59}"
SLUG_HINT = "Use up to 60 small letters, digits, hyphens and underscores, such as sefton_cvs."


def through(record: Callable[..., tuple[int, int, int]]) -> Accept:
    """Return how a room's own action takes rows: texts that are empty, not None."""

    def accept(*, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts:
        return Counts(*record(by=by, at=at, rows=[_filled(row) for row in rows]))

    return accept


def _filled(row: Row) -> Mapping[str, Any]:
    """Return a row with its empty texts as texts. Where a row names no source, none is put in:
    the number of a delivery there would make every later delivery of the same facts a change."""
    return {name: "" if said is None and name not in DAYS else said for name, said in row.items()}


DAYS = frozenset({"starts_on", "ends_on", "ended_on", "on"})


def day(name: str, title: str, *, required: bool = False) -> Column:
    return Column(name=name, title=title, kind=Kind.DAY, required=required)


def _number(
    name: str, title: str, *, lowest: int = 0, highest: int, required: bool = True
) -> Column:
    return Column(
        name=name, title=title, kind=Kind.WHOLE_NUMBER, required=required, lowest=lowest,
        highest=highest,
    )  # fmt: skip


def an_area(name: str, title: str) -> Column:
    return Column(
        name=name, title=title, required=True, longest=40, refers_to="areas",
        hint="Enter the code of an area, such as E08000014.",
    )  # fmt: skip


ORGANISATIONS = Layout(
    slug="organisations",
    title="Organisations",
    room="people",
    key=("slug",),
    columns=(
        Column(name="slug", title="Key", required=True, pattern=SLUG, hint=SLUG_HINT),
        Column(name="name", title="Name", required=True, longest=200),
        Column(name="short_name", title="Short name", longest=80),
        Column(
            name="sector", title="Sector", kind=Kind.CHOICE, required=True, choices=tuple(Sector)
        ),
        Column(name="kind", title="Kind", longest=120),
        Column(name="area_served", title="Area served", longest=200),
        Column(name="part_of", title="Part of", refers_to="organisations"),
        Column(name="part_played", title="Part played"),
        day("ended_on", "Ended on"),
        SOURCE,
    ),
    known={"part_of": people.organisation_keys},
    accept=through(people_actions.record_organisations),
)
GROUPS = Layout(
    slug="groups",
    title="Groups and forums",
    room="people",
    key=("slug",),
    columns=(
        Column(name="slug", title="Key", required=True, pattern=SLUG, hint=SLUG_HINT),
        Column(name="name", title="Name", required=True, longest=200),
        Column(name="short_name", title="Short name", longest=80),
        # A parent that nobody knows is kept in words, and shown among what is to be put right.
        Column(name="parent", title="Parent", longest=200),
        Column(name="kind", title="Kind", longest=80),
        Column(name="purpose", title="Purpose"),
        Column(name="frequency", title="Frequency", longest=200),
        Column(name="chair_role", title="Role of the chair", longest=200),
        Column(name="reports_to", title="Reports to", longest=200),
        Column(name="status", title="Status", longest=120),
        Column(
            name="members",
            title="Members",
            hint="Enter keys of organisations, or words, with ; between.",
        ),
        SOURCE,
    ),
    accept=through(people_actions.record_groups),
)
AREAS = Layout(
    slug="areas",
    title="Areas",
    room="places",
    key=("code",),
    columns=(
        Column(name="code", title="Code", required=True, longest=40),
        Column(name="name", title="Name", required=True, longest=200),
        Column(name="kind", title="Kind", kind=Kind.CHOICE, required=True, choices=tuple(AreaKind)),
        day("starts_on", "First day"),
        day("ends_on", "First day no longer in use"),
        Column(name="basis", title="Basis", longest=200),
        SOURCE,
    ),
    accept=through(places_actions.record_areas),
)
AREAS_WITHIN = Layout(
    slug="areas-within",
    title="What areas lie within",
    room="places",
    key=("area", "parent", "starts_on"),
    columns=(
        an_area("area", "Area"),
        an_area("parent", "Lies within"),
        day("starts_on", "First day"),
        day("ends_on", "First day no longer within"),
        SOURCE,
    ),
    known={"area": places.codes, "parent": places.codes},
    accept=through(places_actions.record_memberships),
)
AREA_SUCCESSIONS = Layout(
    slug="area-successions",
    title="Areas that took over from others",
    room="places",
    key=("area", "successor"),
    columns=(
        an_area("area", "Area"),
        an_area("successor", "Taken over by"),
        day("on", "On", required=True),
        SOURCE,
    ),
    known={"area": places.codes, "successor": places.codes},
    accept=through(places_actions.record_successions),
)
BEST_FITS = Layout(
    slug="best-fits",
    title="How the people of areas are shared out",
    room="places",
    key=("from_area", "to_area"),
    columns=(
        an_area("from_area", "From area"),
        an_area("to_area", "To area"),
        Column(
            name="share",
            title="Share, 0 to 1",
            kind=Kind.DECIMAL,
            required=True,
            lowest=0,
            highest=1,
        ),
        SOURCE,
    ),
    known={"from_area": places.codes, "to_area": places.codes},
    accept=through(places_actions.record_best_fits),
)
POPULATIONS = Layout(
    slug="populations",
    title="Populations",
    room="places",
    key=("area", "year", "sex", "age_start"),
    columns=(
        an_area("area", "Area"),
        _number("year", "Year", lowest=1801, highest=2200),
        _number("age_start", "First age", highest=150),
        _number("age_end", "First age beyond", highest=150, required=False),
        Column(name="sex", title="Sex", kind=Kind.CHOICE, required=True, choices=tuple(Sex)),
        # No area holds more people than a column of whole numbers can.
        _number("count", "People", highest=2_000_000_000),
        SOURCE,
    ),
    known={"area": places.codes},
    accept=through(places_actions.record_populations),
)
LAYOUTS = (
    ORGANISATIONS,
    GROUPS,
    AREAS,
    AREAS_WITHIN,
    AREA_SUCCESSIONS,
    BEST_FITS,
    POPULATIONS,
)
