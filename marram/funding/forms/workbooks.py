"""What is sent to take a workbook in."""

from django import forms

from marram.design.forms import Form


class WorkbookForm(Form):
    workbook = forms.FileField(
        label="Workbook or list of scheme lines",
        help_text="The workbook of this return as an Excel file (.xlsx), or a plain list of scheme "
        "lines with the headings of the template (.xlsx or .csv).",
    )
    anyway = forms.BooleanField(
        required=False, label="Replace what others changed after the workbook was made"
    )
