"""What is typed about resolutions and what came of them."""

from collections.abc import Mapping
from typing import Any

from django import forms

from marram.board.forms import answers
from marram.board.forms.answers import Choices, Reason, YesNo, offer, seen_version
from marram.board.vocabulary.meetings import EXEMPT_PARAGRAPHS
from marram.board.vocabulary.resolutions import (
    Changed,
    Outcome,
    Repeat,
    ResolutionKind,
    Touched,
    Way,
)
from marram.design.forms import Checkboxes, DateField, Form, Input, Radios, Textarea


class ResolutionForm(Form):
    """What was resolved, who does it and by when."""

    words = forms.CharField(
        label="What is resolved",
        max_length=4000,
        widget=Textarea(rows=4),
        help_text="One resolution; add the next one apart.",
    )
    kind = forms.ChoiceField(label="Kind", choices=answers.words(ResolutionKind, empty="Choose"))
    owner_organisation = forms.ChoiceField(label="Owner: organisation", required=False)
    owner_group = forms.ChoiceField(label="Owner: group", required=False)
    owner_role = forms.CharField(
        label="Owner: role", required=False, max_length=200, help_text="A role, not a name."
    )
    owner_mail = forms.EmailField(
        label="Where reminders go",
        required=False,
        help_text="An office's address. Officers alone see it.",
    )
    due_on = DateField(label="Due on", required=False)
    repeat = forms.ChoiceField(
        label="How often", choices=answers.words(Repeat), initial=Repeat.NEVER.value
    )
    referred_to = forms.ChoiceField(
        label="If it is referred or escalated: to which group", required=False
    )
    seen_version = seen_version()

    def __init__(self, *filled: Any, lists: Mapping[str, Choices], **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "owner_organisation", lists["organisations"], empty="None")
        offer(self, "owner_group", lists["groups"], empty="None")
        offer(self, "referred_to", lists["groups"], empty="Nobody")


class VotedForm(ResolutionForm):
    """A resolution with the votes, where they were counted."""

    votes_for = forms.IntegerField(
        label="Votes for, if counted", required=False, min_value=0, widget=Input(width=2)
    )
    votes_against = forms.IntegerField(
        label="Votes against", required=False, min_value=0, widget=Input(width=2)
    )
    votes_withheld = forms.IntegerField(
        label="Abstentions", required=False, min_value=0, widget=Input(width=2)
    )


class SettleForm(Form):
    """What became of recommended words."""

    outcome = forms.ChoiceField(
        label="What the meeting did",
        choices=[(Outcome.RESOLVED.value, "Resolved"), (Outcome.NOT_AGREED.value, "Not agreed")],
        widget=Radios(inline=True),
    )
    words = forms.CharField(label="In these words", max_length=4000, widget=Textarea(rows=4))


class ApartForm(VotedForm):
    """A decision made without a meeting."""

    way = forms.ChoiceField(
        label="How it was decided",
        choices=[(way.value, way.value[0].upper() + way.value[1:]) for way in tuple(Way)[1:]],
        widget=Radios(),
    )
    decided_on = DateField(label="Decided on")
    reasons = Reason(label="Why it could not wait for a meeting")
    consulted = Reason(
        label="Who was asked", required=False, help_text="Roles; an urgent decision needs this."
    )
    exempt_under = forms.MultipleChoiceField(
        label="Exempt under Schedule 12A, paragraph",
        required=False,
        choices=[(number, f"{number}: {what}") for number, what in EXEMPT_PARAGRAPHS.items()],
        widget=Checkboxes(small=True),
    )
    board = forms.ChoiceField(label="Board")
    field_order = ("board", "way", "decided_on", "words", "kind", "reasons", "consulted")

    def __init__(self, *filled: Any, boards: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "board", boards)

    def clean_exempt_under(self) -> str:
        return ", ".join(self.cleaned_data["exempt_under"])


class ReportBackForm(Form):
    """What was done about a resolution."""

    words = forms.CharField(label="What was done", max_length=4000, widget=Textarea(rows=4))
    on = DateField(label="On")
    evidence = forms.URLField(
        label="Where it can be seen",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="A web address, if there is one.",
        error_messages={"invalid": "Write the whole address, like https://example.org/report."},
    )
    done = YesNo(label="Is it done, for this time?")


class FinishForm(Form):
    on = DateField(label="Finished on")
    because = Reason(label="What came of it")


class ReplyForm(Form):
    on = DateField(label="Reply of")
    reply = Reason(label="What came back")


class ConsequenceForm(Form):
    """A record that a resolution changed, chosen among those that a search found."""

    record = forms.ChoiceField(label="What it changed", widget=Radios(small=True))
    changed = forms.ChoiceField(
        label="How",
        choices=answers.words(Changed),
        widget=Radios(small=True),
        help_text="Superseded and amended are said of other resolutions alone.",
    )

    def __init__(self, *filled: Any, found: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "record", found)

    def clean_record(self) -> tuple[Touched, str]:
        kind, _, key = self.cleaned_data["record"].partition("/")
        return Touched(kind), key
