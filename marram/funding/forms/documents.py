"""What is typed about the papers of agreements and grants."""

from pathlib import PurePath
from typing import Any

from django import forms

from marram.design.forms import DateField, Form
from marram.funding.forms.money import one_of, words
from marram.funding.vocabulary.documents import DocumentKind, Upload
from marram.records.vocabulary import KINDS_BY_ENDING


class PaperForm(Form):
    """A paper by its address, its file, or both."""

    title = words("Title of the document", required=True, longest=300)
    kind = one_of(DocumentKind, "What it is")
    dated_on = DateField(required=False, label="Dated")
    link = forms.URLField(
        required=False, label="Address", assume_scheme="https", help_text="Where it is published."
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="File",
        help_text="PDF, Word, Excel, CSV, plain text, PNG or JPEG, up to 25 MB. Only partners who "
        "are logged in may read it.",
    )

    def said(self) -> dict[str, Any]:
        """Return what was typed as the action takes it."""
        said = self.cleaned_data
        return {**said, "kind": DocumentKind(said["kind"]), "file": self._upload()}

    def _upload(self) -> Upload | None:
        sent = self.cleaned_data["file"]
        if not sent:
            return None
        ending = PurePath(sent.name).suffix.lower()
        return Upload(sent.name, sent.read(), KINDS_BY_ENDING.get(ending, ending))
