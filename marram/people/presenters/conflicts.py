"""Two texts of one record side by side, and the form that the choice between them makes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from marram.design.components import Clash, Component, Conflict
from marram.design.forms import DateField
from marram.people.presenters.words import day, listed


def side_by_side(form: forms.Form, theirs: Mapping[str, str]) -> tuple[Component, ...]:
    """Return the fields in which what was typed differs from what stands now, if any."""
    typed = form.cleaned_data
    pairs = [
        (name, _said(form.fields[name], now), _said(form.fields[name], typed.get(name)))
        for name, now in theirs.items()
        if name in form.fields
    ]
    clashes = tuple(
        Clash(name=name, label=str(form.fields[name].label), theirs=now, yours=yours)
        for name, now, yours in pairs
        if now != yours
    )
    return (Conflict(clashes),) if clashes else ()


def settled(typed: QueryDict, form: forms.Form) -> QueryDict:
    """Return what was typed, with their text wherever it was chosen over one's own.

    `form` is an empty form of the same kind: it knows the answers behind the words.
    """
    merged = typed.copy()
    for name, field in form.fields.items():
        if typed.get(f"keep-{name}") == "theirs":
            _put(merged, name, field, typed.get(f"theirs-{name}", ""))
    return merged


def _said(field: forms.Field, value: Any) -> str:
    """Return a value in the words that the form has for it."""
    if isinstance(value, list):
        return listed(value)
    if isinstance(value, date):
        return day(value)
    text = "" if value is None else str(value)
    if isinstance(field, forms.ChoiceField):
        return dict(_answers(field)).get(text, text) if text else ""
    if isinstance(field, DateField) and text:
        return day(date.fromisoformat(text))
    return text


def _put(merged: QueryDict, name: str, field: forms.Field, text: str) -> None:
    """Put their text where the form looks for it."""
    if isinstance(field, forms.ChoiceField):
        merged[name] = {said: answer for answer, said in _answers(field)}.get(text, text)
    elif isinstance(field, DateField):
        parts = text.split(" ") if text else ["", "", ""]
        for part, written in zip(("day", "month", "year"), parts, strict=True):
            merged[f"{name}-{part}"] = written
    else:
        merged[name] = text


def _answers(field: forms.ChoiceField) -> list[tuple[str, str]]:
    return [(str(answer), str(said)) for answer, said in field.choices]  # type: ignore[misc, union-attr]
