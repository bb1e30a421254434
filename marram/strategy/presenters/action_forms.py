"""An action's form when two people changed it: what was typed, what was saved, what to choose."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from marram.design.components import Clash, Conflict
from marram.design.forms import FormPage
from marram.foundation import verdicts
from marram.strategy.forms.plans import ActionForm


# What an action of this room calls a field, where the form has another word.
NAMES = {"needs": "needs_code"}


def changed(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that say something else than when the page was opened.

    A timescale and its day go together: who changes one has seen both.
    """
    base = typed.get("base") or {}
    fields = {
        name: value
        for name, value in typed.items()
        if name not in ("base", "seen_version") and _text(value) != base.get(name, "")
    }
    if fields.keys() & {"timescale", "due_on"}:
        fields |= {"timescale": typed["timescale"], "due_on": typed["due_on"]}
    return fields


def clashes(typed: Mapping[str, Any], moved_on: verdicts.Conflict) -> tuple[Clash, ...]:
    """Return the fields that both changed, and differently."""
    base = typed.get("base") or {}
    return tuple(
        Clash(name, _label(name), theirs=moved_on.theirs[name], yours=_text(value))
        for name, value in changed(typed).items()
        if name in moved_on.theirs
        and moved_on.theirs[name] not in (_text(value), base.get(name, ""))
    )


def moved_on(
    form: ActionForm, conflict: verdicts.Conflict, page: FormPage
) -> tuple[ActionForm, FormPage]:
    """Return the form with what was typed, ready to be saved over the version that stands now."""
    both = clashes(form.cleaned_data, conflict)
    base = {**(form.cleaned_data.get("base") or {}), **conflict.theirs}
    typed = {name: value for name, value in form.cleaned_data.items() if name != "base"}
    again = ActionForm(initial={**typed, "seen_version": conflict.version, "base": base})
    return again, replace(page, above=(Conflict(both),))


def chosen(posted: QueryDict) -> QueryDict:
    """Return what was posted, with their text in each field where theirs was chosen."""
    kept = posted.copy()
    for name in posted:
        field = name.removeprefix("keep-")
        if field != name and posted[name] == "theirs":
            kept[field] = posted.get(f"theirs-{field}", "")
            for part in ("day", "month", "year"):
                kept.pop(f"{field}-{part}", None)
    return kept


def named(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed under the names that the room's actions know."""
    return {NAMES.get(name, name): value for name, value in typed.items()}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _label(name: str) -> str:
    label = ActionForm.base_fields[name].label
    return str(label or name.replace("_", " ").capitalize())
