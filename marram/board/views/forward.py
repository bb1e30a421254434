"""Pages of the forward plan."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.board.actions import forward as actions
from marram.board.forms import forward as forms
from marram.board.presenters import forward as presenters
from marram.board.queries import boards as board_queries
from marram.board.queries import forward as queries
from marram.board.views.doing import FORM, without_version
from marram.board.views.meetings import confirming
from marram.design import parameters
from marram.design.components import BackLink
from marram.design.forms import FormPage, sent, settled


# A year and a bit: the same meeting of next year is in it.
AHEAD = timedelta(days=400)


@login_not_required
@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    on = parameters.day(request, "on", timezone.localdate())
    until = parameters.day(request, "until", on + AHEAD)
    found = queries.forward_plan(viewer=request.actor, group=slug, on=on, until=until)
    rows = presenters.file_rows(found)
    file = parameters.file(request, "Forward plan", presenters.HEADINGS, rows)
    page = presenters.forward_plan(found)
    return file or render(request, "board/forward_plan.html", {"page": page})


@require_http_methods(FORM)
def add_entry(request: HttpRequest, slug: str) -> HttpResponse:
    _may_keep(request, slug)

    def add(typed: dict[str, Any]) -> HttpResponse:
        actions.add_entry(
            by=request.actor, at=timezone.localtime(), group=slug, fields=without_version(typed)
        )
        return _done(request, slug, "The matter was added.")

    page = _page(slug, "Add a matter to the forward plan", button="Add it")
    return sent(request, forms.EntryForm(request.POST or None), page, add)


@require_http_methods(FORM)
def amend_entry(request: HttpRequest, number: int) -> HttpResponse:
    found = queries.entry_form(viewer=request.actor, number=number)
    ticked = [each.strip() for each in found.fields["exempt_under"].split(",") if each.strip()]
    now = {**found.fields, "exempt_under": ticked, "seen_version": found.version}
    form = forms.EntryForm(settled(request.POST) if request.POST else None, initial=now)

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_entry(
            by=request.actor,
            at=timezone.localtime(),
            entry_id=number,
            seen_version=typed["seen_version"] or 0,
            fields=without_version(typed),
        )
        return _done(request, found.group, "The matter was changed.")

    return sent(request, form, _page(found.group, "Change the matter"), amend)


@require_http_methods(FORM)
def withdraw_entry(request: HttpRequest, number: int) -> HttpResponse:
    found = queries.entry_form(viewer=request.actor, number=number)
    page = _page(found.group, f"Withdraw “{found.fields['title']}”", button="Withdraw it")

    def withdraw(typed: dict[str, Any]) -> HttpResponse:
        actions.withdraw_entry(by=request.actor, at=timezone.localtime(), entry_id=number)
        return _done(request, found.group, "The matter is withdrawn.")

    return sent(request, confirming(request), page, withdraw)


@require_http_methods(FORM)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    _may_keep(request, slug)
    lead = "It is kept as everybody may read it today; private matters are named as no more."
    page = _page(slug, "Publish the forward plan", button="Publish", lead=lead)
    form = forms.PublishForm(request.POST or None, initial={"until": _ahead()})

    def publish_it(typed: dict[str, Any]) -> HttpResponse:
        actions.publish_plan(by=request.actor, at=timezone.localtime(), group=slug, **typed)
        return _done(request, slug, "The forward plan is published.")

    return sent(request, form, page, publish_it)


def _ahead() -> date:
    return timezone.localdate() + AHEAD


def _may_keep(request: HttpRequest, slug: str) -> None:
    """Go no further unless there is such a board and this person keeps its business."""
    found = board_queries.board_page(viewer=request.actor, group=slug, on=timezone.localdate())
    found.may_keep.enforce()


def _page(slug: str, title: str, *, button: str = "Save", lead: str = "") -> FormPage:
    back = BackLink(reverse("board:forward-plan", args=[slug]))
    return FormPage(title=title, lead=lead, button=button, breadcrumbs=back)


def _done(request: HttpRequest, slug: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("board:forward-plan", slug)
