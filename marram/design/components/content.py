"""Words set apart: tags, panels, banners, details and notices."""

from dataclasses import dataclass
from typing import ClassVar

from marram.design.components.base import Attributes, Component, Text, wording_attributes
from marram.design.components.buttons import Button, Link


@dataclass(frozen=True)
class Tag(Component):
    """A short state beside a thing. `tone` is grey, green, teal, blue, purple, red, orange..."""

    text: Text
    tone: str = ""
    template_name: ClassVar[str] = "design/components/tag.html"


@dataclass(frozen=True)
class InsetText(Component):
    """A passage set apart from those around it, such as a quotation."""

    text: Text
    element_id: str = ""
    template_name: ClassVar[str] = "design/components/inset_text.html"


@dataclass(frozen=True)
class WarningText(Component):
    """A warning of something important; `spoken` is read out in place of the "!"."""

    text: Text
    spoken: str = "Warning"
    template_name: ClassVar[str] = "design/components/warning_text.html"


@dataclass(frozen=True)
class Details(Component):
    """Words that open when somebody asks for them."""

    summary: Text
    text: Text
    opened: bool = False
    element_id: str = ""
    template_name: ClassVar[str] = "design/components/details.html"


@dataclass(frozen=True)
class NotificationBanner(Component):
    """What the reader must know first; `success=True` says that what they did has worked."""

    text: Text
    success: bool = False
    title: Text = ""
    title_id: str = "govuk-notification-banner-title"
    heading_level: int = 2
    role: str = ""
    auto_focus: bool | None = None
    template_name: ClassVar[str] = "design/components/notification_banner.html"

    @property
    def shown_title(self) -> Text:
        return self.title or ("Success" if self.success else "Important")

    @property
    def shown_role(self) -> str:
        return self.role or ("alert" if self.success else "region")


@dataclass(frozen=True)
class Panel(Component):
    """The end of a job that is done, or (`interruption`) a pause before it goes on."""

    title: Text
    text: Text = ""
    heading_level: int = 1
    interruption: bool = False
    actions: tuple[Button | Link, ...] = ()
    actions_classes: str = ""
    actions_attributes: Attributes | None = None
    template_name: ClassVar[str] = "design/components/panel.html"


@dataclass(frozen=True)
class PhaseBanner(Component):
    """How finished the service is, and where to say what is wrong with it."""

    phase: Text
    text: Text
    phase_classes: str = ""
    template_name: ClassVar[str] = "design/components/phase_banner.html"

    @property
    def tag(self) -> Tag:
        classes = f"govuk-phase-banner__content__tag {self.phase_classes}".strip()
        return Tag(self.phase, classes=classes)


@dataclass(frozen=True)
class Tab:
    """One tab: the label to press and what it opens."""

    label: str
    panel: Text
    element_id: str = ""
    attributes: Attributes | None = None
    panel_attributes: Attributes | None = None


@dataclass(frozen=True)
class Tabs(Component):
    """Several views of one thing, one at a time; without JavaScript one under another."""

    tabs: tuple[Tab, ...]
    title: str = "Contents"
    element_id: str = ""
    id_prefix: str = ""
    template_name: ClassVar[str] = "design/components/tabs.html"

    @property
    def numbered(self) -> tuple[tuple[str, Tab], ...]:
        """Return each tab with the id of its panel."""
        return tuple(
            (tab.element_id or f"{self.id_prefix}-{number}", tab)
            for number, tab in enumerate(self.tabs, start=1)
        )


@dataclass(frozen=True)
class Section:
    """One part of an accordion."""

    heading: Text
    content: Text
    summary: Text = ""
    expanded: bool = False


@dataclass(frozen=True)
class Accordion(Component):
    """Long sections under headings that open and close; without JavaScript all are open."""

    element_id: str
    sections: tuple[Section, ...]
    heading_level: int = 2
    remember_expanded: bool | None = None
    wording: Attributes | None = None
    template_name: ClassVar[str] = "design/components/accordion.html"

    @property
    def words(self) -> dict[str, str]:
        return wording_attributes(self.wording or {})


@dataclass(frozen=True)
class Task:
    """One line of a task list: what to do and how far it is."""

    title: Text
    status: Text
    url: str = ""
    hint: Text = ""
    classes: str = ""
    title_classes: str = ""
    status_classes: str = ""


@dataclass(frozen=True)
class TaskList(Component):
    """A job in several parts, each with its state. A status may be a Tag."""

    tasks: tuple[Task, ...]
    id_prefix: str = "task-list"
    template_name: ClassVar[str] = "design/components/task_list.html"
