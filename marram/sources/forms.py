"""What people fill in to send, type or decline a delivery."""

from collections.abc import Iterable, Mapping

from django import forms as django_forms

from marram.design import forms
from marram.sources.queries import LayoutLine
from marram.sources.vocabulary import Column, Kind, Stage


# Texts longer than this are typed into a box of several lines.
ONE_LINE = 250


class Send(forms.Form):
    """A file, what it holds, and a word about it."""

    layout = django_forms.ChoiceField(label="What does the file hold?")
    file = django_forms.FileField(
        label="File",
        allow_empty_file=True,
        help_text="An Excel workbook (.xlsx) or a comma-separated file (.csv), up to 25 MB; for "
        "boundaries a GeoJSON file (.geojson).",
    )
    note = django_forms.CharField(
        label="Note",
        required=False,
        max_length=1000,
        help_text="Where the file comes from, for example, or what has changed in it.",
    )

    def __init__(self, *args: object, layouts: Iterable[LayoutLine], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(line.slug, line.title) for line in layouts]
        self.fields["layout"].choices = [("", "Choose"), *chosen]  # type: ignore[attr-defined]


class TypedRow(forms.Form):
    """One row of a layout, typed: a box for each of its columns. Faults are found as in a file."""

    def __init__(self, *args: object, layout: LayoutLine, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for column in layout.columns:
            self.fields[column.name] = _box(column)

    def row(self) -> Mapping[str, str]:
        """Return what was typed, by column."""
        return {name: str(said or "") for name, said in self.cleaned_data.items()}


class Decline(forms.Form):
    reason = django_forms.CharField(
        label="Why do you decline this delivery?",
        widget=django_forms.Textarea,
        max_length=2000,
        help_text="The sender reads this. Say what to put right.",
    )


class Choose(forms.Form):
    """Filters of the list, read from its address."""

    marks_optional = False

    layout = django_forms.ChoiceField(label="What they hold", required=False)
    stage = django_forms.ChoiceField(
        label="Stage",
        required=False,
        choices=[("", "All"), *((stage.value, stage.value.capitalize()) for stage in Stage)],
    )

    def __init__(self, *args: object, layouts: Mapping[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["layout"].choices = [  # type: ignore[attr-defined]
            ("", "All"),
            *layouts.items(),
        ]

    def chosen(self) -> Mapping[str, str]:
        """Return the filters that could be understood; those that could not are left out."""
        self.is_valid()
        return {name: said for name, said in self.cleaned_data.items() if said}


def _box(column: Column) -> django_forms.Field:
    if column.choices or column.kind is Kind.FLAG:
        choices = column.choices or ("yes", "no")
        return django_forms.ChoiceField(
            label=column.title,
            required=column.required,
            choices=[("", "Choose"), *((choice, choice) for choice in choices)],
            help_text=column.hint,
        )
    several_lines = column.kind is Kind.TEXT and column.longest > ONE_LINE and not column.refers_to
    return django_forms.CharField(
        label=column.title,
        required=column.required,
        help_text=column.hint,
        widget=django_forms.Textarea if several_lines else django_forms.TextInput,
    )
