"""What is typed about published papers: the file, what is put right in a proposal, a reason."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from marram.board.queries.readings import ProposalPage
from marram.board.vocabulary.meetings import ItemKind, Mode, Presence
from marram.board.vocabulary.readings import FRONT_SHEET, Kind
from marram.board.vocabulary.reports import YES_NO
from marram.board.vocabulary.resolutions import Outcome, Repeat, ResolutionKind
from marram.design.forms import DateField, Form, Textarea
from marram.records.vocabulary import LARGEST_DOCUMENT


TOO_LARGE = f"The file is larger than {LARGEST_DOCUMENT // 1024**2} MB. Hand in a part of the pack."


class PaperForm(Form):
    """A published paper."""

    file = forms.FileField(
        label="Agenda, minutes or whole pack",
        allow_empty_file=True,
        help_text="A PDF with words in it, or its text (.txt), up to 25 MB.",
    )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_DOCUMENT:
            raise forms.ValidationError(TOO_LARGE)
        return file


class DeclineForm(Form):
    reason = forms.CharField(
        label="Why is this not so?",
        widget=Textarea,
        max_length=2000,
        help_text="Say it for whoever reads this paper next.",
    )


class ProposalForm(Form):
    """What a proposal says, to be put right before it is accepted."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, typed: Any = None, *, found: ProposalPage) -> None:
        super().__init__(typed, initial={**_initial(found), "seen_version": found.line.version})
        for name, field in FIELDS[found.line.kind](found).items():
            self.fields[name] = field

    def values(self) -> Mapping[str, Any]:
        """Return what was typed, as proposals keep it: days as texts."""
        typed = {name: said for name, said in self.cleaned_data.items() if name != "seen_version"}
        return {name: _kept(said) for name, said in typed.items()}


def _initial(found: ProposalPage) -> dict[str, Any]:
    return {
        name: date.fromisoformat(said) if name in DAYS and said else said
        for name, said in found.line.values.items()
    }


DAYS = frozenset({"on", "due_on"})


def _kept(said: Any) -> Any:
    if said is None:
        return ""
    return said.isoformat() if isinstance(said, date) else said


def _text(label: str, *, required: bool = False, longest: int = 200, **more: Any) -> forms.Field:
    return forms.CharField(label=label, required=required, max_length=longest, **more)


def _choice(label: str, choices: Mapping[str, str], *, empty: str = "") -> forms.Field:
    offered = [*([("", empty)] if empty else []), *choices.items()]
    return forms.ChoiceField(label=label, required=not empty, choices=offered)


def _named(kinds: Any) -> dict[str, str]:
    return {str(kind): str(kind).capitalize() for kind in kinds}


def _meeting(found: ProposalPage) -> dict[str, forms.Field]:
    return {
        "group": _choice("Group", {"": "Choose", **found.groups}),
        "title": _text("Title", required=True),
        "on": DateField(label="Day"),
        "venue": _text("Venue"),
        "mode": _choice("How people met", _named(Mode)),
    }


def _item(found: ProposalPage) -> dict[str, forms.Field]:
    return {
        "number": _text("Number", longest=4),
        "title": _text("Title", required=True, longest=300),
        "kind": _choice("Kind", _named(ItemKind)),
        "author_role": _text("Author", help_text="A role, never a person's name."),
        "pages_as_printed": _text("Pages as printed", longest=60),
        "to_follow": forms.BooleanField(label="The paper is to follow", required=False),
    }


def _attendance(found: ProposalPage) -> dict[str, forms.Field]:
    return {
        "presence": _choice("How they stood to the meeting", _named(Presence)),
        "role": _text("Role", required=True, help_text="A role, never a person's name."),
        "organisation": _choice("Organisation", found.organisations, empty="None on record"),
    }


def _resolution(found: ProposalPage) -> dict[str, forms.Field]:
    return {
        "words": _text("Words", required=True, longest=10_000, widget=Textarea),
        "outcome": _choice("Outcome", _named(Outcome)),
        "kind": _choice("What it does", _named(ResolutionKind)),
        "due_on": DateField(label="First due on", required=False),
        "repeat": _choice("How often", _named(Repeat)),
        "frequency": _text("How often, in the words of the paper"),
    }


def _front_sheet(found: ProposalPage) -> dict[str, forms.Field]:
    """The parts of a front sheet, each with the line of the paper on which it stands."""
    lines = found.line.values["lines"]
    return {
        name: _part(name, label, f"Line {lines[name]} of the paper." if name in lines else "")
        for name, label in FRONT_SHEET.items()
    }


def _part(name: str, label: str, hint: str) -> forms.Field:
    if name in ("key_decision", "forward_plan"):
        offered = [("", "Not answered"), *YES_NO.items()]
        return forms.ChoiceField(label=label, choices=offered, required=False, help_text=hint)
    return _text(label, required=name in ("title", "report_of"), longest=300, help_text=hint)


FIELDS: Mapping[Kind, Callable[[ProposalPage], dict[str, forms.Field]]] = {
    Kind.MEETING: _meeting,
    Kind.ITEM: _item,
    Kind.ATTENDANCE: _attendance,
    Kind.RESOLUTION: _resolution,
    Kind.FRONT_SHEET: _front_sheet,
}
