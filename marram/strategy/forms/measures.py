"""Which measures show how an action or a statement fares."""

from collections.abc import Mapping
from typing import Any

from django import forms

from marram.design.forms import Form


class MeasuresForm(Form):
    """A measure to name, or one to take off."""

    marks_optional = False

    add = forms.ChoiceField(required=False, label="Name a measure")
    remove = forms.ChoiceField(required=False, label="Take one off")

    def __init__(
        self, *filled: Any, named: Mapping[str, str], others: Mapping[str, str], **more: Any
    ) -> None:
        super().__init__(*filled, **more)
        nothing = [("", "Nothing")]
        self.fields["add"].choices = nothing + list(others.items())  # type: ignore[attr-defined]
        self.fields["remove"].choices = nothing + list(named.items())  # type: ignore[attr-defined]
        if not named:
            del self.fields["remove"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if self.errors or typed.get("add") or typed.get("remove"):
            return typed
        raise forms.ValidationError("Choose a measure to name, or one to take off.")
