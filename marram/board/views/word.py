"""Reports as Word files, out and in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.board.actions import reports as actions
from marram.board.forms.reports import WordForm
from marram.board.presenters import word_files
from marram.board.presenters.charts import picture
from marram.board.presenters.writing import attached, brought_in
from marram.board.queries import papers
from marram.board.views.reports import FORM, done, form_page, may_write
from marram.design.forms import sent
from marram.records.vocabulary import MediaType


@login_not_required
@require_safe
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """A report as it is printed, for everybody who may read it."""
    on = timezone.localdate()
    found = papers.paper(viewer=request.actor, number=number, on=on, draw=picture)
    return _file(word_files.paper_file(found), f"report-{number}.docx")


@require_safe
def manuscript(request: HttpRequest, number: int) -> HttpResponse:
    """The parts of a report, to write on in Word and bring back."""
    may_write(request, number)
    on = timezone.localdate()
    found = papers.manuscript(viewer=request.actor, number=number, on=on, draw=picture)
    return _file(word_files.manuscript_file(found), f"report-{number}-to-write-in.docx")


@require_http_methods(FORM)
def bring_in(request: HttpRequest, number: int) -> HttpResponse:
    found = may_write(request, number)
    page = form_page(
        found,
        "Bring it in from Word",
        button="Bring it in",
        lead="The file is read by its headings. What others wrote here meanwhile is not lost: "
        "where both of you changed a part, its page shows both texts.",
    )
    form = WordForm(request.POST or None, request.FILES or None)

    def read(typed: dict[str, Any]) -> HttpResponse:
        written = typed["file"]
        disputed = actions.bring_in(
            by=request.actor,
            at=timezone.localtime(),
            number=number,
            texts=written.texts,
            seen=written.seen,
        )
        for sentence in brought_in(number, disputed, written.notes):
            messages.warning(request, sentence)
        return done(request, number, "The Word file was read.")

    return sent(request, form, page, read)


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=MediaType.WORD)
    answer.headers["Content-Disposition"] = attached(name)
    return answer
