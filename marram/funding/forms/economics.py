"""What is typed about costs and returns, and into the two calculators of money."""

from typing import Any

from marram.design.forms import Form, component
from marram.funding.forms.fields import ExactField
from marram.funding.forms.money import Kept, lines, one_of, source, words
from marram.funding.rules.fees import Category
from marram.funding.vocabulary.money import EconomicKind


CATEGORIES = range(1, 9)


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
