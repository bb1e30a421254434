"""What somebody wants to see of the ledger, as the address of the page says it."""

from django import forms as django_forms
from django.core.exceptions import ValidationError

from marram.design import forms
from marram.records import rules
from marram.records.queries import Chosen


class Choose(forms.Form):
    """Filters of the ledger. They come from the address, so a view of it can be sent on."""

    marks_optional = False

    by = django_forms.CharField(label="Who", required=False, widget=django_forms.Select)
    kind = django_forms.CharField(label="What", required=False, widget=django_forms.Select)
    record = django_forms.CharField(
        label="Record",
        required=False,
        help_text="A kind of record, such as strategy.action, or one of them: strategy.action/12",
    )
    since = forms.DateField(label="From", required=False)
    until = forms.DateField(label="Up to and including", required=False)

    def chosen(self) -> Chosen:
        """Return the filters that could be understood; those that could not are left out."""
        self.is_valid()
        typed = self.cleaned_data
        subject_kind, _, subject_key = typed.get("record", "").strip().strip("/").partition("/")
        return Chosen(
            by=typed.get("by", ""),
            kind=typed.get("kind", ""),
            subject_kind=subject_kind,
            subject_key=subject_key,
            since=typed.get("since"),
            until=typed.get("until"),
        )


class Check(forms.Form):
    """Asks for a hash that was written down earlier."""

    marks_optional = False

    expect = django_forms.CharField(
        label="A hash that was written down earlier",
        required=False,
        help_text="From minutes, for example. At least its first 16 characters.",
    )

    def clean_expect(self) -> str:
        expected = str(self.cleaned_data["expect"])
        verdict = rules.checkable(expected)
        if not verdict:
            raise ValidationError(verdict.reason)
        return expected
