"""What is done to definitions. A change is a new version; the old ones stay."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import (
    Recorded,
    differences,
    held,
    not_moved_on,
    plain,
    said,
    write,
)
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.indicators import policies
from marram.indicators.events import (
    DataSourceKept,
    DefinitionChanged,
    IndicatorDefined,
    IndicatorPublished,
    IndicatorWithdrawn,
)
from marram.indicators.models import DataSource, Definition, Indicator
from marram.indicators.rules import definitions as rules
from marram.indicators.rules import exchange
from marram.indicators.vocabulary import Cycle, IntervalMethod, SmallNumbers


FIELDS = (
    "title", "meaning", "numerator", "denominator", "measure", "unit", "lowest", "highest",
    "interval", "standard_population", "polarity", "topic", "life_stage", "synonyms",
    "data_source", "publisher_number", "cycle", "lag_days", "small_numbers", "owner", "caveats",
    "source",
)  # fmt: skip
_UNSAID = {
    "lowest": None,
    "highest": None,
    "data_source": None,
    "interval": IntervalMethod.AS_GIVEN,
    "cycle": Cycle.NOT_STATED,
    "small_numbers": SmallNumbers.NONE,
    "lag_days": 0,
}


@transaction.atomic
def define(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    fields: Mapping[str, Any],
    published_on: date | None = None,
) -> Indicator:
    """Add an indicator with its first definition; fields that are left out say nothing.

    Raises: Refused when `by` may not, the slug is taken, or the definition does not hold together.
    """
    policies.may_define(by).enforce()
    whole = {name: _said(name, fields.get(name)) for name in FIELDS}
    rules.holds_together(whole).enforce()
    if Indicator.objects.filter(pk=slug).exists():
        raise Refused(f"There already is an indicator {slug}. Choose another key, or change it.")
    indicator = Indicator.objects.create(slug=slug, published_on=published_on)
    definition = _new_version(indicator, whole, by=by, at=at)
    after = {**said(definition, FIELDS), "published_on": plain(published_on)}
    publish(IndicatorDefined(by=by.key, at=at, subject=_subject(slug), after=after))
    return indicator


@transaction.atomic
def redefine(
    *, by: Actor, at: datetime, slug: str, seen_version: int, fields: Mapping[str, Any]
) -> Indicator:
    """Change what an indicator means from now on; nothing is written where nothing differs.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    policies.may_define(by).enforce()
    indicator = _indicator(slug)
    newest = indicator.definitions.order_by("-number")[0]
    wanted = {name: _said(name, value) for name, value in fields.items()}
    not_moved_on(
        indicator,
        called=newest.title,
        seen_version=seen_version,
        theirs={name: held(newest, name) for name in wanted},
    )
    whole = {name: held(newest, name) for name in FIELDS} | wanted
    rules.holds_together(whole).enforce()
    before, after = differences(newest, wanted)
    if after:
        write(indicator, {})
        _new_version(indicator, whole, by=by, at=at)
        publish(
            DefinitionChanged(by=by.key, at=at, subject=_subject(slug), before=before, after=after)
        )
    return indicator


@transaction.atomic
def publish_indicator(*, by: Actor, at: datetime, slug: str, on: date) -> None:
    """Show an indicator and its figures to everybody from a day on."""
    policies.may_define(by).enforce()
    indicator = _indicator(slug)
    if indicator.published_on is None:
        _set_published(indicator, on)
        after = {"published_on": plain(on)}
        publish(IndicatorPublished(by=by.key, at=at, subject=_subject(slug), after=after))


@transaction.atomic
def withdraw_indicator(*, by: Actor, at: datetime, slug: str) -> None:
    """Take an indicator back, so that only those who may see the unpublished see it."""
    policies.may_define(by).enforce()
    indicator = _indicator(slug)
    if indicator.published_on is not None:
        before = {"published_on": plain(indicator.published_on)}
        _set_published(indicator, None)
        publish(IndicatorWithdrawn(by=by.key, at=at, subject=_subject(slug), before=before))


@transaction.atomic
def record_definitions(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Add or change definitions by `indicator_id`, so that each says what its row says.

    A field that a row does not have stays as it is.
    Raises: Refused when `by` may not, or a definition does not hold together.
    """
    policies.may_define(by).enforce()
    present = Indicator.objects.in_bulk([row["indicator_id"] for row in rows])
    created = changed = 0
    for row in rows:
        fields = {name: row[name] for name in FIELDS if name in row}
        on = row.get("published_on")
        indicator = present.get(row["indicator_id"])
        if indicator is None:
            define(by=by, at=at, slug=row["indicator_id"], fields=fields, published_on=on)
            created += 1
            continue
        seen = indicator.version
        redefine(by=by, at=at, slug=indicator.slug, seen_version=seen, fields=fields)
        if on is not None:
            publish_indicator(by=by, at=at, slug=indicator.slug, on=on)
        published = on is not None and indicator.published_on is None
        changed += published or _version(indicator.slug) != seen
    return Recorded(created, changed, len(rows) - created - changed)


def record_yaml(*, by: Actor, at: datetime, text: str) -> Recorded:
    """Add or change the definitions of a YAML file, all or none.

    Raises: Refused when `by` may not, the file cannot be read, or a definition does not fit.
    """
    policies.may_define(by).enforce()
    rows = exchange.read(text)
    sources = {row["data_source"] for row in rows if row.get("data_source")}
    known = set(DataSource.objects.filter(pk__in=sources).values_list("pk", flat=True))
    if unknown := sorted(sources - known):
        raise Refused(f"There is no source of figures called {unknown[0]}. Add it first.")
    return record_definitions(by=by, at=at, rows=rows)


@transaction.atomic
def record_data_sources(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Add or change the sources of figures by `data_source`. Raises: Refused."""
    policies.may_define(by).enforce()
    present = DataSource.objects.in_bulk([row["data_source"] for row in rows])
    created = changed = 0
    for row in rows:
        wanted = {name: row[name] or "" for name in ("name", "owner", "kind", "used_for", "source")}
        known = present.get(row["data_source"])
        before, after = differences(known, wanted) if known else ({}, wanted)
        if not after:
            continue
        write(known or DataSource(slug=row["data_source"], version=0), wanted)
        subject = Subject("indicators.data_source", row["data_source"])
        publish(DataSourceKept(by=by.key, at=at, subject=subject, before=before, after=after))
        created, changed = created + (known is None), changed + (known is not None)
    return Recorded(created, changed, len(rows) - created - changed)


def _said(name: str, value: Any) -> Any:
    """Return a field's value, where nothing is said the one that says so."""
    return _UNSAID.get(name, "") if value is None or value == "" else value


def _new_version(
    indicator: Indicator, fields: Mapping[str, Any], *, by: Actor, at: datetime
) -> Definition:
    kept = {name: value for name, value in fields.items() if name != "data_source"}
    return Definition.objects.create(
        indicator=indicator,
        number=indicator.version,
        made_by=by.key,
        made_at=at,
        data_source_id=fields["data_source"],
        **kept,
    )


def _set_published(indicator: Indicator, on: date | None) -> None:
    # Publishing is no new meaning: the version counts definitions only.
    indicator.published_on = on
    indicator.save(update_fields=["published_on"])


def _indicator(slug: str) -> Indicator:
    found = Indicator.objects.select_for_update().filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no indicator {slug}.")
    return found


def _version(slug: str) -> int:
    return int(Indicator.objects.values_list("version", flat=True).get(pk=slug))


def _subject(slug: str) -> Subject:
    return Subject("indicators.indicator", slug)
