"""Kinds of answer that several forms of the board ask for."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from django import forms

from marram.design.forms import Input, Radios, Textarea


Choices = Sequence[tuple[str, str]]


class YesNo(forms.TypedChoiceField):
    """A question with two answers, side by side."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            choices=[("yes", "Yes"), ("no", "No")],
            coerce=lambda answer: answer == "yes",
            widget=Radios(inline=True),
            **more,
        )


class TimeOfDay(forms.TimeField):
    """A time, as people write it: 10:30 or 10.30."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%H.%M"],
            required=False,
            widget=Input(width=5),
            help_text="For example, 10:30",
            error_messages={"invalid": "Write the time like 10:30."},
            **more,
        )


class Reason(forms.CharField):
    """A sentence that says why."""

    def __init__(self, *, label: str, **more: Any) -> None:
        super().__init__(label=label, max_length=2000, widget=Textarea(rows=3), **more)


def seen_version() -> forms.IntegerField:
    """Return the field that carries the version the person had before them."""
    return forms.IntegerField(widget=forms.HiddenInput, required=False)


def words(kinds: type[StrEnum], *, empty: str = "") -> list[tuple[str, str]]:
    """Return the words of an enum as choices, with a capital."""
    every = [(kind.value, kind.value[0].upper() + kind.value[1:]) for kind in kinds]
    return [("", empty), *every] if empty else every


def offer(form: forms.BaseForm, name: str, choices: Choices, *, empty: str = "") -> None:
    """Let a field be answered with these choices, or with nothing where `empty` says so."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", empty), *choices] if empty else list(choices)
