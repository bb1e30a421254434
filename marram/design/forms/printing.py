"""From a field of Django to the component that prints it: one function a kind of widget."""

from functools import singledispatch
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import ChoiceWidget, Input
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from marram.design import components
from marram.design.forms import dates


# The browser must not cut off or refuse what is typed: we answer in a sentence beside the box.
NOT_PRINTED = {"class", "maxlength", "minlength", "required", "rows", "cols", "autocomplete"}


def component(bound: BoundField) -> components.Component | SafeString:
    """Return what prints `bound`: its label, hint, error and control."""
    widget = bound.field.widget
    if widget.is_hidden:
        return SafeString(bound.as_widget())
    return printed(widget, bound)


@singledispatch
def printed(widget: forms.Widget, bound: BoundField) -> components.Component:
    """Return the component for `widget`.

    Raises: TypeError when no component is known for its kind.
    """
    raise TypeError(f"no component prints {type(widget).__name__} (field {bound.name!r})")


@printed.register
def _input(widget: Input, bound: BoundField) -> components.Component:
    number = isinstance(widget, forms.NumberInput)
    return components.Input(
        **_labelled(bound),
        value=_text(bound) or None,
        kind="text" if number else widget.input_type or "text",
        inputmode=_inputmode(bound.field),
        spellcheck=False if isinstance(widget, (forms.EmailInput, forms.URLInput)) else None,
        autocomplete=widget.attrs.get("autocomplete"),
        prefix=_affix(getattr(widget, "prefix", "")),
        suffix=_affix(getattr(widget, "suffix", "")),
    )


@printed.register
def _password(widget: forms.PasswordInput, bound: BoundField) -> components.Component:
    return components.PasswordInput(
        **_labelled(bound),
        value=_text(bound) if widget.render_value else None,
        autocomplete=str(widget.attrs.get("autocomplete", "current-password")),
    )


@printed.register
def _textarea(widget: forms.Textarea, bound: BoundField) -> components.Component:
    rows = int(widget.attrs.get("rows", 5))
    max_words = getattr(widget, "max_words", None)
    max_length = max_words or getattr(bound.field, "max_length", None)
    if not max_length:
        return components.Textarea(**_labelled(bound), value=_text(bound), rows=rows)
    return components.CharacterCount(
        **_labelled(bound),
        value=_text(bound),
        rows=rows,
        max_length=max_length,
        counts="words" if max_words else "",
        threshold=getattr(widget, "threshold", None),
    )


@printed.register
def _select(widget: forms.Select, bound: BoundField) -> components.Component:
    chosen = _values(bound)
    options = tuple(
        components.Option(str(text), str(value), selected=str(value) in chosen)
        for value, text in _flat(widget.choices)
    )
    return components.Select(**_labelled(bound), options=options)


@printed.register
def _radios(widget: forms.RadioSelect, bound: BoundField) -> components.Component:
    return components.Radios(**_grouped(bound), choices=_choices(widget, bound), value=None)


@printed.register(forms.CheckboxSelectMultiple)
@printed.register(forms.SelectMultiple)
def _checkboxes(widget: ChoiceWidget, bound: BoundField) -> components.Component:
    hint = bound.help_text or "Select all that apply"
    return components.Checkboxes(
        **{**_grouped(bound), "hint": hint}, choices=_choices(widget, bound)
    )


@printed.register
def _checkbox(widget: forms.CheckboxInput, bound: BoundField) -> components.Component:
    choice = components.Choice(
        "on", str(bound.label), hint=str(bound.help_text), checked=bool(bound.value())
    )
    return components.Checkboxes(
        **{**_common(bound), "hint": "", "classes": _classes(bound)}, choices=(choice,)
    )


@printed.register
def _file(widget: forms.FileInput, bound: BoundField) -> components.Component:
    return components.FileUpload(**_labelled(bound), multiple=widget.allow_multiple_selected)


@printed.register
def _date(widget: dates.DateInput, bound: BoundField) -> components.Component:
    codes = {error.code for error in bound.errors.as_data()}
    words = dates.typed(bound.value())
    parts = tuple(
        components.DatePart(
            part,
            label=part.capitalize(),
            error=part in codes or None,
            element_id=f"{_element_id(bound)}-{part}",
        )
        for part in dates.PARTS
    )
    return components.DateInput(
        **{**_grouped(bound), "hint": bound.help_text or "For example, 31 3 2026"},
        name_prefix=bound.html_name,
        parts=parts,
        value=tuple(words),
    )


def first_box_id(bound: BoundField) -> str:
    """Return the id that an error summary links to: the first box of the field that is wrong."""
    if not isinstance(bound.field.widget, dates.DateInput):
        return _element_id(bound)
    codes = [error.code for error in bound.errors.as_data()]
    part = next((code for code in codes if code in dates.PARTS), "day")
    return f"{_element_id(bound)}-{part}"


def _element_id(bound: BoundField) -> str:
    return str(bound.field.widget.attrs.get("id") or bound.auto_id or bound.html_name)


def _common(bound: BoundField) -> dict[str, Any]:
    """Return what every field component takes."""
    return {
        "name": bound.html_name,
        "element_id": _element_id(bound),
        "hint": str(bound.help_text),
        "error": format_html_join(SafeString("<br>"), "{}", ((each,) for each in bound.errors)),
        "disabled": bound.field.disabled,
    }


def _labelled(bound: BoundField) -> dict[str, Any]:
    """Return what a field of one box takes."""
    return {
        **_common(bound),
        "label": components.Label(shown_label(bound), classes="govuk-label--s"),
        "classes": _classes(bound),
        "attributes": _attributes(bound),
    }


def _grouped(bound: BoundField) -> dict[str, Any]:
    """Return what a field of several boxes takes."""
    legend = components.Fieldset(shown_label(bound), legend_classes="govuk-fieldset__legend--s")
    return {**_common(bound), "legend": legend, "classes": _classes(bound)}


def shown_label(bound: BoundField) -> str:
    """Return the label, which says when a field may be left empty."""
    optional = not bound.field.required and getattr(bound.form, "marks_optional", True)
    return f"{bound.label} (optional)" if optional else str(bound.label)


def _classes(bound: BoundField) -> str:
    return str(bound.field.widget.attrs.get("class", ""))


def _attributes(bound: BoundField) -> dict[str, Any]:
    attrs = bound.field.widget.attrs
    return {name: value for name, value in attrs.items() if name not in NOT_PRINTED}


def _text(bound: BoundField) -> str:
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)


def _values(bound: BoundField) -> list[str]:
    return [str(value) for value in bound.field.widget.format_value(bound.value())]


def _choices(widget: ChoiceWidget, bound: BoundField) -> tuple[components.Choice, ...]:
    chosen = _values(bound)
    hints = getattr(widget, "hints", {})
    return tuple(
        components.Choice(
            str(value), text, hint=hints.get(str(value), ""), checked=str(value) in chosen
        )
        for value, text in _flat(widget.choices)
        if str(value)
    )


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Return the choices with those of groups in line with the others."""
    flat: list[tuple[Any, Any]] = []
    for value, text in choices:
        flat += text if isinstance(text, (list, tuple)) else [(value, text)]
    return flat


def _inputmode(field: forms.Field) -> str | None:
    if isinstance(field, (forms.DecimalField, forms.FloatField)):
        return "decimal"
    return "numeric" if isinstance(field, forms.IntegerField) else None


def _affix(text: str) -> components.Affix | None:
    return components.Affix(text) if text else None
