"""What templates of components need beyond the tags of Django."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

from marram.design.components.base import is_markup


register = template.Library()


@register.filter
def attributes(names: Mapping[str, Any]) -> SafeString | str:
    """Print ` name="value"` for each; True prints the name alone, None and False nothing."""
    return flatatt(dict(names)) if names else ""


@register.filter
def markup(text: object) -> bool:
    """Tell whether `text` brings its own elements."""
    return is_markup(text)
