"""What is typed about pools, the agreements behind them and the returns that are opened."""

from typing import Any

from django import forms

from marram.design.forms import DateField, Form, Textarea
from marram.funding.vocabulary import Period, ReturnKind


class OpenReturnForm(Form):
    kind = forms.ChoiceField(
        label="Which return?", choices=[(each.value, each.capitalize()) for each in ReturnKind]
    )
    period = forms.ChoiceField(
        label="Period",
        choices=[
            (Period.OUTTURN.value, "Whole year"),
            (Period.Q1.value, "To the end of quarter 1"),
            (Period.Q2.value, "To the end of quarter 2"),
            (Period.Q3.value, "To the end of quarter 3"),
        ],
    )
    due_on = DateField(required=False, label="Due on")
    begin_from = forms.ChoiceField(
        required=False,
        label="Begin with the lines of",
        help_text="A year's end begins well with its plan, a plan with the year before.",
    )

    def __init__(self, *filled: Any, earlier: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*filled, **more)
        field = self.fields["begin_from"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Nothing: I add the lines myself"), *earlier]

    def said(self) -> dict[str, Any]:
        """Return what was typed as the action takes it."""
        chosen = self.cleaned_data
        kind, period = ReturnKind(chosen["kind"]), Period(chosen["period"])
        return {**chosen, "kind": kind, "period": period}


class PoolForm(Form):
    """A year's pool; areas and agreements are handed in."""

    title = forms.CharField(max_length=300, label="Title")
    area = forms.ChoiceField(label="Area")
    year = forms.IntegerField(
        min_value=2015,
        max_value=2100,
        label="Financial year that begins in",
        help_text="For example, 2020 for 2020-21",
    )
    agreement = forms.ChoiceField(required=False, label="Agreement")
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *filled: Any,
        areas: list[tuple[str, str]],
        agreements: list[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(*filled, **more)
        for name, choices in (("area", areas), ("agreement", agreements)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "Choose" if name == "area" else "None yet"), *choices]

    def said(self) -> dict[str, Any]:
        """Return what was typed as the action takes it."""
        names = ("title", "area", "year")
        agreement = self.cleaned_data["agreement"] or None
        return {**{name: self.cleaned_data[name] for name in names}, "agreement": agreement}


class AgreementForm(Form):
    """An agreement; organisations are handed in."""

    title = forms.CharField(max_length=300, label="Title")
    starts_on = DateField(required=False, label="Starts on")
    ends_on = DateField(required=False, label="Ends on")
    signed_on = DateField(required=False, label="Signed on")
    council = forms.MultipleChoiceField(
        required=False, label="Councils that are bound by it", widget=forms.SelectMultiple
    )
    nhs = forms.MultipleChoiceField(
        required=False, label="NHS bodies that are bound by it", widget=forms.SelectMultiple
    )
    delegated_to = forms.CharField(
        required=False, max_length=300, label="Role that may approve for the board"
    )
    delegated_terms = forms.CharField(
        required=False, max_length=1000, label="What for", widget=Textarea(rows=2)
    )
    documents = forms.CharField(
        required=False,
        max_length=4000,
        label="Documents",
        help_text="One a line: the title, then its address after a |",
        widget=Textarea(rows=3),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *filled: Any,
        councils: list[tuple[str, str]],
        nhs: list[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(*filled, **more)
        for name, choices in (("council", councils), ("nhs", nhs)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = choices

    def parties(self) -> list[tuple[str, bool]]:
        """Return the organisations with whether each is of the NHS."""
        sides = (("council", False), ("nhs", True))
        return [(each, nhs) for side, nhs in sides for each in self.cleaned_data[side]]

    def papers(self) -> list[tuple[str, str]]:
        """Return the documents as titles and addresses."""
        lines = self.cleaned_data["documents"].splitlines()
        pairs = (line.partition("|") for line in lines if line.strip())
        return [(title.strip(), link.strip()) for title, _, link in pairs]
