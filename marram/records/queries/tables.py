"""Every table of the installation as lines of JSON: the same text from every database.

A line is one row: an object by column, keys in alphabetical order, no spaces. Moments are in UTC
with six digits of a second, decimals and UUIDs are text, bytes are base64. Rows come in the order
of their key, compared byte by byte, so that equal tables are equal files, wherever they lie.
"""

import base64
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.models.functions import Collate
from django.utils.duration import duration_iso_string

from marram.records import rules


# A session restored would log somebody in by a cookie from before: people log in anew instead.
NOT_KEPT = frozenset({"sessions.session"})
# Rows read at a time; one at a time where a row may hold a whole file.
ROWS_AT_ONCE = 2000


def kept() -> tuple[type[models.Model], ...]:
    """Return the models whose tables a backup holds, those that are referred to first."""
    ordered: dict[type[models.Model], None] = {}
    every = {model for model in _every() if model._meta.label_lower not in NOT_KEPT}
    for model in sorted(every, key=lambda model: model._meta.label_lower):
        _place(model, among=every, ordered=ordered, above=frozenset())
    return tuple(ordered)


def not_kept() -> tuple[type[models.Model], ...]:
    """Return the models whose tables are emptied by a restore and not filled."""
    return tuple(model for model in _every() if model._meta.label_lower in NOT_KEPT)


def columns(model: type[models.Model]) -> tuple["models.Field[Any, Any]", ...]:
    """Return the fields that the model's own table has columns for, generated ones left out."""
    return tuple(field for field in model._meta.local_concrete_fields if not field.generated)


def lines(model: type[models.Model]) -> Iterator[bytes]:
    """Yield the rows of a table as lines of JSON, in the order of their key. One SQL query."""
    fields = columns(model)
    rows: models.QuerySet[Any, tuple[Any, ...]] = (
        models.QuerySet(model)
        .order_by(*(_bytewise(field) for field in model._meta.pk_fields))
        .values_list(*(field.attname for field in fields))
    )
    for row in rows.iterator(chunk_size=_at_once(fields)):
        values = {field.attname: _plain(value) for field, value in zip(fields, row, strict=True)}
        yield rules.canonical(values).encode() + b"\n"


def _every() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped
    ]


def _place(
    model: type[models.Model],
    *,
    among: set[type[models.Model]],
    ordered: dict[type[models.Model], None],
    above: frozenset[type[models.Model]],
) -> None:
    """Put what `model` refers to before it. Tables in a circle stay as they come: keys are
    checked when the whole is written."""
    if model in ordered or model in above or model not in among:
        return
    for field in model._meta.local_concrete_fields:
        if field.related_model:
            _place(field.related_model, among=among, ordered=ordered, above=above | {model})
    ordered[model] = None


def _bytewise(field: "models.Field[Any, Any]") -> Any:
    """Return how to order by `field` so that no language has a say in it."""
    target = field
    while isinstance(target, models.ForeignKey):
        target = target.target_field
    if connection.vendor == "postgresql" and isinstance(
        target, models.CharField | models.TextField
    ):
        return Collate(field.attname, "C")
    return field.attname


def _at_once(fields: tuple["models.Field[Any, Any]", ...]) -> int:
    return 1 if any(isinstance(field, models.BinaryField) for field in fields) else ROWS_AT_ONCE


def _plain(value: Any) -> Any:
    """Return a column's value as JSON has it, whichever database it came from."""
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    return _steady(value)


def _steady(value: Any) -> Any:
    """Return `value` with the numbers that PostgreSQL's JSON would give back in another form.

    It keeps digits, not floating point: 1e16 comes back as a whole number, -0.0 as 0.0.
    """
    if isinstance(value, dict):
        return {key: _steady(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_steady(inner) for inner in value]
    if isinstance(value, float) and value == 0:
        return 0.0
    if isinstance(value, float) and value.is_integer() and abs(value) >= 1e16:
        return int(value)
    return value
