"""What is typed about commissioning intentions."""

from collections.abc import Mapping
from typing import Any

from django import forms

from marram.design.forms import DateField, Radios
from marram.funding.forms.money import Kept, lines, one_of, source, words
from marram.funding.vocabulary.money import IntentionStage


class IntentionForm(Kept):
    title = words("What is to be commissioned", required=True, longest=300)
    commissioners = words("Who commissions it", longest=300)
    period = words("When", longest=100)
    need = lines("Which need it answers")
    priority = forms.ChoiceField(required=False, label="Which priority it serves")
    service = words("Service")
    contract = forms.ChoiceField(required=False, label="Contract")
    stage = one_of(IntentionStage, "How far has it come?", widget=Radios)
    review_on = DateField(required=False, label="Review it on")
    source = source()

    def __init__(
        self, *filled: Any, priorities: Mapping[str, str], contracts: Mapping[str, str], **more: Any
    ) -> None:
        super().__init__(*filled, **more)
        self.offer("priority", priorities)
        self.offer("contract", contracts)

    def said(self) -> dict[str, Any]:
        return {**super().said(), "priority": self.cleaned_data["priority"]}
