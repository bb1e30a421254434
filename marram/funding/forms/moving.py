"""What is asked before a return goes to another stage, or something is taken out."""

from django import forms

from marram.design.forms import DateField, Form, Textarea
from marram.funding.forms.money import Kept
from marram.funding.vocabulary import Approval


class ReasonForm(Form):
    reason = forms.CharField(label="Why", widget=Textarea(rows=3), max_length=1000)


class ApprovalForm(Form):
    """How and when a return was approved."""

    approval = forms.ChoiceField(
        label="Who approved it?", choices=[(each.value, each.capitalize()) for each in Approval]
    )
    on = DateField(label="Day on which it was approved")


class DayForm(Form):
    on = DateField(label="Day")


class RemoveForm(Kept):
    """Why something is taken out; the button asks once more before it goes."""

    reason = forms.CharField(label="Why is it taken out?", widget=Textarea(rows=3), max_length=1000)
