"""Pages of grants."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.design import parameters
from marram.design.components import BackLink
from marram.design.forms import FormPage
from marram.funding.actions import grants as actions
from marram.funding.forms.grants import GrantForm, GrantLineForm, MovementForm
from marram.funding.policies import money as policies
from marram.funding.presenters import grants as presenters
from marram.funding.queries import grants as queries
from marram.funding.queries.grants import GrantPage
from marram.funding.views.saving import FORM, Done, Now, done, typed
from marram.people.queries import keys as people


@require_safe
def every_grant(request: HttpRequest) -> HttpResponse:
    on = parameters.day(request, "on", timezone.localdate())
    found = queries.grant_list(viewer=request.actor, on=on)
    file = parameters.file(request, "Grants", presenters.HEADINGS, presenters.file_rows(found))
    return file or render(request, "funding/money.html", {"page": presenters.grant_list(found)})


@require_safe
def grant(request: HttpRequest, slug: str) -> HttpResponse:
    page = presenters.grant_page(_found(request, slug), viewer=request.actor)
    return render(request, "funding/money.html", {"page": page})


@require_http_methods(FORM)
def add_grant(request: HttpRequest) -> HttpResponse:
    policies.may_keep(request.actor).enforce()
    form = _form(request, now={"unspent": "not stated"})
    page = FormPage(title="Add a grant", breadcrumbs=BackLink(reverse("funding:grants")))

    def add(now: Now) -> Done:
        made = actions.add_grant(**now, slug=form.slug("title"), fields=form.said())
        return f"{made.title} was added. Now plan its lines.", _at(made.pk)

    return done(request, form, page, add)


@require_http_methods(FORM)
def amend_grant(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    form = _form(request, now={**found.fields, "seen_version": found.version})

    def amend(now: Now) -> Done:
        actions.amend_grant(**now, slug=slug, seen_version=form.version, fields=form.said())
        return "The grant was changed.", _at(slug)

    return done(request, form, _page("Change the grant", found), amend)


@require_http_methods(FORM)
def add_line(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    form = GrantLineForm(typed(request))

    def add(now: Now) -> Done:
        made = actions.add_line(**now, slug=slug, fields=form.said())
        return f"“{made.title}” was planned.", _at(slug)

    return done(request, form, _page("Plan a line", found), add)


@require_http_methods(FORM)
def amend_line(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_change(request, slug)
    line = found.line(number)
    form = GrantLineForm(typed(request), initial={**vars(line), "seen_version": line.version})

    def amend(now: Now) -> Done:
        seen = form.version
        actions.amend_line(**now, line_id=number, seen_version=seen, fields=form.said())
        return "The line was changed.", _at(slug)

    return done(request, form, _page("Change the line", found), amend)


@require_http_methods(FORM)
def move_money(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    form = MovementForm(typed(request), lines=[(each.number, each.title) for each in found.lines])

    def move(now: Now) -> Done:
        actions.move_money(**now, slug=slug, **form.said())
        return "It was recorded.", _at(slug)

    return done(request, form, _page("Record money that moved", found), move)


def _found(request: HttpRequest, slug: str) -> GrantPage:
    on = parameters.day(request, "on", timezone.localdate())
    return queries.grant_page(viewer=request.actor, slug=slug, on=on)


def _may_change(request: HttpRequest, slug: str) -> GrantPage:
    found = _found(request, slug)
    found.may_keep.enforce()
    return found


def _form(request: HttpRequest, *, now: dict[str, Any]) -> GrantForm:
    return GrantForm(
        typed(request), funders=people.organisation_names(), grants=queries.titles(), initial=now
    )


def _page(title: str, found: GrantPage) -> FormPage:
    return FormPage(title=title, caption=found.title, breadcrumbs=BackLink(_at(found.slug)))


def _at(slug: str) -> str:
    return reverse("funding:grant", args=[slug])
