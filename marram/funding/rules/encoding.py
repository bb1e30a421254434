"""A return as plain texts and back, without loss: for submissions, files and other systems."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from marram.funding.rules.values import ReturnValues


def plain(values: ReturnValues) -> dict[str, Any]:
    """Return a return as texts, numbers, lists and mappings; money as text, to the penny."""
    encoded = _encoded(values)
    assert isinstance(encoded, dict)
    return encoded


def read(kept: Mapping[str, Any]) -> ReturnValues:
    """Return the return that `plain` has written."""
    found = _decoded(ReturnValues, kept)
    assert isinstance(found, ReturnValues)
    return found


def digest(kept: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a plain return, the same however its keys are ordered."""
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _encoded(said: Any) -> Any:
    if dataclasses.is_dataclass(said):
        return {
            field.name: _encoded(getattr(said, field.name))
            for field in dataclasses.fields(said)
            if field.compare
        }
    if isinstance(said, tuple):
        return [_encoded(each) for each in said]
    if isinstance(said, Mapping):
        return {str(key): _encoded(each) for key, each in said.items()}
    if isinstance(said, Decimal):
        return f"{said.normalize():f}"
    return said.isoformat() if isinstance(said, date) else said


def _decoded(wanted: Any, kept: Any) -> Any:
    if kept is None:
        return None
    if isinstance(wanted, UnionType):
        wanted = next(each for each in get_args(wanted) if each is not type(None))
    if dataclasses.is_dataclass(wanted):
        hints = _hints(wanted)  # type: ignore[arg-type]
        return wanted(**{name: _decoded(hints[name], each) for name, each in kept.items()})  # type: ignore[operator]
    if get_origin(wanted) is tuple:
        return tuple(_decoded(get_args(wanted)[0], each) for each in kept)
    if get_origin(wanted) is Mapping:
        return {key: _decoded(get_args(wanted)[1], each) for key, each in kept.items()}
    if wanted is date:
        return date.fromisoformat(kept)
    return Decimal(kept) if wanted is Decimal else kept


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)
