"""What somebody wants to see of the ledger, as the address of the page says it."""

from collections.abc import Mapping

from django import forms as django_forms
from django.core.exceptions import ValidationError

from marram.design import forms
from marram.design.components import Component
from marram.records import rules
from marram.records.queries import Chosen


DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d.%m.%Y")


class Choose(forms.Form):
    """Filters of the ledger. They come from the address, so a view of it can be sent on."""

    marks_optional = False

    by = django_forms.CharField(label="Who", required=False, widget=django_forms.Select)
    kind = django_forms.CharField(label="What", required=False, widget=django_forms.Select)
    record = django_forms.CharField(
        label="Record", required=False, help_text="strategy.action, or strategy.action/12"
    )
    since = django_forms.DateField(
        label="From",
        required=False,
        help_text="31/3/2026",
        input_formats=DAYS,
        error_messages={"invalid": "Enter the first day like this: 31/3/2026."},
        widget=django_forms.TextInput,
    )
    until = django_forms.DateField(
        label="Up to and including",
        required=False,
        help_text="31/3/2026",
        input_formats=DAYS,
        error_messages={"invalid": "Enter the last day like this: 31/3/2026."},
        widget=django_forms.TextInput,
    )

    def boxes(self, *, who: Mapping[str, str], what: Mapping[str, str]) -> tuple[Component, ...]:
        """Return the fields, with the people and the facts that stand in the ledger to choose."""
        for name, known in (("by", who), ("kind", what)):
            by_words = sorted(known.items(), key=lambda one: (one[1].casefold(), one[0]))
            select = self.fields[name].widget
            assert isinstance(select, django_forms.Select)
            select.choices = [("", "All"), *by_words]
        shown = (forms.component(box) for box in self)
        return tuple(box for box in shown if isinstance(box, Component))

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
