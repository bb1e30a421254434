"""What templates of components need beyond the tags of Django."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

from marram.design import forms
from marram.design.components.base import Component, is_markup
from marram.design.components.navigation import Shell


register = template.Library()


@register.filter
def attributes(names: Mapping[str, Any]) -> SafeString | str:
    """Print ` name="value"` for each; True prints the name alone, None and False nothing."""
    return flatatt(dict(names)) if names else ""


@register.filter
def markup(text: object) -> bool:
    """Tell whether `text` brings its own elements."""
    return is_markup(text)


@register.filter
def or_bare(shell: object) -> Shell:
    """Return the shell of the page, or a bare one when nobody has given one."""
    return shell if isinstance(shell, Shell) else Shell()


@register.filter
def component(field: BoundField) -> Component | SafeString:
    """Return what prints a field of a form: its label, hint, error and control."""
    return forms.component(field)


@register.filter
def fields(form: BaseForm) -> SafeString:
    """Print the fields of a form without its error summary, which stands at the top of the page."""
    return form.render("design/forms/fields.html")


@register.filter
def error_summary(form: "BaseForm | BaseFormSet[Any] | None") -> Component | str:
    """Print what is wrong with a form, or with all forms of a set; nothing if all is well."""
    if not form:
        return ""
    every = form.forms if isinstance(form, BaseFormSet) else (form,)
    return forms.error_summary(*every) or ""
