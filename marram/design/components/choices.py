"""Fields of several boxes that answer one question: radios, checkboxes and dates."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from django.utils.safestring import SafeString

from marram.design.components.base import Attributes, Text, joined, printed
from marram.design.components.fields import Field, Fieldset, Hint, Input, Label


@dataclass(frozen=True)
class Choice:
    """One answer. `reveals` is shown under it while it is chosen.

    Prefer checkboxes for that: the script marks the box as "expanded", which ARIA has no such
    thing as for a radio, and checkers of accessibility say so.
    """

    value: str
    text: Text
    hint: Hint | Text = ""
    checked: bool | None = None
    disabled: bool = False
    reveals: Text = ""
    element_id: str = ""
    name: str = ""
    behaviour: str = ""
    attributes: Attributes | None = None
    label_classes: str = ""
    label_attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True)
class Divider:
    """A word between answers: "or"."""

    text: str = "or"


@dataclass(frozen=True)
class MarkedChoice:
    """A choice as it is printed: with its ids, its label and whether it is chosen."""

    choice: Choice
    name: str
    element_id: str
    checked: bool
    label: Label
    hint: Hint | None
    described_by: str = ""

    @property
    def reveal_id(self) -> str:
        return f"conditional-{self.element_id}"


@dataclass(frozen=True)
class GroupedField(Field):
    """A field of several boxes. With a `legend` (text or Fieldset) it is one fieldset.

    `content_name` is the template of the boxes alone.
    """

    legend: Fieldset | Text | None = None
    template_name: ClassVar[str] = "design/components/grouped.html"
    content_name: ClassVar[str]
    role: ClassVar[str] = ""

    @property
    def content(self) -> SafeString:
        return printed(self.content_name, self)

    @property
    def shown_fieldset(self) -> Fieldset | None:
        if self.legend is None:
            return None
        legend = self.legend if isinstance(self.legend, Fieldset) else Fieldset(self.legend)
        return replace(
            legend,
            role=self.role,
            content=self.content,
            described_by=self.describers,
        )

    @property
    def describers(self) -> str:
        own = self.legend.described_by if isinstance(self.legend, Fieldset) else ""
        return joined(
            own or self.described_by,
            f"{self.shown_id}-hint" if self.hint else "",
            f"{self.shown_id}-error" if self.error else "",
        )


@dataclass(frozen=True)
class Radios(GroupedField):
    """One answer out of a few."""

    choices: tuple[Choice | Divider, ...] = ()
    value: str | None = None
    content_name: ClassVar[str] = "design/components/radios.html"

    @property
    def lines(self) -> tuple[MarkedChoice | Divider, ...]:
        return tuple(
            self._marked(choice, number) if isinstance(choice, Choice) else choice
            for number, choice in enumerate(self.choices, start=1)
        )

    def _marked(self, choice: Choice, number: int) -> MarkedChoice:
        element_id = _numbered_id(self.shown_id, choice, number)
        chosen = bool(self.value) and choice.value == self.value
        hint = _choice_hint(choice, element_id, "govuk-radios__hint")
        return MarkedChoice(
            choice=choice,
            name=self.name,
            element_id=element_id,
            checked=chosen if choice.checked is None else choice.checked,
            label=_choice_label(choice, element_id, "govuk-radios__label"),
            hint=hint,
            described_by=hint.element_id if hint else "",
        )


@dataclass(frozen=True)
class Checkboxes(GroupedField):
    """As many answers as are true."""

    choices: tuple[Choice | Divider, ...] = ()
    values: tuple[str, ...] = ()
    content_name: ClassVar[str] = "design/components/checkboxes.html"

    @property
    def lines(self) -> tuple[MarkedChoice | Divider, ...]:
        return tuple(
            self._marked(choice, number) if isinstance(choice, Choice) else choice
            for number, choice in enumerate(self.choices, start=1)
        )

    def _marked(self, choice: Choice, number: int) -> MarkedChoice:
        element_id = _numbered_id(self.shown_id, choice, number)
        hint = _choice_hint(choice, element_id, "govuk-checkboxes__hint")
        shared = self.describers if self.legend is None else ""
        return MarkedChoice(
            choice=choice,
            name=choice.name or self.name,
            element_id=element_id,
            checked=choice.value in self.values if choice.checked is None else choice.checked,
            label=_choice_label(choice, element_id, "govuk-checkboxes__label"),
            hint=hint,
            described_by=joined(shared, hint.element_id if hint else ""),
        )


@dataclass(frozen=True)
class DatePart:
    """One box of a date: "day", "month" or "year"."""

    name: str
    value: str | None = None
    label: str = ""
    element_id: str = ""
    error: bool | None = None
    classes: str = ""
    pattern: str | None = None
    inputmode: str = "numeric"
    autocomplete: str | None = None
    attributes: Attributes = field(default_factory=dict)

    @property
    def wrong(self) -> bool:
        return bool(self.error) or "govuk-input--error" in self.classes


WHOLE_DATE = (DatePart("day"), DatePart("month"), DatePart("year"))


@dataclass(frozen=True)
class DateInput(GroupedField):
    """A date that people know by heart, in three boxes.

    An error marks the boxes whose part is in error, or all of them when none is. `value` may hold
    the three texts as they were typed.
    """

    parts: tuple[DatePart, ...] = WHOLE_DATE
    value: tuple[str | None, ...] = ()
    name_prefix: str = ""
    year_name: str = "year"
    content_name: ClassVar[str] = "design/components/date_input.html"
    role: ClassVar[str] = "group"

    @property
    def shown_id(self) -> str:
        return self.element_id

    @property
    def boxes(self) -> tuple[Input, ...]:
        texts = self.value or tuple(part.value for part in self.parts)
        return tuple(self._box(part, text) for part, text in zip(self.parts, texts, strict=True))

    def _box(self, part: DatePart, text: str | None) -> Input:
        prefix = f"{self.name_prefix}-" if self.name_prefix else ""
        return Input(
            name=f"{prefix}{part.name}",
            element_id=part.element_id or f"{self.shown_id}-{part.name}",
            label=Label(part.label or part.name.capitalize(), classes="govuk-date-input__label"),
            value=text or None,
            inputmode=part.inputmode,
            pattern=part.pattern,
            autocomplete=part.autocomplete,
            disabled=self.disabled,
            classes=joined("govuk-date-input__input", self._box_classes(part)),
            attributes=part.attributes,
        )

    def _box_classes(self, part: DatePart) -> str:
        width = 4 if part.name == self.year_name else 2
        return joined(
            "govuk-input--error" if self._shows_error(part) else "",
            "" if "govuk-input--width-" in part.classes else f"govuk-input--width-{width}",
            part.classes,
        )

    def _shows_error(self, part: DatePart) -> bool:
        if "govuk-input--error" in part.classes:
            return False
        all_wrong = bool(self.error) and not any(each.wrong for each in self.parts)
        return part.wrong or (all_wrong and part.error is not False)


def _numbered_id(prefix: str, choice: Choice, number: int) -> str:
    """The first has no number, so that an error summary can link to it by the name of the field."""
    return choice.element_id or (prefix if number == 1 else f"{prefix}-{number}")


def _choice_label(choice: Choice, element_id: str, classes: str) -> Label:
    return Label(
        choice.text,
        for_id=element_id,
        classes=joined(classes, choice.label_classes),
        attributes=choice.label_attributes,
    )


def _choice_hint(choice: Choice, element_id: str, classes: str) -> Hint | None:
    if not choice.hint:
        return None
    hint = choice.hint if isinstance(choice.hint, Hint) else Hint(choice.hint)
    return replace(
        hint, element_id=f"{element_id}-item-hint", classes=joined(classes, hint.classes)
    )
