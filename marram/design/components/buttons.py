"""What people press: buttons and links."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.text import slugify

from marram.design.components.base import Component, Text, is_markup


@dataclass(frozen=True)
class Link(Component):
    """A link in running text; `hidden_text` ends it for those who hear links out of context."""

    text: Text
    url: str
    hidden_text: str = ""
    template_name: ClassVar[str] = "design/components/link.html"


@dataclass(frozen=True)
class Button(Component):
    """A button, or a link that looks like one when it has a `url`.

    A button that may not be pressed says why: give the sentence as `reason_not`.
    """

    text: Text
    url: str = ""
    style: str = ""
    kind: str = "submit"
    name: str = ""
    value: str = ""
    start: bool = False
    disabled: bool = False
    reason_not: str = ""
    prevent_double_click: bool | None = None
    element_id: str = ""
    template_name: ClassVar[str] = "design/components/button.html"

    @property
    def wrapped(self) -> bool:
        """Start buttons are flex boxes, which drop the spaces between the elements within."""
        return self.start and is_markup(self.text)

    @property
    def reason_id(self) -> str:
        return f"{self.element_id or self.name or slugify(str(self.text))}-reason"


@dataclass(frozen=True)
class ButtonGroup(Component):
    """Buttons and links side by side."""

    buttons: tuple[Button | Link, ...]
    template_name: ClassVar[str] = "design/components/button_group.html"
