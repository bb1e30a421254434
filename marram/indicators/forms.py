"""What is typed about measures: definitions, scorecards, and what is said of misses."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from marram.design.forms import DateField, Form, Textarea
from marram.indicators.vocabulary import (
    Cycle,
    IntervalMethod,
    Measure,
    Polarity,
    SmallNumbers,
)


SLUG = forms.RegexField(
    r"^[a-z0-9][a-z0-9_-]{0,59}$",
    label="Key",
    help_text="Small letters, digits, hyphens and underscores, such as rtt18. It stays for good.",
    error_messages={"invalid": "Key must be up to 60 small letters, digits, - and _, like rtt18."},
)


def _choices(words: Iterable[str]) -> list[tuple[str, str]]:
    return [(str(word), str(word).capitalize()) for word in words]


def _words(label: str, *, rows: int = 2, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        required=False,
        label=label,
        widget=Textarea(rows=rows),
        max_length=4000,
        help_text=help_text,
    )


class DefinitionForm(Form):
    """What an indicator means. Saved, it becomes a new version."""

    title = forms.CharField(label="Title", max_length=300)
    meaning = _words("What it means", help_text="One or two plain sentences")
    numerator = _words("Who or what is counted")
    denominator = _words("Out of whom or what")
    measure = forms.ChoiceField(label="Sort of number", choices=_choices(Measure))
    unit = forms.CharField(
        label="Unit", max_length=40, help_text="percent, per 100,000, weeks, people and so on"
    )
    lowest = forms.FloatField(required=False, label="The least that is possible")
    highest = forms.FloatField(required=False, label="The most that is possible")
    interval = forms.ChoiceField(
        label="Interval where none is given", choices=_choices(IntervalMethod)
    )
    standard_population = forms.CharField(
        required=False, label="Standard population", max_length=120
    )
    polarity = forms.ChoiceField(
        label="Which way is good",
        choices=_choices((Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD, Polarity.NO_JUDGEMENT)),
    )
    topic = forms.CharField(required=False, label="Theme", max_length=120)
    life_stage = forms.CharField(required=False, label="Life stage", max_length=40)
    synonyms = _words("Other names for it", help_text="With ; between")
    cycle = forms.ChoiceField(label="How often a figure comes", choices=_choices(Cycle))
    lag_days = forms.IntegerField(
        label="Days from the end of a period to its figure", min_value=0, max_value=3000
    )
    small_numbers = forms.ChoiceField(
        label="Rule for small numbers", choices=_choices(SmallNumbers)
    )
    owner = forms.CharField(
        required=False, label="Owner", max_length=200, help_text="A role, not a name"
    )
    caveats = _words("Take care")
    source = _words("Source")
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NewDefinitionForm(DefinitionForm):
    """The first definition of an indicator, with its key."""

    slug = SLUG
    field_order = ("slug",)


class ScorecardForm(Form):
    """A scorecard without its measures."""

    title = forms.CharField(label="Title", max_length=200)
    purpose = _words("What it is for")
    place = forms.CharField(
        label="Place",
        max_length=60,
        help_text="The code of an area, such as E08000014, or the key of an organisation",
    )
    provider = forms.CharField(
        required=False, label="Main provider", max_length=60, help_text="As for the place"
    )
    kept_by = forms.CharField(
        required=False, label="Kept by", max_length=200, help_text="A role or group, not a name"
    )
    published_on = DateField(
        required=False, label="Published on", help_text="Leave it empty to keep it among partners"
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NewScorecardForm(ScorecardForm):
    slug = SLUG
    field_order = ("slug",)


class WatchForm(Form):
    """A measure to put on a scorecard, or one to take off."""

    marks_optional = False

    add = forms.ChoiceField(required=False, label="Put on")
    heading = forms.CharField(
        required=False, label="Under the heading", max_length=120, help_text="May be left empty"
    )
    remove = forms.ChoiceField(required=False, label="Take off")

    def __init__(
        self, *args: Any, others: Mapping[str, str], standing: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        nothing = [("", "Nothing")]
        self.fields["add"].choices = nothing + list(others.items())  # type: ignore[attr-defined]
        self.fields["remove"].choices = nothing + list(standing.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not typed.get("add") and not typed.get("remove"):
            raise forms.ValidationError("Choose a measure to put on, or one to take off.")
        return typed


class NoteForm(Form):
    """What is said of a measure that misses. It is carried forward until it is written anew."""

    key_issues = _words("Key issues", rows=4, help_text="Why it misses")
    key_actions = _words("Key actions", rows=4, help_text="What is done about it")
    owner = forms.CharField(
        required=False, label="Owner", max_length=200, help_text="A role, not a name"
    )
    expected_recovery = _words("Expected recovery", help_text="In words")
    recovery_on = DateField(
        required=False,
        label="At the standard by",
        help_text="The day is tested against the figures",
    )
    keeps = forms.BooleanField(required=False, label="Keep it on the report also when it is met")
    closed = forms.BooleanField(required=False, label="End this note: nothing more is to be said")
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class Superseding(Form):
    """Why accepted figures count no more."""

    reason = forms.CharField(
        label="Why do these figures count no more?",
        widget=Textarea(rows=3),
        max_length=2000,
        help_text="Those who have used them read this.",
    )


class Keeping(Form):
    """Why a doubted figure is right."""

    reason = forms.CharField(
        label="Why is the figure right?",
        widget=Textarea(rows=3),
        max_length=2000,
        help_text="It stands beside the figure wherever that is shown. Do not name people.",
    )


class DoubtingAgain(Form):
    """Why a figure that was kept is doubted after all."""

    reason = forms.CharField(
        label="Why is the figure doubted again?",
        widget=Textarea(rows=3),
        max_length=2000,
        help_text="Those who have used it read this in the history of the measure.",
    )


class DefinitionsFile(Form):
    """Definitions as YAML."""

    definitions = forms.FileField(
        label="File",
        help_text="A list of definitions as YAML, as the file of all definitions is written.",
    )

    def clean_definitions(self) -> str:
        try:
            text: str = self.cleaned_data["definitions"].read().decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            raise forms.ValidationError(
                "The file is not saved as UTF-8. Save it as UTF-8 and send it again."
            ) from wrong
        return text
