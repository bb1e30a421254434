"""What is typed about call-ins."""

from collections.abc import Iterable
from typing import Any

from django import forms

from marram.board.forms.answers import Choices, Reason, offer
from marram.board.vocabulary.call_ins import State
from marram.design.forms import DateField, Form, Input, Radios


SAID = {
    State.STANDS: "The decision stands: it is in effect",
    State.SENT_BACK: "It goes back to the board, to be decided again",
    State.AT_COUNCIL: "It goes to full council",
}


# What is chosen where a decision stands; no resolution has a dot in its code.
STANDS = "it.stands"


class CallInForm(Form):
    """The notice by which a decision is called in."""

    called_on = DateField(label="Called in on")
    role = forms.CharField(
        label="Who called it in",
        max_length=200,
        help_text="The role of who signed first: Chair of the scrutiny committee. Not a name.",
    )
    organisation = forms.ChoiceField(label="Their organisation", required=False)
    members = forms.IntegerField(
        label="How many members of scrutiny signed", min_value=1, widget=Input(width=2)
    )
    reasons = Reason(label="Their reasons", help_text="Everybody can read them.")

    def __init__(self, *filled: Any, organisations: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "organisation", organisations, empty="None")


class HearForm(Form):
    """What scrutiny or full council said."""

    to = forms.ChoiceField(label="What that means", widget=Radios())
    body = forms.CharField(
        label="Who said it",
        max_length=200,
        help_text="A committee: Adult Social Care and Health scrutiny.",
    )
    on = DateField(label="On")
    words = Reason(label="What was said")

    def __init__(self, *filled: Any, states: Iterable[State], **more: Any) -> None:
        super().__init__(*filled, **more)
        offer(self, "to", [(state.value, SAID[state]) for state in states if state in SAID])


class DecideAgainForm(Form):
    """What the board decided when a decision came back to it."""

    instead = forms.ChoiceField(
        label="What the board decided",
        widget=Radios(),
        help_text="If it decided otherwise, write that resolution down under its item first.",
    )
    on = DateField(label="On")
    words = Reason(label="Why")

    def __init__(self, *filled: Any, later: Choices, **more: Any) -> None:
        super().__init__(*filled, **more)
        instead = [(code, f"Instead of it, {code}: {words}") for code, words in later]
        offer(self, "instead", [(STANDS, "The same again: the decision stands"), *instead])

    def clean_instead(self) -> str:
        """Return the code of the resolution that takes its place, empty where it stands."""
        said: str = self.cleaned_data["instead"]
        return "" if said == STANDS else said


class WaiveForm(Form):
    because = Reason(label="Why it cannot wait")
    agreed = forms.CharField(
        label="Who agreed for scrutiny", max_length=200, help_text="A role, not a name."
    )
