"""What is typed about risks."""

from typing import Any

from django import forms

from marram.design.forms import DateField, Form, Textarea
from marram.strategy.rules.risks import IMPACTS, LIKELIHOODS


def _scores(words: dict[int, str]) -> list[tuple[str, str]]:
    return [("", "Choose"), *((str(each), f"{each} {word}") for each, word in words.items())]


class Score(forms.TypedChoiceField):
    """Likelihood or impact from 1 to 5, with its word."""

    def __init__(self, words: dict[int, str], **more: Any) -> None:
        super().__init__(choices=_scores(words), coerce=int, **more)


class RiskForm(Form):
    """A risk, before and after what is done about it."""

    title = forms.CharField(
        label="What might happen", max_length=300, help_text="One sentence, such as: the hub floods"
    )
    cause = forms.CharField(
        required=False, label="Why it might happen", widget=Textarea(rows=2), max_length=1000
    )
    effect = forms.CharField(
        required=False, label="What it would lead to", widget=Textarea(rows=2), max_length=1000
    )
    likelihood_before = Score(LIKELIHOODS, label="Likelihood if nothing is done")
    impact_before = Score(IMPACTS, label="Impact if nothing is done")
    mitigations = forms.CharField(
        label="What is done about it", widget=Textarea(rows=4), max_length=4000
    )
    likelihood_after = Score(LIKELIHOODS, label="Likelihood with that in place")
    impact_after = Score(IMPACTS, label="Impact with that in place")
    owner = forms.CharField(
        label="Owner", max_length=200, help_text="The role that looks after it, not a name"
    )
    review_on = DateField(label="Review it on")
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RiskReviewForm(Form):
    """The mark that a meeting looked at a risk."""

    meeting = forms.CharField(label="Which meeting?", max_length=200)
    on = DateField(label="Day of the meeting")
    likelihood = Score(LIKELIHOODS, label="Likelihood that the meeting settled on")
    impact = Score(IMPACTS, label="Impact that the meeting settled on")
    note = forms.CharField(
        required=False, label="What was said", widget=Textarea(rows=3), max_length=2000
    )
    review_on = DateField(label="Review it again on")


class CloseRiskForm(Form):
    reason = forms.CharField(label="Why it is closed", widget=Textarea(rows=3), max_length=1000)
