"""Pages on which a report is written, and its appendices handed in and out."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marram.board.actions import appendices
from marram.board.actions import reports as actions
from marram.board.forms import reports as forms
from marram.board.presenters import writing as presenters
from marram.board.queries import live, papers
from marram.board.queries import reports as queries
from marram.board.views.reports import FORM, confirming, done, form_page, may_write
from marram.design.forms import FormPage, conflict_shown, sent, settled
from marram.foundation.verdicts import Conflict, Refused


@require_http_methods(FORM)
def write(request: HttpRequest, number: int, section: str) -> HttpResponse:
    """One page of the template; a part that somebody else changed too shows both texts."""
    found = queries.writing_page(viewer=request.actor, number=number, section=section)
    blocks = live.choices(viewer=request.actor, on=timezone.localdate())
    page = presenters.writing_page(found, blocks)
    typed = settled(request.POST) if request.method == "POST" else None
    form = forms.writing_form(typed, page=found)

    def save(typed: dict[str, Any]) -> HttpResponse:
        try:
            actions.write_parts(
                by=request.actor,
                at=timezone.localtime(),
                number=number,
                texts=form.texts(),
                seen=form.prints(),
            )
        except Conflict as moved_on:
            return _in_conflict(request, form, page, moved_on)
        return done(request, number, f"{found.section.title} is saved.")

    return sent(request, form, page, save)


@require_POST
def keep_typing(request: HttpRequest, number: int, section: str) -> HttpResponse:
    """Keeps what is typed on a page, as it is typed."""
    found = queries.writing_page(viewer=request.actor, number=number, section=section)
    form = forms.writing_form(request.POST, page=found)
    at = timezone.localtime()
    if not form.is_valid():
        return JsonResponse({"reason": "Not kept. Save to see what is wrong."}, status=422)
    try:
        actions.keep_typing(
            by=request.actor,
            at=at,
            number=number,
            section=section,
            texts=form.texts(),
            seen=form.prints(),
        )
    except Refused as refusal:
        return JsonResponse({"reason": str(refusal)}, status=409)
    note = "Only you see it until you press Save"
    return JsonResponse({"saved_at": presenters.clock(at), "note": note})


@require_http_methods(FORM)
def forget_typing(request: HttpRequest, number: int, section: str) -> HttpResponse:
    found = may_write(request, number)
    page = form_page(
        found,
        "Forget what you typed",
        button="Forget it",
        style="warning",
        lead="The text that was saved stays as it is.",
    )

    def forget(typed: dict[str, Any]) -> HttpResponse:
        actions.forget_typing(
            by=request.actor, at=timezone.localtime(), number=number, section=section
        )
        messages.success(request, "What you typed there is forgotten.")
        return redirect("board:write-report", number, section)

    return sent(request, confirming(request), page, forget)


@require_http_methods(FORM)
def add_appendix(request: HttpRequest, number: int) -> HttpResponse:
    found = may_write(request, number)
    page = form_page(found, "Add an appendix", button="Add")
    form = forms.AppendixForm(request.POST or None, request.FILES or None)

    def add(typed: dict[str, Any]) -> HttpResponse:
        file = typed["file"]
        added = appendices.add_appendix(
            by=request.actor,
            at=timezone.localtime(),
            number=number,
            title=typed["title"],
            name=file.name,
            content=file.read(),
            media_type=str(forms.media_type(file)),
        )
        return done(request, number, f"Appendix {added.position} was added.")

    return sent(request, form, page, add)


@require_http_methods(FORM)
def add_live_appendix(request: HttpRequest, number: int) -> HttpResponse:
    found = may_write(request, number)
    page = form_page(
        found,
        "Add an appendix from the record",
        button="Add",
        lead="It shows how things stand until the report is published, and stays as it was then.",
    )
    offered = live.choices(viewer=request.actor, on=timezone.localdate())
    form = forms.LiveAppendixForm(request.POST or None, offered=presenters.live_choices(offered))

    def add(typed: dict[str, Any]) -> HttpResponse:
        added = appendices.add_live_appendix(
            by=request.actor,
            at=timezone.localtime(),
            number=number,
            title=typed["title"],
            live=typed["live"],
        )
        return done(request, number, f"Appendix {added.position} was added.")

    return sent(request, form, page, add)


@require_http_methods(FORM)
def remove_appendix(request: HttpRequest, number: int, position: int) -> HttpResponse:
    found = may_write(request, number)
    page = form_page(found, f"Take out appendix {position}", button="Take out", style="warning")

    def remove(typed: dict[str, Any]) -> HttpResponse:
        appendices.remove_appendix(
            by=request.actor, at=timezone.localtime(), number=number, position=position
        )
        return done(request, number, f"Appendix {position} was taken out.")

    return sent(request, confirming(request), page, remove)


@login_not_required
@require_safe
def appendix(request: HttpRequest, number: int, position: int) -> HttpResponse:
    """An appendix, for everybody who may read its report: its file, or its place below that."""
    if papers.is_live(viewer=request.actor, number=number, position=position):
        return redirect("board:report", number)
    file, content = papers.appendix_file(viewer=request.actor, number=number, position=position)
    answer = HttpResponse(content, content_type=file.media_type)
    answer.headers["Content-Disposition"] = presenters.attached(file.name)
    return answer


def _in_conflict(
    request: HttpRequest, form: forms.WritingForm, page: FormPage, moved_on: Conflict
) -> HttpResponse:
    both = conflict_shown(moved_on, form)
    form.having_seen(moved_on.theirs)
    form.add_error(None, str(moved_on))
    parts = {"page": replace(page, above=(both, *page.above)), "form": form}
    return render(request, "design/form_page.html", parts, status=409)
