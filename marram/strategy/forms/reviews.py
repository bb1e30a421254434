"""What is typed in reviews."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from marram.design.components import Component
from marram.design.forms import Form, Radios, Textarea, component
from marram.strategy.queries.reviews import UnderReview
from marram.strategy.rules.reviews import Decision
from marram.strategy.vocabulary import ReviewOutcome


class TakeReviewForm(Form):
    """The name of a new review."""

    title = forms.CharField(
        label="What to call this review", max_length=200, help_text="Such as: annual review 2025"
    )


class ConclusionsForm(Form):
    """What a review concludes about the plan as a whole."""

    conclusions = forms.CharField(
        required=False,
        label="Conclusions",
        help_text="What to keep, what to change and what was learned.",
        widget=Textarea(rows=8),
        max_length=10_000,
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class DecisionsForm(Form):
    """What to do with each action under review, and why. Any may wait."""

    marks_optional = False
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *filled: Any, under_review: Sequence[UnderReview], version: int) -> None:
        self.under_review = under_review
        super().__init__(*filled, initial={**_decided(under_review), "seen_version": version})
        for each in under_review:
            self._ask(each.action.code)

    def decisions(self) -> dict[str, Decision]:
        """Return what was decided, by the code of each action."""
        typed = self.cleaned_data
        return {
            each.action.code: Decision(
                outcome=typed[f"{each.action.code}-outcome"] or "",
                reason=typed[f"{each.action.code}-reason"] or "",
            )
            for each in self.under_review
        }

    def boxes(self, code: str) -> tuple[Component | SafeString, ...]:
        """Return what prints the outcome and the reason for an action."""
        return tuple(component(self[f"{code}-{part}"]) for part in ("outcome", "reason"))

    def labels(self) -> dict[str, str]:
        """Return what to call each field when it stands apart from its action."""
        codes = [each.action.code for each in self.under_review]
        return {
            f"{code}-{part}": f"{code.upper()}: {words}"
            for code in codes
            for part, words in (("outcome", "what to do"), ("reason", "why"))
        }

    def _ask(self, code: str) -> None:
        self.fields[f"{code}-outcome"] = forms.ChoiceField(
            required=False,
            label=f"What to do with {code.upper()}",
            choices=[
                ("", "Not decided"),
                *((each.value, each.capitalize()) for each in ReviewOutcome),
            ],
            widget=Radios(inline=True, small=True),
        )
        self.fields[f"{code}-reason"] = forms.CharField(
            required=False,
            label="Why",
            max_length=1000,
            widget=Textarea(rows=2, attrs={"aria-label": f"Why, for {code.upper()}"}),
        )


def _decided(under_review: Sequence[UnderReview]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for each in under_review:
        kept[f"{each.action.code}-outcome"] = each.decision.outcome
        kept[f"{each.action.code}-reason"] = each.decision.reason
    return kept
