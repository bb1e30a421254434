"""The pages on which a plan's lead asks for updates and sees who has answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marram.design.forms import sent, settled
from marram.foundation.verdicts import Refused
from marram.strategy.actions import rounds as actions
from marram.strategy.forms import rounds as forms
from marram.strategy.presenters import rounds as presenters
from marram.strategy.queries import rounds as queries
from marram.strategy.views import parameters


@require_http_methods(["GET", "HEAD", "POST"])
def plan_rounds(request: HttpRequest, plan: str) -> HttpResponse:
    """The rounds of a plan, and a form that opens one."""
    found = queries.rounds_page(viewer=request.actor, plan=plan)
    if file := parameters.file(request, *presenters.rounds_file(found)):
        return file
    form = forms.OpenRound(request.POST or None, leads=found.leads)
    if request.method == "POST":
        found.may_run.enforce()
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.open_round(
                by=request.actor,
                at=timezone.localtime(),
                plan=plan,
                title=form.cleaned_data["title"],
                message=form.cleaned_data["message"],
                closes_on=form.cleaned_data["closes_on"],
                addresses=form.addresses,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The round is open and its mails are on their way.")
            return redirect("strategy:update-round", round_id=opened.pk)
    page = presenters.rounds_page(found)
    return render(request, "strategy/rounds_list.html", {"page": page, "form": form})


@require_safe
def update_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who was asked in a round, who has answered, and what may be done."""
    found = _found(request, round_id)
    table = presenters.round_file(found, request.GET.get("table", ""))
    if file := parameters.file(request, *table):
        return file
    page = presenters.round_page(found, viewer=request.actor)
    return render(request, "strategy/rounds_round.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def amend_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Change the words or the last day of a round."""
    found = _found(request, round_id)
    found.may_close.enforce()
    form = forms.AmendRound(
        settled(request.POST) if request.method == "POST" else None,
        initial=presenters.words(found),
    )

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_round(
            by=request.actor,
            at=timezone.localtime(),
            round_id=round_id,
            seen_version=typed.pop("seen_version"),
            fields=typed,
        )
        messages.success(request, "The round was changed.")
        return redirect("strategy:update-round", round_id=round_id)

    return sent(request, form, presenters.amend_page(found), amend)


@require_POST
def chase_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Remind the silent leads of a round now."""
    sent = actions.chase_round(
        by=request.actor, at=timezone.localtime(), on=timezone.localdate(), round_id=round_id
    )
    messages.success(request, presenters.reminded(sent))
    return redirect("strategy:update-round", round_id=round_id)


@require_POST
def close_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Take no more answers."""
    actions.close_round(by=request.actor, at=timezone.localtime(), round_id=round_id)
    messages.success(request, "The round is closed. Its links no longer work.")
    return redirect("strategy:update-round", round_id=round_id)


@require_POST
def renew_link(request: HttpRequest, round_id: int, invitation_id: int) -> HttpResponse:
    """Send one lead a new link and end the old ones."""
    form = forms.RenewLink(request.POST)
    if form.is_valid():
        actions.renew_link(
            by=request.actor,
            at=timezone.localtime(),
            round_id=round_id,
            invitation_id=invitation_id,
            email=form.cleaned_data["email"],
        )
        messages.success(request, "A new link is on its way. The old one no longer works.")
    else:
        messages.error(request, str(form.errors["email"][0]))
    return redirect("strategy:update-round", round_id=round_id)


def _found(request: HttpRequest, round_id: int) -> queries.RoundPage:
    on = parameters.day(request, "on", timezone.localdate())
    return queries.round_page(viewer=request.actor, round_id=round_id, on=on)
