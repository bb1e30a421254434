"""Forms that print GOV.UK markup and say what is wrong in words that say what to do.

A room writes `class ReportProgress(forms.Form)` with Django's own fields, and the widgets and the
DateField from here where it wants more. `{{ form }}` prints the error summary and every field.
"""

from marram.design.forms.base import Form, FormPage, Renderer, error_summary
from marram.design.forms.conflicts import conflict_shown, settled
from marram.design.forms.dates import DateField, DateInput
from marram.design.forms.printing import component
from marram.design.forms.sending import sent
from marram.design.forms.widgets import Checkboxes, Input, Radios, Textarea


__all__ = [
    "Checkboxes",
    "DateField",
    "DateInput",
    "Form",
    "FormPage",
    "Input",
    "Radios",
    "Renderer",
    "Textarea",
    "component",
    "conflict_shown",
    "error_summary",
    "sent",
    "settled",
]
