"""Pages of one resolution, and what is done to it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.board.actions import resolutions as actions
from marram.board.forms import resolutions as forms
from marram.board.forms.answers import Choices
from marram.board.presenters import resolutions as presenters
from marram.board.queries import boards
from marram.board.queries import meetings as meeting_queries
from marram.board.queries import resolutions as queries
from marram.board.queries.resolutions import ResolutionPage
from marram.board.views.doing import FORM, about, keys, to_meeting, without_version
from marram.board.vocabulary.resolutions import Outcome, Way
from marram.design import parameters
from marram.design.components import BackLink
from marram.design.forms import FormPage, sent, settled
from marram.foundation.verdicts import Missing
from marram.people.queries import keys as people


KEYS = ("owner_organisation", "owner_group", "referred_to")


@login_not_required
@require_safe
def resolution(request: HttpRequest, code: str) -> HttpResponse:
    page = presenters.resolution_page(_found(request, code), viewer=request.actor)
    return render(request, "board/resolution.html", {"page": page})


@require_http_methods(FORM)
def resolve(request: HttpRequest, number: int) -> HttpResponse:
    return _written_under(request, number, "Write down what is resolved", actions.resolve)


@require_http_methods(FORM)
def recommend(request: HttpRequest, number: int) -> HttpResponse:
    return _written_under(request, number, "Write down what is recommended", actions.recommend)


@require_http_methods(FORM)
def settle(request: HttpRequest, code: str) -> HttpResponse:
    found = _kept(request, code)
    form = forms.SettleForm(request.POST or None, initial={"words": found.line.words})
    page = _page(found, "What the meeting did with this recommendation")

    def settle_it(typed: dict[str, Any]) -> HttpResponse:
        actions.settle(
            by=request.actor,
            at=timezone.localtime(),
            code=code,
            outcome=Outcome(typed["outcome"]),
            fields={"words": typed["words"]},
        )
        item = found.line.item_id or 0
        return to_meeting(request, found.line.meeting, "The recommendation is settled.", item=item)

    return sent(request, form, page, settle_it)


@require_http_methods(FORM)
def decide_apart(request: HttpRequest) -> HttpResponse:
    boards.may_keep(viewer=request.actor).enforce()
    kept = boards.board_choices()
    if not kept:
        raise Missing("No board's business is kept here yet.")
    form = forms.ApartForm(
        request.POST or None, lists=_lists(), boards=kept, initial={"board": kept[0][0]}
    )
    page = FormPage(
        title="Record a decision made without a meeting",
        button="Record it",
        breadcrumbs=BackLink(reverse("board:resolutions")),
    )

    def decide(typed: dict[str, Any]) -> HttpResponse:
        fields = keys(without_version(typed), *KEYS)
        made = actions.decide_without_meeting(
            by=request.actor,
            at=timezone.localtime(),
            group=fields.pop("board"),
            way=Way(fields.pop("way")),
            decided_on=fields.pop("decided_on"),
            fields=fields,
        )
        return _done(request, made.pk, "The decision is recorded.")

    return sent(request, form, page, decide)


@require_http_methods(FORM)
def amend_resolution(request: HttpRequest, code: str) -> HttpResponse:
    found = _kept(request, code)
    line = found.line
    now = {
        "words": line.words,
        "kind": line.kind,
        "owner_organisation": found.owner_organisation,
        "owner_group": found.owner_group,
        "owner_role": found.owner_role,
        "owner_mail": found.owner_mail,
        "due_on": line.due_on,
        "repeat": line.repeat,
        "referred_to": found.referred_to,
        "seen_version": line.version,
    }
    typed = settled(request.POST) if request.POST else None
    form = forms.ResolutionForm(typed, lists=_lists(), initial=now)

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_resolution(
            by=request.actor,
            at=timezone.localtime(),
            code=code,
            seen_version=typed["seen_version"] or 0,
            fields=keys(without_version(typed), *KEYS),
        )
        return _done(request, code, "The resolution was changed.")

    return sent(request, form, _page(found, "Change the resolution"), amend)


@require_http_methods(FORM)
def report_back(request: HttpRequest, code: str) -> HttpResponse:
    found = _found(request, code)
    found.may_report_back.enforce()
    form = forms.ReportBackForm(
        request.POST or None, initial={"on": timezone.localdate(), "done": "no"}
    )

    def tell(typed: dict[str, Any]) -> HttpResponse:
        actions.report_back(by=request.actor, at=timezone.localtime(), code=code, **typed)
        return _done(request, code, "What you said is kept. The next meeting will read it.")

    return sent(request, form, _page(found, "Report back"), tell)


@require_http_methods(FORM)
def finish(request: HttpRequest, code: str) -> HttpResponse:
    found = _kept(request, code)
    form = forms.FinishForm(request.POST or None, initial={"on": timezone.localdate()})

    def finish_it(typed: dict[str, Any]) -> HttpResponse:
        actions.finish_resolution(by=request.actor, at=timezone.localtime(), code=code, **typed)
        return _done(request, code, "The resolution is finished.")

    return sent(request, form, _page(found, "Finish the resolution"), finish_it)


@require_http_methods(FORM)
def take_reply(request: HttpRequest, code: str) -> HttpResponse:
    found = _kept(request, code)
    form = forms.ReplyForm(request.POST or None, initial={"on": timezone.localdate()})

    def take(typed: dict[str, Any]) -> HttpResponse:
        actions.take_reply(by=request.actor, at=timezone.localtime(), code=code, **typed)
        return _done(request, code, "The reply is kept.")

    return sent(request, form, _page(found, "Take the reply"), take)


def _written_under(request: HttpRequest, number: int, title: str, do: Any) -> HttpResponse:
    """Return the form of a resolution under an item, and write it down with `do`."""
    found, item = meeting_queries.item_page(
        viewer=request.actor, number=number, on=timezone.localdate()
    )
    found.may_keep.enforce()
    form = forms.VotedForm(request.POST or None, lists=_lists())

    def write(typed: dict[str, Any]) -> HttpResponse:
        fields = keys(without_version(typed), *KEYS)
        do(by=request.actor, at=timezone.localtime(), item_id=number, fields=fields)
        return to_meeting(request, found.code, "It is written down.", item=number)

    return sent(request, form, about(found, title, item=item), write)


def _lists() -> Mapping[str, Choices]:
    """Return the organisations and groups that a resolution may name. Two SQL queries."""
    return {
        "organisations": tuple(people.organisation_names().items()),
        "groups": tuple(people.group_names().items()),
    }


def _found(request: HttpRequest, code: str) -> ResolutionPage:
    on = parameters.day(request, "on", timezone.localdate())
    return queries.resolution_page(viewer=request.actor, code=code, on=on)


def _kept(request: HttpRequest, code: str) -> ResolutionPage:
    """Return a resolution, unless this person may not keep it."""
    found = _found(request, code)
    found.may_keep.enforce()
    return found


def _page(found: ResolutionPage, title: str) -> FormPage:
    back = BackLink(reverse("board:resolution", args=[found.line.code]))
    return FormPage(title=title, caption=found.line.words, breadcrumbs=back)


def _done(request: HttpRequest, code: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("board:resolution", code)
