"""What is typed about plans and their actions."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from marram.design.forms import DateField, Form, Radios, Textarea
from marram.strategy.queries.action_lines import Claim
from marram.strategy.vocabulary import Stage


class PlanForm(Form):
    """A plan's own facts; the lists of strategies, groups and schemes are handed in."""

    title = forms.CharField(max_length=300)
    strategy = forms.ChoiceField(required=False, label="Strategy that it delivers")
    group = forms.ChoiceField(required=False, label="Group that oversees it")
    scheme = forms.ChoiceField(label="Rating scheme")
    cycle_days = forms.IntegerField(
        min_value=1,
        max_value=1000,
        label="Days between updates",
        help_text="An action without an update for longer is shown as having no recent update.",
    )
    adopted_on = DateField(label="Adopted on")

    def __init__(
        self, *filled: Any, lists: Mapping[str, Sequence[tuple[str, str]]], **more: Any
    ) -> None:
        super().__init__(*filled, **more)
        for name, choices in lists.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            empty = [] if field.required else [("", "None")]
            field.choices = [*empty, *choices]


class NewPlanForm(PlanForm):
    """A new plan also needs the letters that its actions' codes start with."""

    letters = forms.RegexField(
        r"^[A-Z0-9]{2,12}$",
        label="Letters that its actions start with",
        help_text="Two to twelve capital letters or numbers: CCC gives CCC-001.",
        error_messages={"invalid": "Use two to twelve capital letters or numbers, such as CCC."},
    )
    field_order = ("title", "letters", "strategy", "group", "scheme", "cycle_days", "adopted_on")


class ActionForm(Form):
    """An action as its plan prints it."""

    what = forms.CharField(label="What will be done", widget=Textarea(rows=3), max_length=2000)
    section = forms.CharField(required=False, label="Heading", max_length=300)
    subsection = forms.CharField(required=False, label="Heading below it", max_length=300)
    ref = forms.CharField(required=False, label="Reference", max_length=40)
    leads = forms.CharField(
        required=False,
        label="Who leads",
        help_text=(
            "Keys of organisations or groups, or roles, with ; between. "
            "To name a role in an organisation write: nwas: Mental health lead."
        ),
        max_length=600,
    )
    timescale = forms.CharField(
        required=False,
        max_length=300,
        help_text="As you would say it: June 2026, 2026-27, by 30 April 2026, quarterly, TBC.",
    )
    due_on = DateField(
        required=False, label="Due on", help_text="Only if the timescale alone does not say it."
    )
    target_focus = forms.CharField(
        required=False, label="Target or focus", widget=Textarea(rows=2), max_length=1000
    )
    intervention = forms.CharField(required=False, widget=Textarea(rows=2), max_length=1000)
    outcome_expected = forms.CharField(required=False, widget=Textarea(rows=2), max_length=1000)
    stage = forms.ChoiceField(
        required=False,
        choices=[("", "Not stated"), *((stage.value, stage.capitalize()) for stage in Stage)],
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # What the fields said when the page was opened: what somebody left alone is not theirs to
    # change, whatever others have done to it since.
    base = forms.JSONField(widget=forms.HiddenInput, required=False)


class ProgressForm(Form):
    """A dated word on an action. The statuses of the plan's scheme are handed in."""

    text = forms.CharField(
        required=False, label="What has happened", widget=Textarea(rows=4), max_length=5000
    )
    rating = forms.ChoiceField(required=False, label="Status you claim", widget=Radios())
    reason = forms.CharField(
        required=False,
        label="Why this status",
        help_text="Needed when the action moves to red or is complete.",
        widget=Textarea(rows=2),
        max_length=1000,
    )
    evidence = forms.CharField(
        required=False,
        label="What shows it",
        help_text="A report, a figure or a link.",
        max_length=1000,
    )

    def __init__(self, *filled: Any, ratings: tuple[Claim, ...], **more: Any) -> None:
        super().__init__(*filled, **more)
        rating = self.fields["rating"]
        assert isinstance(rating, forms.ChoiceField)
        hints = {each.code: each.meaning for each in ratings}
        rating.widget = Radios(hints=hints)
        rating.choices = [("", "As it was"), *((each.code, each.label) for each in ratings)]


class RetireForm(Form):
    reason = forms.CharField(label="Why it is retired", widget=Textarea(rows=3), max_length=1000)


class MilestoneForm(Form):
    what = forms.CharField(label="Milestone", max_length=500)
    measure_of_success = forms.CharField(
        required=False, label="How we will know", widget=Textarea(rows=2), max_length=1000
    )
    due_on = DateField(required=False, label="Due on")


class EvidenceForm(Form):
    text = forms.CharField(label="What the evidence is", widget=Textarea(rows=3), max_length=2000)
    link = forms.CharField(required=False, label="Link to it", max_length=500)


class DependencyForm(Form):
    needs = forms.CharField(
        label="Code of the action it waits for", max_length=40, help_text="Such as ccc-001."
    )
    note = forms.CharField(required=False, max_length=500)
