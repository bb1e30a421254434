"""Pages of published papers: handed in, read, and accepted fact by fact."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marram.board.actions import readings as actions
from marram.board.forms import readings as forms
from marram.board.policies import business as policies
from marram.board.presenters import readings as presenters
from marram.board.queries import readings as queries
from marram.design.components import Component
from marram.design.forms import conflict_shown, sent, settled
from marram.foundation.verdicts import Conflict, Refused


FORM = ["GET", "HEAD", "POST"]


@require_safe
def reading_list(request: HttpRequest) -> HttpResponse:
    page = presenters.reading_list(queries.readings(viewer=request.actor))
    return render(request, "board/readings.html", {"page": page})


@require_http_methods(FORM)
def read_paper(request: HttpRequest) -> HttpResponse:
    policies.may_keep(request.actor).enforce()
    form = forms.PaperForm(request.POST or None, request.FILES or None)

    def read(typed: dict[str, Any]) -> HttpResponse:
        file = typed["file"]
        reading = actions.read_paper(
            by=request.actor, at=timezone.localtime(), name=file.name or "", content=file.read()
        )
        return redirect("board:reading", reading.pk)

    return sent(request, form, presenters.read_page(), read)


@require_safe
def reading(request: HttpRequest, number: int) -> HttpResponse:
    found = queries.reading_page(viewer=request.actor, number=number)
    page = presenters.reading(found, viewer=request.actor)
    return render(request, "board/reading.html", {"page": page})


@require_POST
def accept_sure(request: HttpRequest, number: int) -> HttpResponse:
    count, reasons = actions.accept_sure(by=request.actor, at=timezone.localtime(), reading=number)
    messages.success(request, presenters.accepted_sentence(count, reasons))
    return redirect("board:reading", number)


@require_http_methods(FORM)
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """One proposal; to send the form is to accept it, as it stands or put right."""
    found = queries.proposal_page(viewer=request.actor, number=number)
    typed = settled(request.POST) if request.method == "POST" else None
    form = forms.ProposalForm(typed, found=found)
    above: tuple[Component, ...] = ()
    if form.is_bound and form.is_valid():
        try:
            return _accepted(request, found, form)
        except Conflict as moved_on:
            above = (conflict_shown(moved_on, form),)
            form.fields.pop("seen_version", None)
            form.add_error(None, str(moved_on))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    page = presenters.proposal(found, viewer=request.actor)
    shown = {"page": page, "form": form, "above": above}
    return render(request, "board/proposal.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
def decline(request: HttpRequest, number: int) -> HttpResponse:
    found = queries.proposal_page(viewer=request.actor, number=number)

    def decline_it(typed: dict[str, str]) -> HttpResponse:
        actions.decline_proposal(by=request.actor, at=timezone.localtime(), number=number, **typed)
        messages.success(request, "It was declined. Nothing went on record.")
        return redirect("board:reading", found.reading.number)

    return sent(
        request, forms.DeclineForm(request.POST or None), presenters.decline_page(found), decline_it
    )


@require_POST
def take_up_again(request: HttpRequest, number: int) -> HttpResponse:
    actions.take_up_again(by=request.actor, at=timezone.localtime(), number=number)
    return redirect("board:proposal", number)


def _accepted(
    request: HttpRequest, found: queries.ProposalPage, form: forms.ProposalForm
) -> HttpResponse:
    """Put the proposal on record, then show the next one that waits."""
    actions.accept_proposal(
        by=request.actor,
        at=timezone.localtime(),
        number=found.line.number,
        seen_version=form.cleaned_data["seen_version"],
        values=form.values(),
    )
    messages.success(request, "It is on record.")
    if found.following is None:
        return redirect("board:reading", found.reading.number)
    return redirect("board:proposal", found.following)
