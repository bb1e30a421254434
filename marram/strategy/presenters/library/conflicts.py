"""Two texts of one record side by side, and the form that the choice between them makes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from marram.design.components import Clash, Conflict
from marram.design.forms import DateField
from marram.strategy.presenters import words


def side_by_side(form: forms.Form, theirs: Mapping[str, Any]) -> Conflict | None:
    """Return the fields where what was typed differs from what stands now; None if none does."""
    clashes = tuple(
        Clash(name=name, label=str(form.fields[name].label), theirs=now, yours=yours)
        for name, now, yours in _pairs(form, theirs)
        if now != yours
    )
    return Conflict(clashes) if clashes else None


def settled(typed: QueryDict, form: forms.Form) -> QueryDict:
    """Return what was typed, with their text wherever it was chosen over one's own.

    `form` is an empty form of the same kind: it knows the answers behind the words.
    """
    chosen = [name for name in form.fields if typed.get(f"keep-{name}") == "theirs"]
    if not chosen:
        return typed
    merged = typed.copy()
    for name in chosen:
        _put(merged, name, form.fields[name], typed.get(f"theirs-{name}", ""))
    return merged


def _pairs(form: forms.Form, theirs: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (name, _said(form.fields[name], now), _said(form.fields[name], form.cleaned_data.get(name)))
        for name, now in theirs.items()
        if name in form.fields
    ]


def _said(field: forms.Field, value: Any) -> str:
    """Return a value in the words that the form has for it."""
    text = "" if value is None else str(value)
    if isinstance(field, forms.ChoiceField):
        return dict(_answers(field)).get(text, text)
    if isinstance(field, DateField) and text:
        return words.day(date.fromisoformat(text))
    return text


def _put(merged: QueryDict, name: str, field: forms.Field, text: str) -> None:
    """Put their text where the form looks for it."""
    if isinstance(field, forms.ChoiceField):
        merged[name] = {said: answer for answer, said in _answers(field)}.get(text, text)
    elif isinstance(field, DateField):
        day, month, year = text.split(" ") if text else ["", "", ""]
        for part, written in (("day", day), ("month", month), ("year", year)):
            merged[f"{name}-{part}"] = written
    else:
        merged[name] = text


def _answers(field: forms.ChoiceField) -> list[tuple[str, str]]:
    return [(str(answer), str(said)) for answer, said in field.choices]  # type: ignore[misc, union-attr]
