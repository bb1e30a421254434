"""What is typed about contracts and their social value."""

from collections.abc import Mapping
from typing import Any

from django import forms

from marram.design.forms import DateField, Form, Radios
from marram.funding.forms.fields import ExactField, money
from marram.funding.forms.money import AFTER, Kept, lines, source, whole, words
from marram.funding.vocabulary.money import AIM_WORDS


class ContractForm(Kept):
    title = words("What the contract buys", required=True)
    provider = forms.ChoiceField(required=False, label="Provider")
    commissioners = words("Who buys it", longest=300)
    term = words("Term, as its paper writes it")
    starts_on = DateField(required=False, label="First day")
    ends_on = DateField(required=False, label="Day after the last day", help_text=AFTER)
    extension_months = whole("Months it can be extended by", most=120)
    yearly_value = money(label="Value in a year")
    price_weight = ExactField(required=False, suffix="%", most=100, label="Weight of price")
    quality_weight = ExactField(required=False, suffix="%", most=100, label="Weight of quality")
    social_weight = ExactField(required=False, suffix="%", most=100, label="Weight of social value")
    note = lines("Note")
    source = source()

    def __init__(self, *filled: Any, providers: Mapping[str, str], **more: Any) -> None:
        super().__init__(*filled, **more)
        self.offer("provider", providers)


class StepForm(Kept):
    """What was done at a step of the commissioning cycle."""

    evidence = lines("What was done", required=True)
    on = DateField(label="When was it done?")


class CommitmentForm(Kept):
    aim = forms.ChoiceField(
        label="What does it serve?",
        choices=[(aim.value, said) for aim, said in AIM_WORDS.items()],
        widget=Radios,
    )
    promise = words("What the provider promises", required=True, longest=300)
    promised = ExactField(places=2, label="How much")
    unit = words("Of what", required=True, longest=60, help_text="Such as apprenticeships.")
    due_on = DateField(label="By when?")


class MeasurementForm(Form):
    achieved = ExactField(places=2, label="How much was achieved since the contract began")
    on = DateField(label="Counted on")
    note = words("Note", longest=500)
