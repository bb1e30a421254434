"""A component is a frozen dataclass with a template: {{ tag }} in a page prints it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar, TypeAlias

from django.template import Context, Engine, Template
from django.utils.safestring import SafeString


# True prints the name alone; False and None print nothing.
Attributes: TypeAlias = Mapping[str, Any]


@cache
def _template(name: str) -> Template:
    return Engine.get_default().get_template(name)


def printed(template_name: str, component: object) -> SafeString:
    """Return the template as markup, with `component` as its `self`."""
    return _template(template_name).render(Context({"self": component}))


@dataclass(frozen=True, kw_only=True)
class Component:
    """Something that can be printed on a page or in a pack.

    `classes` are added to the outermost element (for a field, to the control), and so are
    `attributes`.
    """

    classes: str = ""
    attributes: Attributes = field(default_factory=dict)
    template_name: ClassVar[str]

    def __html__(self) -> SafeString:
        """Return the component as markup."""
        return printed(self.template_name, self)

    __str__ = __html__


# Plain text is escaped when printed; a SafeString or a component is markup and is printed as it is.
Text: TypeAlias = str | Component


def is_markup(text: object) -> bool:
    """Tell whether `text` brings its own elements, so that it needs no paragraph around it."""
    return isinstance(text, (SafeString, Component))


def wording_attributes(wording: Mapping[str, str | Mapping[str, str]]) -> dict[str, str]:
    """Return the `data-i18n` attributes that give a script its own words.

    >>> wording_attributes({"show-section": "Open", "files": {"one": "%{count} file"}})
    {'data-i18n.show-section': 'Open', 'data-i18n.files.one': '%{count} file'}
    """
    attributes: dict[str, str] = {}
    for key, words in wording.items():
        if isinstance(words, str):
            attributes[f"data-i18n.{key}"] = words
        else:
            attributes |= {f"data-i18n.{key}.{count}": each for count, each in words.items()}
    return attributes


def joined(*words: str) -> str:
    """Return the words that are not empty, with one space between, as for `class` and `aria-*`.

    >>> joined("govuk-tag", "", "govuk-tag--red")
    'govuk-tag govuk-tag--red'
    """
    return " ".join(word for word in words if word)
