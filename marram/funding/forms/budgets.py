"""What is typed about budgets."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms

from marram.design.forms import DateField, Input, Radios
from marram.funding.forms.fields import ExactField, money
from marram.funding.forms.money import AFTER, Kept, lines, one_of, source, whole, words
from marram.funding.vocabulary.money import STEPS, Side


class BudgetForm(Kept):
    title = words("Name of the budget", required=True)
    organisation = forms.ChoiceField(required=False, label="Whose budget is it?")
    period = words("Period", required=True, longest=100, help_text="Such as 2018/19.")
    starts_on = DateField(required=False, label="First day")
    ends_on = DateField(required=False, label="Day after the last day", help_text=AFTER)
    people = whole("How many people is it for?")
    people_words = words("Who they are", help_text="Such as adults who live in Sefton.")
    printed_income = money(label="Income, as its paper prints it")
    printed_spend = money(label="Spend, as its paper prints it")
    printed_balance = ExactField(
        required=False,
        prefix="£",
        least=None,
        label="Balance, as its paper prints it",
        help_text="Below 0 for an overspend, such as -2300000.",
    )
    note = lines("Note")
    source = source()

    def __init__(self, *filled: Any, organisations: Mapping[str, str], **more: Any) -> None:
        super().__init__(*filled, **more)
        self.offer("organisation", organisations)


class BudgetLineForm(Kept):
    side = one_of(Side, "Is it income or spend?", widget=Radios(inline=True))
    title = words("What it is", required=True)
    payer = words("Who pays it")
    amount = money(label="Amount")
    rise = ExactField(
        required=False, prefix="£", least=None, label="By how much it rose over the period"
    )
    rise_percent = ExactField(
        required=False, suffix="%", least=None, most=10_000, label="The rise in percent"
    )
    step = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Not stated"), *STEPS.items()],
        label="Step of stepped care",
    )
    starts_on = DateField(required=False, label="First day")
    ends_on = DateField(required=False, label="Day after the last day", help_text=AFTER)
    note = words("Note", longest=500)
    source = source()


class NeedForm(Kept):
    """How many people need a step of stepped care; `steps` are those not counted yet."""

    step = forms.TypedChoiceField(coerce=int, label="Step of stepped care")
    people = forms.IntegerField(
        min_value=0, max_value=9_999_999, label="How many people need it", widget=Input(width=10)
    )
    source = source()

    def __init__(self, *filled: Any, steps: Collection[int], **more: Any) -> None:
        super().__init__(*filled, **more)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(step, STEPS[step]) for step in sorted(steps)]
