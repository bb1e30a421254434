"""What is typed about figures that papers print of a return."""

from typing import Any

from django import forms

from marram.funding.forms.fields import ExactField
from marram.funding.forms.money import Kept, lines, words
from marram.funding.rules.claims import NAMES, PARTS
from marram.funding.vocabulary import Measure, labels


class ClaimForm(Kept):
    """A printed figure. Once it is noted, what it is of stays; its amount and words may change."""

    measure = forms.ChoiceField(
        label="What the figure is said to be",
        choices=[(each.value, NAMES[each].capitalize()) for each in Measure],
    )
    part = forms.ChoiceField(required=False, label="Of which part of the fund")
    source = words("Where it is printed", required=True, longest=500)
    amount = ExactField(prefix="£", least=None, label="Figure")
    words = lines("The words it stands in", required=True, rows=2)

    def __init__(self, *filled: Any, year: int, noted: bool, **more: Any) -> None:
        super().__init__(*filled, **more)
        if noted:
            for name in ("measure", "part", "source"):
                del self.fields[name]
            return
        part = self.fields["part"]
        assert isinstance(part, forms.ChoiceField)
        groups = ((key, said.capitalize()) for key, said in PARTS.items())
        part.choices = [("", "The whole fund"), *groups, *labels("source", year).items()]
