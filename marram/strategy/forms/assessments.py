"""What is typed in assessments."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from marram.design.components import Component
from marram.design.forms import DateField, Form, Radios, Textarea, component
from marram.strategy.queries.action_lines import Claim
from marram.strategy.queries.assessments import AnsweredQuestion
from marram.strategy.rules.assessments import Given


PARTS = ("rating", "gist", "evidence")


class StartForm(Form):
    """A new sitting of a tool."""

    title = forms.CharField(
        label="What is assessed?",
        max_length=200,
        help_text="A place, a service or a pathway. Use the same words again to see what moved.",
    )
    on = DateField(label="As on which day?")


class VisionTestForm(Form):
    """Which strategy's vision is to be tested."""

    strategy = forms.ChoiceField(
        label="Which strategy?",
        help_text="Each statement of its vision and outcomes becomes a question.",
    )

    def __init__(self, *filled: Any, strategies: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*filled, **more)
        field = self.fields["strategy"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose"), *strategies]


class AnswersForm(Form):
    """Every question of a tool: a rating, why, and what shows it. Any may wait."""

    marks_optional = False
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *filled: Any,
        questions: Sequence[AnsweredQuestion],
        ratings: Sequence[Claim],
        version: int,
    ) -> None:
        self.questions = questions
        self.codes = {each.label: each.code for each in ratings}
        super().__init__(*filled, initial={**_answers(questions), "seen_version": version})
        for question in questions:
            self._ask(question, ratings)

    def given(self) -> dict[str, Given]:
        """Return what was answered, by the ref of each question."""
        typed = self.cleaned_data
        return {
            question.ref: Given(**{part: typed[_name(question, part)] or "" for part in PARTS})
            for question in self.questions
        }

    def by_field(self, theirs: Mapping[str, str]) -> dict[str, str]:
        """Return what somebody else answered, by the names of our fields."""
        names = {
            f"{each.ref}-{part}": _name(each, part) for each in self.questions for part in PARTS
        }
        return {names[name]: self.codes.get(text, text) for name, text in theirs.items()}

    def labels(self) -> dict[str, str]:
        """Return what to call each field when it stands apart from its question."""
        words = {"rating": "Rating", "gist": "Why", "evidence": "Evidence"}
        return {
            _name(question, part): f"{question.ref} {question.text}: {words[part]}"
            for question in self.questions
            for part in PARTS
        }

    def boxes(self, question: AnsweredQuestion) -> tuple[Component | SafeString, ...]:
        """Return what prints the rating, the reason and the evidence of a question."""
        return tuple(component(self[_name(question, part)]) for part in PARTS)

    def _ask(self, question: AnsweredQuestion, ratings: Sequence[Claim]) -> None:
        self.fields[_name(question, "rating")] = forms.ChoiceField(
            required=False,
            label=f"{question.ref} {question.text}",
            choices=[("", "Not rated"), *((each.code, each.label) for each in ratings)],
            widget=Radios(inline=True, small=True),
        )
        self.fields[_name(question, "gist")] = forms.CharField(
            required=False, label="Why", max_length=2000,
            widget=Textarea(rows=2, attrs={"aria-label": f"Why, for {question.ref}"}),
        )  # fmt: skip
        self.fields[_name(question, "evidence")] = forms.CharField(
            required=False, label="What shows it", max_length=1000,
            widget=Textarea(rows=1, attrs={"aria-label": f"What shows it, for {question.ref}"}),
        )  # fmt: skip


def _name(question: AnsweredQuestion, part: str) -> str:
    return f"q{question.number}-{part}"


def _answers(questions: Sequence[AnsweredQuestion]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for each in questions:
        kept[_name(each, "rating")] = each.rating.code if each.rating else ""
        kept[_name(each, "gist")] = each.gist
        kept[_name(each, "evidence")] = each.evidence
    return kept
