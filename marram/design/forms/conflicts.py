"""Two texts of one record side by side, and what somebody chose between them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from marram.design.components.records import Clash, Conflict
from marram.design.forms.dates import PARTS, DateField
from marram.foundation import verdicts


def conflict_shown(
    found: verdicts.Conflict, form: forms.BaseForm, *, labels: Mapping[str, str] | None = None
) -> Conflict:
    """Return their text and yours for each field in which they differ, in the form's words.

    Their text is by the names of the form's fields, as the form would send it: a day as
    2025-03-31, a choice by its answer. `labels` name the fields; else the form's own labels do.
    """
    clashes = (
        _clash(form, name, _sent(now), {**_labels(form), **(labels or {})})
        for name, now in found.theirs.items()
    )
    differing = tuple(each for each in clashes if each.theirs.strip() != each.yours.strip())
    return Conflict(differing, version=found.version)


def settled(typed: QueryDict) -> QueryDict:
    """Return what was typed, with their text wherever “Keep theirs” was chosen."""
    merged = typed.copy()
    for choice, kept in typed.items():
        name = choice.removeprefix("keep-")
        if name != choice and kept == "theirs":
            merged[name] = typed.get(f"theirs-{name}", "")
            for part in PARTS:
                merged.pop(f"{name}-{part}", None)
    return merged


def _clash(form: forms.BaseForm, name: str, now: str, labels: Mapping[str, str]) -> Clash:
    field = form.fields.get(name)
    return Clash(
        name=name,
        label=labels.get(name, name.replace("_", " ").capitalize()),
        theirs=_said(field, now),
        yours=_said(field, _typed(form, name)),
        answer=now,
    )


def _labels(form: forms.BaseForm) -> dict[str, str]:
    return {name: str(form[name].label) for name in form.fields}


def _typed(form: forms.BaseForm, name: str) -> str:
    cleaned = getattr(form, "cleaned_data", {})
    return _sent(cleaned[name] if name in cleaned else form.data.get(name))


def _sent(value: Any) -> str:
    """Return a value as the form would send it."""
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


def _said(field: forms.Field | None, text: str) -> str:
    """Return what a form sends in the words that the form has for it."""
    if isinstance(field, DateField) and text:
        on = date.fromisoformat(text)
        return f"{on.day} {on:%B %Y}"
    if isinstance(field, forms.ChoiceField) and text:
        answers: Any = field.choices
        return {str(answer): str(said) for answer, said in answers}.get(text, text)
    return text
