"""What is typed about grants."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from marram.design.forms import DateField, Form, Radios
from marram.funding.forms.fields import ExactField, money
from marram.funding.forms.money import AFTER, Kept, lines, one_of, source, words
from marram.funding.vocabulary.money import MovementKind, Unspent


class GrantForm(Kept):
    title = words("Name of the grant", required=True)
    funder = forms.ChoiceField(required=False, label="Who gives it")
    part_of = forms.ChoiceField(required=False, label="Part of")
    purpose = lines("What it is for")
    conditions = lines("Conditions")
    award = money(label="Award")
    period = words("Period, as its paper writes it", longest=100)
    starts_on = DateField(required=False, label="First day")
    ends_on = DateField(required=False, label="Day after the last day", help_text=AFTER)
    unspent = one_of(Unspent, "What happens to money that is not spent?", widget=Radios)
    source = source()

    def __init__(
        self, *filled: Any, funders: Mapping[str, str], grants: Mapping[str, str], **more: Any
    ) -> None:
        super().__init__(*filled, **more)
        self.offer("funder", funders)
        self.offer("part_of", grants)


class GrantLineForm(Kept):
    title = words("What it is spent on", required=True)
    quantity = ExactField(required=False, places=2, label="How many")
    unit = words("Of what", longest=60, help_text="Such as people, or events.")
    rate = ExactField(required=False, places=4, prefix="£", label="Price of one")
    planned = ExactField(places=2, prefix="£", label="Planned")
    source = source()


class MovementForm(Form):
    """Money of a grant that moved."""

    kind = one_of(MovementKind, "What happened to it?", widget=Radios)
    amount = ExactField(places=2, prefix="£", label="Amount")
    on = DateField(label="On which day?")
    until = DateField(
        required=False,
        label="Carried forward until",
        help_text="Only for money that is carried forward: the first day on which it must be back.",
    )
    line = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label="Line of the grant"
    )
    note = words("Note", longest=500)

    def __init__(self, *filled: Any, lines: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(*filled, **more)
        field = self.fields["line"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "No line in particular"), *lines]

    def said(self) -> dict[str, Any]:
        """Return what was typed as the action takes it."""
        return {**self.cleaned_data, "kind": MovementKind(self.cleaned_data["kind"])}
