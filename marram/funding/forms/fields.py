"""Boxes for money, shares, answers and the lists of a year's template."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from marram.design.forms import Input, Radios
from marram.funding.vocabulary import financial_year, labels


class ExactField(forms.Field):
    """A number with a fixed number of places, read as people type it: 1,250,000.50 or £16.04.

    Returns a Decimal, or None for an empty box.
    """

    def __init__(
        self,
        *,
        places: int = 2,
        least: int | None = 0,
        most: int = 10**11,
        prefix: str = "",
        suffix: str = "",
        **more: Any,
    ) -> None:
        super().__init__(
            widget=Input(width=10, prefix=prefix, suffix=suffix, attrs={"inputmode": "decimal"}),
            **more,
        )
        self.places, self.least, self.most = places, least, most

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").replace(",", "").replace("£", "").replace("%", "").strip()
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValidationError(f"{self.label} must be a number, like 1250000.50.") from None
        self._check(number)
        return Decimal(f"{number.normalize():f}")

    def _check(self, number: Decimal) -> None:
        if not number.is_finite() or abs(number) > self.most:
            raise ValidationError(f"{self.label} must be {self.most:,} or less.")
        if number != round(number, self.places):
            places = "decimal place" if self.places == 1 else "decimal places"
            raise ValidationError(f"{self.label} may have at most {self.places} {places}.")
        if self.least is not None and number < self.least:
            raise ValidationError(f"{self.label} must be {self.least} or more.")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")


def money(**more: Any) -> ExactField:
    """Return a box for pounds and pence."""
    return ExactField(places=2, prefix="£", required=False, **more)


def percentage(**more: Any) -> ExactField:
    """Return a box for a share in percent."""
    return ExactField(places=3, most=100, suffix="%", required=False, **more)


def yes_or_no(**more: Any) -> forms.TypedChoiceField:
    """Return radios for Yes and No; None while neither is chosen."""
    return forms.TypedChoiceField(
        choices=[("True", "Yes"), ("False", "No")],
        coerce=lambda said: said == "True",
        empty_value=None,
        required=False,
        widget=Radios(inline=True),
        **more,
    )


def choose(field: forms.Field, options: Mapping[str, str], now: str, year: int) -> None:
    """Fill a list; what is chosen now stays on offer, also where the year does not have it."""
    assert isinstance(field, forms.ChoiceField)
    strange = now and now not in options
    more = [(now, f"{now} (not in the list of {financial_year(year)})")] if strange else []
    field.choices = [("", "Choose"), *options.items(), *more]


def choose_of(field: forms.Field, name: str, now: str, year: int) -> None:
    """Fill a list with a code list of a year."""
    choose(field, labels(name, year), now, year)
