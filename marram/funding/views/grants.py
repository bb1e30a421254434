"""Pages of grants."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from marram.design import parameters
from marram.design.components import BackLink
from marram.design.forms import FormPage, sent, settled
from marram.foundation.verdicts import Missing
from marram.funding.actions import grants as actions
from marram.funding.forms.money import GrantForm, GrantLineForm, MovementForm
from marram.funding.policies import money as policies
from marram.funding.presenters import grants as presenters
from marram.funding.queries import grants as queries
from marram.funding.queries.grants import GrantPage
from marram.funding.vocabulary.money import MovementKind
from marram.people.queries import keys as people


FORM = ("GET", "HEAD", "POST")


@require_safe
def every_grant(request: HttpRequest) -> HttpResponse:
    on = parameters.day(request, "on", timezone.localdate())
    found = queries.grant_list(viewer=request.actor, on=on)
    file = parameters.file(request, "Grants", presenters.HEADINGS, presenters.file_rows(found))
    return file or render(request, "funding/money.html", {"page": presenters.grant_list(found)})


@require_safe
def grant(request: HttpRequest, slug: str) -> HttpResponse:
    page = presenters.grant_page(_page(request, slug), viewer=request.actor)
    return render(request, "funding/money.html", {"page": page})


@require_http_methods(FORM)
def add_grant(request: HttpRequest) -> HttpResponse:
    policies.may_keep(request.actor).enforce()
    form = _grant_form(request, initial={"unspent": "not stated"})
    page = FormPage(title="Add a grant", breadcrumbs=BackLink(reverse("funding:grants")))

    def add(typed: dict[str, Any]) -> HttpResponse:
        slug = slugify(typed["title"])[:60]
        actions.add_grant(by=request.actor, at=timezone.localtime(), slug=slug, fields=form.said())
        messages.success(request, f"{typed['title']} was added. Now plan its lines.")
        return redirect("funding:grant", slug)

    return sent(request, form, page, add)


@require_http_methods(FORM)
def amend_grant(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    form = _grant_form(request, initial={**found.fields, "seen_version": found.version})
    page = FormPage(title="Change the grant", caption=found.title, breadcrumbs=_back(slug))

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_grant(
            by=request.actor,
            at=timezone.localtime(),
            slug=slug,
            seen_version=form.version,
            fields=form.said(),
        )
        messages.success(request, "The grant was changed.")
        return redirect("funding:grant", slug)

    return sent(request, form, page, amend)


@require_http_methods(FORM)
def add_line(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    form = GrantLineForm(_typed(request))
    page = FormPage(title="Plan a line", caption=found.title, breadcrumbs=_back(slug))

    def add(typed: dict[str, Any]) -> HttpResponse:
        actions.add_line(by=request.actor, at=timezone.localtime(), slug=slug, fields=form.said())
        messages.success(request, f"“{typed['title']}” was planned.")
        return redirect("funding:grant", slug)

    return sent(request, form, page, add)


@require_http_methods(FORM)
def amend_line(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_change(request, slug)
    line = next((each for each in found.lines if each.number == number), None)
    if line is None:
        raise Missing(f"There is no line {number} of this grant.")
    form = GrantLineForm(_typed(request), initial={**vars(line), "seen_version": line.version})
    page = FormPage(title="Change the line", caption=found.title, breadcrumbs=_back(slug))

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_line(
            by=request.actor,
            at=timezone.localtime(),
            line_id=number,
            seen_version=form.version,
            fields=form.said(),
        )
        messages.success(request, "The line was changed.")
        return redirect("funding:grant", slug)

    return sent(request, form, page, amend)


@require_http_methods(FORM)
def move_money(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    lines = tuple((each.number, each.title) for each in found.lines)
    form = MovementForm(_typed(request), lines=lines)
    page = FormPage(title="Record money that moved", caption=found.title, breadcrumbs=_back(slug))

    def move(typed: dict[str, Any]) -> HttpResponse:
        said = {**typed, "kind": MovementKind(typed["kind"])}
        actions.move_money(by=request.actor, at=timezone.localtime(), slug=slug, **said)
        messages.success(request, "It was recorded.")
        return redirect("funding:grant", slug)

    return sent(request, form, page, move)


def _page(request: HttpRequest, slug: str) -> GrantPage:
    on = parameters.day(request, "on", timezone.localdate())
    return queries.grant_page(viewer=request.actor, slug=slug, on=on)


def _may_change(request: HttpRequest, slug: str) -> GrantPage:
    found = _page(request, slug)
    found.may_keep.enforce()
    return found


def _grant_form(request: HttpRequest, *, initial: dict[str, Any]) -> GrantForm:
    return GrantForm(
        _typed(request),
        funders=people.organisation_names(),
        grants=queries.titles(),
        initial=initial,
    )


def _typed(request: HttpRequest) -> Any:
    return settled(request.POST) if request.method == "POST" else None


def _back(slug: str) -> BackLink:
    return BackLink(reverse("funding:grant", args=[slug]))
