"""What is typed about reports: their parts, appendices, authors and sign-offs."""

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from marram.board.forms.word import LARGEST_FILE, TOO_LARGE, WordReport, read_report
from marram.board.queries.reports import OpenItem, WritingPage
from marram.board.rules.marks import live_lines
from marram.board.rules.reports import print_of
from marram.board.vocabulary.reports import LONGEST_LINE, Kind, Live, Part, longest
from marram.design.forms import Form, Radios, Textarea
from marram.design.words import day
from marram.records.vocabulary import KINDS_BY_ENDING, MediaType


ROWS = {"body": 30, "summary": 8, "recommendations": 6}


class PlaceForm(Form):
    """Which item of which agenda a report is for."""

    item = forms.ChoiceField(label="Agenda item")

    def __init__(self, *filled: Any, items: Sequence[OpenItem], **more: Any) -> None:
        super().__init__(*filled, **more)
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)
        choices = [(str(each.number), _in_words(each)) for each in items]
        empty = "Choose" if field.required else "Not known yet"
        field.choices = [("", empty), *choices]


class BeginForm(PlaceForm):
    """What a report starts with; the rest is written page by page."""

    title = forms.CharField(label="Subject", max_length=LONGEST_LINE)
    report_of = forms.CharField(
        label="Report of",
        max_length=LONGEST_LINE,
        help_text="A role, not a name: Director of Public Health.",
    )
    item = forms.ChoiceField(label="Agenda item", required=False)
    field_order = ("title", "report_of", "item")


class WritingForm(Form):
    """One page of the template. `seen` holds the prints of the texts it was opened with."""

    # Every part may be left empty until the report is sent for clearance.
    marks_optional = False

    seen = forms.JSONField(widget=forms.HiddenInput, required=False)

    def texts(self) -> Mapping[str, str]:
        """Return what was typed, by part."""
        return {name: said for name, said in self.cleaned_data.items() if name != "seen"}

    def prints(self) -> Mapping[str, str]:
        """Return the prints of what the writer has seen, by part."""
        seen = self.cleaned_data["seen"]
        return seen if isinstance(seen, dict) else {}

    def having_seen(self, theirs: Mapping[str, str]) -> None:
        """Go on as one who has seen their texts, which stand beside what was typed."""
        prints = {name: print_of(text) for name, text in theirs.items()}
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["seen"] = json.dumps({**self.prints(), **prints})  # type: ignore[index]


def writing_form(typed: Any = None, *, page: WritingPage) -> WritingForm:
    """Return the form of one page of the template, with what stands there now."""
    boxes = {part.name: _field(part) for part in page.section.parts}
    kind: type[WritingForm] = type("WritingForm", (WritingForm,), boxes)
    return kind(typed, initial={**page.texts, "seen": dict(page.seen)})


class AuthorForm(Form):
    user = forms.ChoiceField(label="Who")

    def __init__(self, *filled: Any, people: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*filled, **more)
        field = self.fields["user"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose"), *people]


class AppendixForm(Form):
    title = forms.CharField(max_length=300, help_text="As it should be printed.")
    file = forms.FileField(
        help_text="PDF, Word, Excel, CSV, plain text, PNG or JPEG, up to 25 MB.",
        allow_empty_file=True,
    )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if media_type(file) is None:
            raise ValidationError(
                f"“{file.name}” is of a kind that we cannot keep. Choose a PDF, Word, Excel, CSV, "
                "text, PNG or JPEG file."
            )
        return file


class LiveAppendixForm(Form):
    """What an appendix is drawn from; once it is clean, `live` holds the blocks."""

    title = forms.CharField(max_length=300, help_text="As it should be printed.")
    live = forms.ChoiceField(label="What it shows")

    def __init__(self, *filled: Any, offered: Sequence[Any], **more: Any) -> None:
        super().__init__(*filled, **more)
        field = self.fields["live"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose"), *offered]

    def clean_live(self) -> tuple[Live, ...]:
        return live_lines(self.cleaned_data["live"])[1]


class WordForm(Form):
    """A Word file; once it is clean, `file` is what it says."""

    file = forms.FileField(
        label="Word file", help_text="A .docx file, up to 10 MB.", allow_empty_file=True
    )

    def clean_file(self) -> WordReport:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise ValidationError(TOO_LARGE)
        return read_report(file.read())


class SignForm(Form):
    reference = forms.CharField(
        max_length=40, help_text="As it is printed in the report, such as FD 6398/21."
    )
    remarks = forms.CharField(
        required=False,
        widget=Textarea(rows=3),
        max_length=2000,
        help_text="For the authors and officers. It is not printed.",
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(Form):
    reason = forms.CharField(label="Why", widget=Textarea(rows=3), max_length=2000)


class ConfirmForm(Form):
    """Nothing to type: the page says what the button does."""


def media_type(file: "UploadedFile[Any]") -> MediaType | None:
    """Return the kind of a file by how its name ends; keeping it looks at its bytes too."""
    return KINDS_BY_ENDING.get(PurePath(file.name or "").suffix.lower())


def _in_words(item: OpenItem) -> str:
    return f"{item.board}, {day(item.meets_on)}: {item.title}"


def _field(part: Part) -> forms.Field:
    """Return the box for a part. No part must be filled in until the report is sent."""
    if part.choices is not None:
        return forms.ChoiceField(
            choices=list(part.choices.items()),
            required=False,
            label=part.label,
            help_text=part.hint,
            widget=Radios(inline=len(part.choices) == 2),
        )
    one_line = part.kind is Kind.LINE
    return forms.CharField(
        required=False,
        label=part.label,
        help_text=part.hint,
        strip=False,
        max_length=longest(part) if one_line else None,
        widget=None if one_line else Textarea(rows=ROWS.get(part.name, 3)),
    )
