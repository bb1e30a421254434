"""The boxes and the form that all money beside the pooled fund is typed into."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.text import slugify

from marram.design.forms import Form, Input, Textarea


AFTER = "If it ends on 31 March 2027, enter 1 4 2027."
NONE_LISTED = ("", "None of those listed")


def words(label: str, *, required: bool = False, longest: int = 200, **more: Any) -> Any:
    return forms.CharField(label=label, required=required, max_length=longest, **more)


def lines(label: str, *, required: bool = False, rows: int = 3, **more: Any) -> Any:
    return forms.CharField(
        label=label, required=required, max_length=4000, widget=Textarea(rows=rows), **more
    )


def source() -> Any:
    return words("Where this is written", longest=500)


def one_of(kind: type[StrEnum], label: str, **more: Any) -> Any:
    chosen = [(each.value, each.value.capitalize()) for each in kind]
    return forms.ChoiceField(label=label, choices=chosen, **more)


def whole(label: str, *, least: int = 1, most: int = 9_999_999, **more: Any) -> Any:
    return forms.IntegerField(
        label=label, required=False, min_value=least, max_value=most, widget=Input(width=10), **more
    )


class Kept(Form):
    """A form that remembers which version of the record it was filled in from."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def offer(self, name: str, named: Mapping[str, str]) -> None:
        """Let one of these be chosen, or none."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [NONE_LISTED, *named.items()]

    def said(self) -> dict[str, Any]:
        """Return what was typed as the action takes it: no choice is None."""
        chosen = {
            name
            for name, field in self.fields.items()
            if isinstance(field, forms.ChoiceField) and not field.required
        }
        return {
            name: None if name in chosen and value == "" else value
            for name, value in self.cleaned_data.items()
            if name != "seen_version"
        }

    @property
    def version(self) -> int:
        return self.cleaned_data.get("seen_version") or 0

    def slug(self, *names: str) -> str:
        """Return a short name for a new record, made of what was typed into some boxes."""
        return slugify(" ".join(str(self.cleaned_data[name] or "") for name in names))[:60]
