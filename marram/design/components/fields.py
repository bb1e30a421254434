"""The parts of a form: labels, hints, errors and every kind of box to write or choose in."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from django.utils.html import format_html

from marram.design.components.base import (
    Attributes,
    Component,
    Text,
    joined,
    wording_attributes,
)
from marram.design.components.buttons import Button


@dataclass(frozen=True)
class Label(Component):
    """What a box is for."""

    text: Text
    for_id: str = ""
    is_page_heading: bool = False
    template_name: ClassVar[str] = "design/components/label.html"


@dataclass(frozen=True)
class Hint(Component):
    """How to fill a box in."""

    text: Text
    element_id: str = ""
    template_name: ClassVar[str] = "design/components/hint.html"


@dataclass(frozen=True)
class ErrorMessage(Component):
    """What is wrong with a box and what to do; `spoken` comes before it for those who listen."""

    text: Text
    element_id: str = ""
    spoken: str = "Error"
    template_name: ClassVar[str] = "design/components/error_message.html"


@dataclass(frozen=True)
class Problem:
    """One line of an error summary; the link leads to the box that is wrong."""

    text: Text
    url: str = ""
    attributes: Attributes | None = None


@dataclass(frozen=True)
class ErrorSummary(Component):
    """All that is wrong with a form, at the top of its page."""

    problems: tuple[Problem, ...] = ()
    title: Text = "There is a problem"
    text: Text = ""
    auto_focus: bool | None = None
    template_name: ClassVar[str] = "design/components/error_summary.html"


@dataclass(frozen=True)
class Fieldset(Component):
    """Boxes that answer one question together, and the question."""

    legend: Text = ""
    content: Text = ""
    legend_classes: str = ""
    is_page_heading: bool = False
    role: str = ""
    described_by: str = ""
    template_name: ClassVar[str] = "design/components/fieldset.html"


@dataclass(frozen=True)
class Affix:
    """Words stuck to the front or the end of a box, such as "£" or "per week"."""

    text: Text
    classes: str = ""
    attributes: Attributes | None = None


@dataclass(frozen=True)
class Field(Component):
    """What every field has: a name, a hint and an error, which may be given as text."""

    name: str
    hint: Hint | Text = ""
    error: ErrorMessage | Text = ""
    element_id: str = ""
    described_by: str = ""
    disabled: bool = False
    group_classes: str = ""
    group_attributes: Attributes = field(default_factory=dict)
    before: Text = ""
    after: Text = ""

    @property
    def shown_id(self) -> str:
        return self.element_id or self.name

    @property
    def shown_hint(self) -> Hint | None:
        if not self.hint:
            return None
        hint = self.hint if isinstance(self.hint, Hint) else Hint(self.hint)
        return replace(hint, element_id=f"{self.shown_id}-hint")

    @property
    def shown_error(self) -> ErrorMessage | None:
        if not self.error:
            return None
        error = self.error if isinstance(self.error, ErrorMessage) else ErrorMessage(self.error)
        return replace(error, element_id=f"{self.shown_id}-error")

    @property
    def describers(self) -> str:
        """Return the ids of all that describes the field, as `aria-describedby` takes them."""
        return joined(
            self.described_by,
            f"{self.shown_id}-hint" if self.hint else "",
            f"{self.shown_id}-error" if self.error else "",
        )


@dataclass(frozen=True)
class LabelledField(Field):
    """A field of one box, with one label."""

    label: Label | Text = ""

    @property
    def shown_label(self) -> Label:
        label = self.label if isinstance(self.label, Label) else Label(self.label)
        return replace(label, for_id=self.shown_id)


@dataclass(frozen=True)
class Input(LabelledField):
    """A box of one line."""

    value: str | None = None
    kind: str = "text"
    prefix: Affix | None = None
    suffix: Affix | None = None
    autocomplete: str | None = None
    autocapitalize: str | None = None
    pattern: str | None = None
    inputmode: str | None = None
    spellcheck: bool | None = None
    wrapper_classes: str = ""
    wrapper_attributes: Attributes = field(default_factory=dict)
    template_name: ClassVar[str] = "design/components/input.html"

    @property
    def wrapped(self) -> bool:
        return bool(self.prefix or self.suffix or self.before or self.after)

    @property
    def control(self) -> Attributes:
        """Return the attributes of the box itself."""
        error = "govuk-input--error" if self.error else ""
        return {
            "class": joined("govuk-input", self.classes, error),
            "id": self.shown_id,
            "name": self.name,
            "type": self.kind,
            "spellcheck": None if self.spellcheck is None else str(self.spellcheck).lower(),
            "value": self.value,
            "disabled": self.disabled,
            "aria-describedby": self.describers or None,
            "autocomplete": self.autocomplete,
            "autocapitalize": self.autocapitalize,
            "pattern": self.pattern,
            "inputmode": self.inputmode,
            **self.attributes,
        }


@dataclass(frozen=True)
class PasswordInput(LabelledField):
    """A box for a password, with a button that shows it."""

    value: str | None = None
    autocomplete: str = "current-password"
    button_classes: str = ""
    wording: Attributes = field(default_factory=dict)
    template_name: ClassVar[str] = "design/components/printed.html"

    @property
    def printed(self) -> Input:
        return Input(
            name=self.name,
            label=self.label,
            hint=self.hint,
            error=self.error,
            element_id=self.shown_id,
            described_by=self.described_by,
            disabled=self.disabled,
            value=self.value,
            kind="password",
            spellcheck=False,
            autocapitalize="none",
            autocomplete=self.autocomplete,
            classes=joined(
                "govuk-password-input__input govuk-js-password-input-input", self.classes
            ),
            attributes=self.attributes,
            wrapper_classes="govuk-password-input__wrapper",
            group_classes=joined("govuk-password-input", self.group_classes),
            group_attributes={
                "data-module": "govuk-password-input",
                **wording_attributes(self.wording),
                **self.group_attributes,
            },
            before=self.before,
            after=format_html("{}{}", self._button, self.after),
        )

    @property
    def _button(self) -> Button:
        return Button(
            self.wording.get("show-password", "Show"),
            kind="button",
            style="secondary",
            classes=joined(
                "govuk-password-input__toggle govuk-js-password-input-toggle", self.button_classes
            ),
            attributes={
                "aria-controls": self.shown_id,
                "aria-label": self.wording.get("show-password-aria-label", "Show password"),
                "hidden": True,
            },
        )


@dataclass(frozen=True)
class Textarea(LabelledField):
    """A box of several lines."""

    value: str = ""
    rows: int = 5
    spellcheck: bool | None = None
    autocomplete: str = ""
    template_name: ClassVar[str] = "design/components/textarea.html"


@dataclass(frozen=True)
class CharacterCount(LabelledField):
    """A box of several lines that says how much room is left.

    `counts` is "characters" (the default), "words" or "graphemes".
    """

    value: str = ""
    rows: int = 5
    max_length: int | str | None = None
    threshold: int | str | None = None
    counts: str = ""
    description: str = ""
    message_classes: str = ""
    spellcheck: bool | None = None
    wording: Attributes = field(default_factory=dict)
    template_name: ClassVar[str] = "design/components/printed.html"

    @property
    def printed(self) -> Textarea:
        return Textarea(
            name=self.name,
            label=self.label,
            hint=self.hint,
            error=self.error,
            element_id=self.shown_id,
            described_by=f"{self.shown_id}-info",
            value=self.value,
            rows=self.rows,
            spellcheck=self.spellcheck,
            disabled=self.disabled,
            classes=joined("govuk-js-character-count", self.classes),
            attributes=self.attributes,
            group_classes=joined("govuk-character-count", self.group_classes),
            group_attributes={**self._counting, **self.group_attributes},
            before=self.before,
            after=format_html("{}{}", self._message, self.after),
        )

    @property
    def _message(self) -> Hint:
        unit = "words" if self.counts == "words" else "characters"
        text = self.description or f"You can enter up to %{{count}} {unit}"
        return Hint(
            text.replace("%{count}", str(self.max_length)) if self.max_length else "",
            element_id=f"{self.shown_id}-info",
            classes=joined("govuk-character-count__message", self.message_classes),
        )

    @property
    def _counting(self) -> Attributes:
        wording = dict(self.wording)
        if self.description and not self.max_length:
            wording["textarea-description"] = {"other": self.description}
        return {
            "data-module": "govuk-character-count",
            "data-maxlength": self.max_length,
            "data-threshold": self.threshold,
            "data-count-type": self.counts or None,
            **wording_attributes(wording),
        }


@dataclass(frozen=True)
class Option:
    """One line of a select."""

    text: str
    value: str | None = None
    selected: bool | None = None
    disabled: bool = False
    attributes: Attributes | None = None


@dataclass(frozen=True)
class Select(LabelledField):
    """One choice out of a long list; radios are kinder while the list is short."""

    options: tuple[Option, ...] = ()
    value: str = ""
    template_name: ClassVar[str] = "design/components/select.html"

    @property
    def marked(self) -> tuple[tuple[Option, bool], ...]:
        """Return each option and whether it is the one chosen."""
        return tuple((option, self._chosen(option)) for option in self.options)

    def _chosen(self, option: Option) -> bool:
        if option.selected is not None:
            return option.selected
        own = option.text if option.value is None else option.value
        return bool(self.value) and own == self.value


@dataclass(frozen=True)
class FileUpload(LabelledField):
    """A file from the reader's machine; `enhanced` adds dropping it, by JavaScript.

    The enhanced button is named by more than the words it shows, so forms print the plain one.
    """

    multiple: bool = False
    enhanced: bool = False
    wrapper_classes: str = ""
    wrapper_attributes: Attributes | None = None
    wording: Attributes = field(default_factory=dict)
    template_name: ClassVar[str] = "design/components/file_upload.html"

    @property
    def words(self) -> Attributes:
        return wording_attributes(self.wording)
