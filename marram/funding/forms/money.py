"""What is typed about grants, budgets, contracts, intentions, costs and fees."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django import forms

from marram.design.forms import DateField, Form, Input, Radios, Textarea, component
from marram.funding.forms.fields import ExactField, money
from marram.funding.rules.fees import Category
from marram.funding.vocabulary.money import (
    AIM_WORDS,
    STEPS,
    EconomicKind,
    IntentionStage,
    MovementKind,
    Side,
    Unspent,
)


AFTER = "If it ends on 31 March 2027, enter 1 4 2027."
NONE_LISTED = ("", "None of those listed")


def words(label: str, *, required: bool = False, longest: int = 200, **more: Any) -> Any:
    return forms.CharField(label=label, required=required, max_length=longest, **more)


def lines(label: str, *, required: bool = False, rows: int = 3, **more: Any) -> Any:
    return forms.CharField(
        label=label, required=required, max_length=4000, widget=Textarea(rows=rows), **more
    )


def source() -> Any:
    return words("Where this is written", longest=500)


def one_of(kind: type[StrEnum], label: str, **more: Any) -> Any:
    chosen = [(each.value, each.value.capitalize()) for each in kind]
    return forms.ChoiceField(label=label, choices=chosen, **more)


def whole(label: str, *, least: int = 1, most: int = 9_999_999, **more: Any) -> Any:
    return forms.IntegerField(
        label=label, required=False, min_value=least, max_value=most, widget=Input(width=10), **more
    )


class Kept(Form):
    """A form that remembers which version of the record it was filled in from."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def offer(self, name: str, named: Mapping[str, str]) -> None:
        """Let one of these be chosen, or none."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [NONE_LISTED, *named.items()]

    def said(self) -> dict[str, Any]:
        """Return what was typed as the action takes it: no choice is None."""
        chosen = {
            name
            for name, field in self.fields.items()
            if isinstance(field, forms.ChoiceField) and not field.required
        }
        return {
            name: None if name in chosen and value == "" else value
            for name, value in self.cleaned_data.items()
            if name != "seen_version"
        }

    @property
    def version(self) -> int:
        return self.cleaned_data.get("seen_version") or 0


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


class FactForm(Kept):
    item = words("What it is", required=True)
    kind = one_of(EconomicKind, "Kind of figure")
    amount = ExactField(required=False, places=3, least=None, most=10**14, label="Figure")
    unit = words("Unit", longest=60, help_text="Such as £, £ a year, or £ for each £1.")
    context = lines("What its paper says of it", rows=2)
    period = words("Period", longest=100)
    area = words("Area")
    price_year = words("In the prices of", longest=20, help_text="A year, such as 2012/13.")
    price_basis = words("How the price year is known", longest=100)
    quality = words("What to be careful about")
    source = source()


class ReturnForm(Form):
    """A cost, and what each pound of it is said to give back."""

    cost = ExactField(places=2, prefix="£", label="Cost")
    ratio = ExactField(places=2, prefix="£", label="What each £1 gives back")


CATEGORIES = range(1, 9)


class AverageForm(Form):
    """Up to eight categories of one service, each with its fee and what it is paid for."""

    marks_optional = False

    def __init__(self, *filled: Any, **more: Any) -> None:
        super().__init__(*filled, **more)
        for number in CATEGORIES:
            self.fields[f"label_{number}"] = words(f"Category {number}", longest=80)
            self.fields[f"fee_{number}"] = ExactField(
                required=False, prefix="£", label=f"Fee {number}"
            )
            self.fields[f"weight_{number}"] = ExactField(
                required=False, label=f"Clients or hours {number}"
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        for number in CATEGORIES:
            fee, weight = typed.get(f"fee_{number}"), typed.get(f"weight_{number}")
            if (fee is None) != (weight is None):
                missing = "fee" if fee is None else "weight"
                self.add_error(
                    f"{missing}_{number}",
                    f"Enter the fee of category {number} and its clients or hours, or neither.",
                )
        return typed

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """Return the boxes of each category, to stand side by side."""
        names = ("label", "fee", "weight")
        return tuple(
            tuple(component(self[f"{name}_{number}"]) for name in names) for number in CATEGORIES
        )

    @property
    def categories(self) -> tuple[Category, ...]:
        """Return the categories that were filled in."""
        typed = self.cleaned_data
        return tuple(
            Category(
                label=typed[f"label_{number}"] or f"Category {number}",
                fee=typed[f"fee_{number}"],
                weight=typed[f"weight_{number}"],
            )
            for number in CATEGORIES
            if typed[f"fee_{number}"] is not None
        )
