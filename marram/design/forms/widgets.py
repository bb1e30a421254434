"""Widgets that know more than Django's: widths, units, hints beside each answer, words left."""

from collections.abc import Mapping
from typing import Any

from django import forms

from marram.design.components.base import Text


class Input(forms.TextInput):
    """A box of one line. `width` is the number of characters it should look made for."""

    def __init__(
        self,
        *,
        width: int | None = None,
        prefix: str = "",
        suffix: str = "",
        attrs: Mapping[str, Any] | None = None,
    ) -> None:
        width_class = {"class": f"govuk-input--width-{width}"} if width else {}
        super().__init__({**width_class, **(attrs or {})})
        self.prefix = prefix
        self.suffix = suffix


class Textarea(forms.Textarea):
    """A box of several lines; `max_words` counts words instead of the field's characters."""

    def __init__(
        self,
        *,
        rows: int = 5,
        max_words: int | None = None,
        threshold: int | None = None,
        attrs: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__({"rows": rows, **(attrs or {})})
        self.max_words = max_words
        self.threshold = threshold


class Radios(forms.RadioSelect):
    """Radios with a hint under some of them; `hints` is keyed by the value of the answer.

    `inline` is for two short answers, `small` for pages with little room.
    """

    def __init__(
        self,
        *,
        hints: Mapping[str, Text] | None = None,
        inline: bool = False,
        small: bool = False,
        attrs: Mapping[str, Any] | None = None,
    ) -> None:
        classes = " ".join(
            name
            for name, wanted in (("govuk-radios--inline", inline), ("govuk-radios--small", small))
            if wanted
        )
        super().__init__({**({"class": classes} if classes else {}), **(attrs or {})})
        self.hints = dict(hints or {})


class Checkboxes(forms.CheckboxSelectMultiple):
    """Checkboxes with a hint under some of them; `hints` is keyed by the value of the answer."""

    def __init__(
        self,
        *,
        hints: Mapping[str, Text] | None = None,
        small: bool = False,
        attrs: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(
            {**({"class": "govuk-checkboxes--small"} if small else {}), **(attrs or {})}
        )
        self.hints = dict(hints or {})
