"""The form every room starts from, how it is printed, and the page it stands on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates

from marram.design import components
from marram.design.components import Component, ErrorSummary, Problem, Text
from marram.design.forms.printing import first_box_id


class Renderer(DjangoTemplates):
    """Prints every form, Django's own included, with our templates (setting FORM_RENDERER)."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"
    formset_template_name = "design/forms/formset.html"


class Form(forms.Form):
    """A form whose errors say what to do. A room's own `error_messages` come before ours.

    `marks_optional` adds "(optional)" to the labels of fields that may be left empty.
    """

    use_required_attribute = False
    marks_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = str(field.label or name.replace("_", " ").capitalize())
            field.label = label
            for code, sentence in sentences(field, label).items():
                if _is_django_default(field, code):
                    field.error_messages[code] = sentence


def sentences(field: forms.Field, label: str) -> dict[str, str]:
    """Return what to say for each kind of error in `field`, by Django's code."""
    spoken = {
        "required": _required(field, label),
        "max_length": f"{label} must be %(limit_value)d characters or fewer. "
        "You have written %(show_value)d.",
        "min_value": f"{label} must be %(limit_value)s or more.",
        "max_value": f"{label} must be %(limit_value)s or less.",
        "invalid_choice": f"{label}: choose one of the answers that are offered.",
    }
    if isinstance(field, forms.FileField):
        spoken |= {"empty": "The file is empty. Choose another file."}
    if isinstance(field, forms.EmailField):
        spoken |= {"invalid": f"{label} must look like name@example.org."}
    elif isinstance(field, (forms.DecimalField, forms.FloatField)):
        spoken |= {"invalid": f"{label} must be a number, like 12.5."}
    elif isinstance(field, forms.IntegerField):
        spoken |= {"invalid": f"{label} must be a whole number, like 12."}
    return spoken


def _required(field: forms.Field, label: str) -> str:
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    if isinstance(field, forms.FileField):
        return "Choose a file"
    verb = "Choose" if isinstance(field, forms.ChoiceField) else "Enter"
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}” to go on"
    return f"{verb} {_in_a_sentence(label)}"


def _in_a_sentence(label: str) -> str:
    """Return the label with a small first letter, unless it starts with an abbreviation."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _is_django_default(field: forms.Field, code: str) -> bool:
    """Tell whether nobody has chosen the words for `code`."""
    for kind in type(field).__mro__:
        defaults = vars(kind).get("default_error_messages", {})
        if code in defaults:
            return str(field.error_messages.get(code)) == str(defaults[code])
    return code not in field.error_messages


def error_summary(*filled: forms.BaseForm) -> ErrorSummary | None:
    """Return everything that is wrong with the forms, or None when nothing is."""
    problems = tuple(problem for form in filled for problem in _problems(form))
    return ErrorSummary(problems) if problems else None


def _problems(form: forms.BaseForm) -> Iterable[Problem]:
    for name, errors in form.errors.items():
        linked = name in form.fields and not form[name].is_hidden
        url = f"#{first_box_id(form[name])}" if linked else ""
        yield from (Problem(str(error), url) for error in errors)


@dataclass(frozen=True)
class FormPage:
    """A page with one form on it, for `design/form_page.html`.

    `above` and `below` stand in the form, so that the boxes within them are sent with it (a
    Conflict, say). With `autosave_url` the form saves itself while it is filled in.
    """

    title: str
    caption: str = ""
    lead: Text = ""
    button: str = "Save"
    button_style: str = ""
    action: str = ""
    cancel_url: str = ""
    breadcrumbs: components.Breadcrumbs | components.BackLink | None = None
    above: tuple[Component, ...] = ()
    below: tuple[Component, ...] = ()
    autosave_url: str = ""

    @property
    def buttons(self) -> components.ButtonGroup:
        save = components.Button(self.button, style=self.button_style, prevent_double_click=True)
        cancel = (components.Link("Cancel", self.cancel_url),) if self.cancel_url else ()
        return components.ButtonGroup((save, *cancel))
