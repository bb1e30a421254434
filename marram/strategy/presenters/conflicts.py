"""Two texts side by side when somebody else was first."""

from collections.abc import Mapping

from django.forms import BaseForm

from marram.design.components import Clash, Conflict
from marram.foundation import verdicts


def shown(
    found: verdicts.Conflict, form: BaseForm, *, labels: Mapping[str, str] | None = None
) -> Conflict:
    """Return their text and yours for each field in which they differ.

    `labels` name the fields; without them the form's own labels do.
    """
    yours = {name: _typed(form, name) for name in found.theirs}
    return Conflict(
        clashes=tuple(
            Clash(name=name, label=_label(form, name, labels), theirs=theirs, yours=yours[name])
            for name, theirs in found.theirs.items()
            if theirs.strip() != yours[name].strip()
        ),
        version=found.version,
    )


def _label(form: BaseForm, name: str, labels: Mapping[str, str] | None) -> str:
    if labels and name in labels:
        return labels[name]
    return str(form[name].label) if name in form.fields else name.replace("_", " ").capitalize()


def _typed(form: BaseForm, name: str) -> str:
    """Return what was typed, as text; a date in its ISO form."""
    if name in form.fields and name in getattr(form, "cleaned_data", {}):
        value = form.cleaned_data[name]
        return "" if value is None else str(value)
    return str(form.data.get(name, ""))
