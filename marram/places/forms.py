"""What is typed about areas."""

from django import forms

from marram.design import forms as design
from marram.places.vocabulary import Kind


class Area(design.Form):
    """What may be changed of an area; its code and kind stay as they are."""

    name = forms.CharField(label="Name", max_length=200)
    named_since = design.DateField(
        label="First day of this name",
        required=False,
        help_text="Leave it empty if the area has had its name from its first day.",
    )
    starts_on = design.DateField(label="First day of the area", required=False)
    ends_on = design.DateField(
        label="First day on which it is no longer in use",
        required=False,
        help_text="What took over is said in a file of “Areas that took over from others”.",
    )
    basis = forms.CharField(
        label="How sure we are of the code",
        max_length=200,
        required=False,
        help_text="For example, as printed in the paper",
    )
    source = forms.CharField(
        label="Source", required=False, help_text="Where this is written, such as an order"
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NewArea(Area):
    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="As the Register of Geographic Codes has it, such as E05000932; for an area that "
        "has none, “local-” and small letters",
    )
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Choose"), *((str(kind), str(kind)) for kind in Kind)]
    )
    field_order = ["code", "kind", "name"]
