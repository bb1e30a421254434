"""What is typed about the forward plan."""

from django import forms

from marram.board.forms.answers import Reason, seen_version
from marram.board.vocabulary.meetings import EXEMPT_PARAGRAPHS
from marram.design.forms import Checkboxes, DateField, Form, Input, Textarea


class EntryForm(Form):
    """A matter that is to come."""

    title = forms.CharField(label="Matter", max_length=300)
    maker = forms.CharField(
        label="Who decides", max_length=200, help_text="The board, or the cabinet member by role."
    )
    due_on = DateField(label="Day, or first day of the period")
    spending = forms.DecimalField(
        label="Spending or saving",
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=Input(width=10, prefix="£"),
    )
    wards = forms.IntegerField(
        label="Wards it affects much", required=False, min_value=0, widget=Input(width=3)
    )
    consultees = forms.CharField(
        label="Who is asked", required=False, max_length=2000, widget=Textarea(rows=2)
    )
    papers = forms.CharField(
        label="Documents", required=False, max_length=2000, widget=Textarea(rows=2)
    )
    contact_role = forms.CharField(label="Contact, by role", required=False, max_length=200)
    exempt_under = forms.MultipleChoiceField(
        label="To be taken in private under Schedule 12A, paragraph",
        required=False,
        choices=[(number, f"{number}: {what}") for number, what in EXEMPT_PARAGRAPHS.items()],
        widget=Checkboxes(small=True),
    )
    exempt_because = Reason(label="If in private: why", required=False)
    seen_version = seen_version()

    def clean_exempt_under(self) -> str:
        return ", ".join(self.cleaned_data["exempt_under"])


class PublishForm(Form):
    until = DateField(label="Until which day")
