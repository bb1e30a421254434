"""Exact decimal numbers, kept as whole numbers of their smallest part.

SQLite has no decimal type: it would keep £0.10 as the nearest binary fraction, and add up such
fractions. A column of whole pence adds up to the penny on every database.
"""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models


if TYPE_CHECKING:
    _Whole = models.BigIntegerField[Any, Any]
else:
    _Whole = models.BigIntegerField


class Exact(_Whole):
    """A decimal with a fixed number of places; sums and comparisons in SQL are exact too.

    Raises: ValueError, on saving, for a number with more places or that is no finite number.
    """

    def __init__(self, *args: Any, places: int = 2, **kwargs: Any) -> None:
        self.places = places
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "places": self.places}

    def from_db_value(self, value: Any, *_: Any) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-self.places)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return Decimal(str(value))
        except InvalidOperation as wrong:
            raise ValidationError(f"{value!r} is not a number.") from wrong

    def get_prep_value(self, value: Any) -> int | None:
        number = self.to_python(value)
        if number is None:
            return None
        parts = number.scaleb(self.places) if number.is_finite() else number
        if not parts.is_finite() or parts != parts.to_integral_value():
            raise ValueError(f"{self.name} takes {self.places} decimal places; got {number}")
        return int(parts)


def money(**more: Any) -> Exact:
    """A column of pounds and pence."""
    return Exact(places=2, **more)


def share(**more: Any) -> Exact:
    """A column of percentages, to a thousandth."""
    return Exact(places=3, **more)
