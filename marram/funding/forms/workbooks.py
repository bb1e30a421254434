"""What is sent to take a workbook in."""

from django import forms

from marram.design.forms import Form, Textarea


class WorkbookForm(Form):
    workbook = forms.FileField(
        label="Workbook or list of scheme lines",
        help_text="The workbook of this return as an Excel file (.xlsx), or a plain list of scheme "
        "lines with the headings of the template (.xlsx or .csv).",
    )
    reason = forms.CharField(
        required=False,
        max_length=1000,
        widget=Textarea(rows=2),
        label="If lines are gone from the workbook: why are they taken out?",
        help_text="Without a reason, lines that are gone are listed and nothing changes.",
    )
    anyway = forms.BooleanField(
        required=False, label="Replace what others changed after the workbook was made"
    )
