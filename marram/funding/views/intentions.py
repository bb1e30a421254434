"""Pages of commissioning intentions."""

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
from marram.funding.actions import intentions as actions
from marram.funding.forms.money import IntentionForm
from marram.funding.policies import money as policies
from marram.funding.presenters import intentions as presenters
from marram.funding.queries import contracts
from marram.funding.queries import intentions as queries
from marram.funding.queries.intentions import IntentionPage
from marram.strategy.queries.library.statements import statement_choices


FORM = ("GET", "HEAD", "POST")


@require_safe
def every_intention(request: HttpRequest) -> HttpResponse:
    on = parameters.day(request, "on", timezone.localdate())
    found = queries.intention_list(viewer=request.actor, on=on)
    page = presenters.intention_list(found)
    file = parameters.file(request, page.title, presenters.HEADINGS, presenters.file_rows(found))
    return file or render(request, "funding/money.html", {"page": page})


@require_safe
def intention(request: HttpRequest, slug: str) -> HttpResponse:
    page = presenters.intention_page(_page(request, slug), viewer=request.actor)
    return render(request, "funding/money.html", {"page": page})


@require_http_methods(FORM)
def add_intention(request: HttpRequest) -> HttpResponse:
    policies.may_keep(request.actor).enforce()
    form = _form(request, initial={"stage": "proposed"})
    page = FormPage(title="Add an intention", breadcrumbs=BackLink(reverse("funding:intentions")))

    def add(typed: dict[str, Any]) -> HttpResponse:
        slug = slugify(typed["title"])[:60]
        actions.add_intention(
            by=request.actor, at=timezone.localtime(), slug=slug, fields=form.said()
        )
        messages.success(request, "The intention was added.")
        return redirect("funding:intention", slug)

    return sent(request, form, page, add)


@require_http_methods(FORM)
def amend_intention(request: HttpRequest, slug: str) -> HttpResponse:
    found = _page(request, slug)
    found.may_keep.enforce()
    form = _form(request, initial={**found.fields, "seen_version": found.version})
    page = FormPage(
        title="Change the intention",
        caption=found.line.title,
        breadcrumbs=BackLink(reverse("funding:intention", args=[slug])),
    )

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_intention(
            by=request.actor,
            at=timezone.localtime(),
            slug=slug,
            seen_version=form.version,
            fields=form.said(),
        )
        messages.success(request, "The intention was changed.")
        return redirect("funding:intention", slug)

    return sent(request, form, page, amend)


def _page(request: HttpRequest, slug: str) -> IntentionPage:
    on = parameters.day(request, "on", timezone.localdate())
    return queries.intention_page(viewer=request.actor, slug=slug, on=on)


def _form(request: HttpRequest, *, initial: dict[str, Any]) -> IntentionForm:
    priorities = {
        each.key: f"{each.strategy_title}: {each.text}"
        for each in statement_choices(viewer=request.actor)
    }
    return IntentionForm(
        settled(request.POST) if request.method == "POST" else None,
        priorities=priorities,
        contracts=contracts.titles(),
        initial=initial,
    )
