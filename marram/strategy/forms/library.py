"""What is typed about strategies, their links, frameworks, success factors, promises and duties."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from marram.design.forms import DateField, Form, Radios, Textarea
from marram.strategy.rules.library import links as link_rules
from marram.strategy.vocabulary import ElementLevel, Level, LifeStage, Relation, Stage


YES_OR_NO = (("yes", "Yes"), ("no", "No"))


class Versioned(Form):
    """A form that remembers which version of the record it was filled in from."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def fields_typed(self) -> dict[str, Any]:
        """Return what was typed, as the action takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen_version"}

    @property
    def version(self) -> int:
        return self.cleaned_data["seen_version"] or 0

    @classmethod
    def as_typed(cls, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a record holds as it would be typed into this form."""
        return dict(fields)


class StrategyForm(Versioned):
    """A strategy's own facts. Its last day is typed; the record keeps the first day after it."""

    title = forms.CharField(max_length=300)
    level = forms.ChoiceField(
        label="How wide does it reach?",
        choices=[(level.value, level.value.capitalize()) for level in Level],
        widget=Radios,
    )
    area = forms.CharField(required=False, max_length=200, label="Area it covers")
    population = forms.CharField(
        required=False, max_length=200, label="People it is for", help_text="Such as all ages."
    )
    gist = forms.CharField(
        required=False, max_length=600, label="What it is, in a sentence", widget=Textarea(rows=2)
    )
    starts_on = DateField(required=False, label="First day")
    last_on = DateField(
        required=False, label="Last day", help_text="Leave empty if no end has been agreed."
    )
    in_review_since = DateField(required=False, label="In review since")
    status_text = forms.CharField(
        required=False,
        max_length=200,
        label="Status as written",
        help_text="What its paper or owner says of it. The status shown is worked out from dates.",
    )
    owner = forms.CharField(required=False, max_length=200, label="Owner, in words")
    owner_group = forms.ChoiceField(required=False, label="Group that owns it")
    owner_organisation = forms.ChoiceField(required=False, label="Organisation that owns it")
    source = forms.CharField(required=False, max_length=500, label="Where this is written")

    def __init__(
        self, *filled: Any, groups: Mapping[str, str], organisations: Mapping[str, str], **more: Any
    ) -> None:
        super().__init__(*filled, **more)
        for name, names in (("owner_group", groups), ("owner_organisation", organisations)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "None of those listed"), *names.items()]

    def fields_typed(self) -> dict[str, Any]:
        typed = super().fields_typed()
        last_on = typed.pop("last_on")
        typed["ends_on"] = last_on + timedelta(days=1) if last_on else None
        for name in ("owner_group", "owner_organisation"):
            typed[name] = typed[name] or None
        return typed

    @classmethod
    def as_typed(cls, fields: Mapping[str, Any]) -> dict[str, Any]:
        typed = dict(fields)
        if "ends_on" in typed:
            ends_on = typed.pop("ends_on")
            if isinstance(ends_on, str) and ends_on:
                ends_on = date.fromisoformat(ends_on)
            typed["last_on"] = (ends_on - timedelta(days=1)).isoformat() if ends_on else ""
        return typed


class ChapterForm(Versioned):
    """One chapter of a strategy."""

    text = forms.CharField(
        required=False,
        strip=False,
        label="What this chapter says",
        help_text="Leave an empty line between paragraphs. Short sentences are read.",
        widget=Textarea(rows=24),
    )


class NewStrategyForm(StrategyForm):
    """A new strategy also needs its short name."""

    slug = forms.CharField(
        max_length=60,
        label="Short name",
        help_text="For addresses: small letters, digits and dashes, such as carers-2025.",
    )
    field_order = ("title", "slug")

    def fields_typed(self) -> dict[str, Any]:
        typed = super().fields_typed()
        del typed["slug"]
        return typed


class LinkForm(Form):
    """What a strategy is to another, read from this one, either way round."""

    relation = forms.ChoiceField(label="This strategy…")
    other = forms.ChoiceField(label="Which strategy")
    note = forms.CharField(required=False, max_length=500, label="Note")

    def __init__(self, *filled: Any, others: tuple[tuple[str, str], ...], **more: Any) -> None:
        super().__init__(*filled, **more)
        relation, other = self.fields["relation"], self.fields["other"]
        assert isinstance(relation, forms.ChoiceField)
        assert isinstance(other, forms.ChoiceField)
        relation.choices = [("", "Choose"), *_both_ways()]
        other.choices = [("", "Choose"), *others]

    def ends(self, here: str) -> tuple[str, Relation, str]:
        """Return the link as origin, relation and target."""
        way, _, relation = self.cleaned_data["relation"].partition(":")
        other = self.cleaned_data["other"]
        if way == "from":
            return here, Relation(relation), other
        return other, Relation(relation), here


def _both_ways() -> list[tuple[str, str]]:
    """Return each relation read from here and read back, once where both say the same."""
    forwards = [(f"from:{relation}", link_rules.words(relation)) for relation in Relation]
    said = {words for _, words in forwards}
    back = [(f"to:{relation}", link_rules.words_back(relation)) for relation in Relation]
    return forwards + [(way, words) for way, words in back if words not in said]


class ElementForm(Versioned):
    """One statement of a framework."""

    level = forms.ChoiceField(
        label="Kind of statement",
        choices=[(level.value, level.value.capitalize()) for level in ElementLevel],
    )
    ref = forms.CharField(max_length=40, label="Reference", help_text="Such as 1.2 or V1.")
    text = forms.CharField(max_length=2000, label="Words", widget=Textarea(rows=3))
    parent = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label="Hangs under"
    )
    life_course = forms.ChoiceField(required=False, label="Part of life")
    pillar = forms.CharField(required=False, max_length=200)
    stage = forms.ChoiceField(
        required=False,
        choices=[("", "Not stated"), *((stage.value, stage.capitalize()) for stage in Stage)],
    )
    source = forms.CharField(required=False, max_length=500, label="Where this is written")

    def __init__(
        self,
        *filled: Any,
        others: tuple[tuple[str, str], ...],
        written: str = "",
        **more: Any,
    ) -> None:
        super().__init__(*filled, **more)
        parent, life_course = self.fields["parent"], self.fields["life_course"]
        assert isinstance(parent, forms.ChoiceField)
        assert isinstance(life_course, forms.ChoiceField)
        parent.choices = [("", "Nothing: it stands at the top"), *others]
        stages = [stage.value for stage in LifeStage if stage is not LifeStage.NOT_STATED]
        # A paper's own way of writing it stays among the answers, so that saving changes nothing.
        own = [written] if written and written not in stages else []
        life_course.choices = [
            ("", "Not stated"),
            *((stage, stage.capitalize()) for stage in (*own, *stages)),
        ]


class SuccessFactorForm(Versioned):
    """How a strategy will know that it worked."""

    statement = forms.CharField(max_length=500, label="What success looks like")
    measure = forms.CharField(max_length=500, label="How it is measured")
    unit = forms.CharField(max_length=60, help_text="Such as percent of residents, or days.")
    target = forms.DecimalField(required=False, max_digits=14, decimal_places=4, label="Target")


class BaselineForm(Form):
    """What success is measured against, fixed once."""

    baseline = forms.DecimalField(max_digits=14, decimal_places=4, label="Figure at the start")
    baseline_on = DateField(label="Day of the figure")
    source = forms.CharField(max_length=500, label="Where the figure comes from")


class JudgementForm(Versioned):
    """Whether a promise is kept, and what shows it."""

    kept = forms.ChoiceField(
        label="Is the promise kept?", choices=YES_OR_NO, widget=Radios(inline=True)
    )
    evidence = forms.CharField(max_length=2000, label="What shows this", widget=Textarea(rows=3))
    link = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label="Link to it",
        error_messages={"invalid": "The link must look like https://www.example.org/report."},
    )

    def fields_typed(self) -> dict[str, Any]:
        typed = super().fields_typed()
        return typed | {"kept": typed["kept"] == "yes"}


class DutyForm(Versioned):
    """Whether a duty is met, and how, or what is missing."""

    met = forms.ChoiceField(label="Is the duty met?", choices=YES_OR_NO, widget=Radios(inline=True))
    how_met = forms.CharField(
        max_length=2000, label="How it is met, or what is missing", widget=Textarea(rows=3)
    )
    evidence = forms.CharField(
        required=False, max_length=2000, label="What shows this", widget=Textarea(rows=2)
    )
    link = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label="Link to it",
        error_messages={"invalid": "The link must look like https://www.example.org/report."},
    )

    def fields_typed(self) -> dict[str, Any]:
        typed = super().fields_typed()
        return typed | {"met": typed["met"] == "yes"}


class CoverageForm(Versioned):
    """At what stage an area has something."""

    stage = forms.CharField(
        required=False,
        max_length=300,
        label="What the area has, and at what stage",
        help_text="Leave empty if it has nothing: the matrix then shows a gap.",
    )
    source = forms.CharField(required=False, max_length=500, label="Where this is written")


class Sure(Form):
    """A button that is pressed on purpose, with nothing to fill in."""
