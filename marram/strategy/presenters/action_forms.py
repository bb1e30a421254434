"""An action's form when two people changed it: what was typed, what was saved, what to choose."""

from collections.abc import Mapping
from typing import Any

from marram.design.components import Clash
from marram.foundation import verdicts


# What an action of this room calls a field, where the form has another word.
NAMES = {"needs": "needs_code"}
LABELS = {"what": "What will be done", "leads": "Who leads", "section": "Heading"}


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
        Clash(
            name,
            LABELS.get(name, name.replace("_", " ").capitalize()),
            theirs=moved_on.theirs[name],
            yours=_text(value),
        )
        for name, value in changed(typed).items()
        if name in moved_on.theirs
        and moved_on.theirs[name] not in (_text(value), base.get(name, ""))
    )


def over_theirs(typed: Mapping[str, Any], conflict: verdicts.Conflict) -> dict[str, Any]:
    """Return what was typed, ready to be saved over the version that stands now."""
    base = {**(typed.get("base") or {}), **conflict.theirs}
    return {**typed, "seen_version": conflict.version, "base": base}


def named(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed under the names that the room's actions know."""
    return {NAMES.get(name, name): value for name, value in typed.items()}


def _text(value: Any) -> str:
    return "" if value is None else str(value)
