"""Pages of commissioning intentions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.design import parameters
from marram.design.components import BackLink
from marram.design.forms import FormPage
from marram.funding.actions import intentions as actions
from marram.funding.forms.intentions import IntentionForm
from marram.funding.policies import money as policies
from marram.funding.presenters import intentions as presenters
from marram.funding.queries import contracts
from marram.funding.queries import intentions as queries
from marram.funding.queries.intentions import IntentionPage
from marram.funding.views.saving import FORM, Done, Now, done, typed
from marram.strategy.queries.library.statements import statement_choices


@require_safe
def every_intention(request: HttpRequest) -> HttpResponse:
    on = parameters.day(request, "on", timezone.localdate())
    found = queries.intention_list(viewer=request.actor, on=on)
    page = presenters.intention_list(found)
    file = parameters.file(request, page.title, presenters.HEADINGS, presenters.file_rows(found))
    return file or render(request, "funding/money.html", {"page": page})


@require_safe
def intention(request: HttpRequest, slug: str) -> HttpResponse:
    page = presenters.intention_page(_found(request, slug), viewer=request.actor)
    return render(request, "funding/money.html", {"page": page})


@require_http_methods(FORM)
def add_intention(request: HttpRequest) -> HttpResponse:
    policies.may_keep(request.actor).enforce()
    form = _form(request, now={"stage": "proposed"})
    page = FormPage(title="Add an intention", breadcrumbs=BackLink(reverse("funding:intentions")))

    def add(now: Now) -> Done:
        made = actions.add_intention(**now, slug=form.slug("title"), fields=form.said())
        return "The intention was added.", _at(made.pk)

    return done(request, form, page, add)


@require_http_methods(FORM)
def amend_intention(request: HttpRequest, slug: str) -> HttpResponse:
    found = _found(request, slug)
    found.may_keep.enforce()
    form = _form(request, now={**found.fields, "seen_version": found.version})
    back = BackLink(_at(slug))
    page = FormPage(title="Change the intention", caption=found.line.title, breadcrumbs=back)

    def amend(now: Now) -> Done:
        actions.amend_intention(**now, slug=slug, seen_version=form.version, fields=form.said())
        return "The intention was changed.", _at(slug)

    return done(request, form, page, amend)


def _found(request: HttpRequest, slug: str) -> IntentionPage:
    on = parameters.day(request, "on", timezone.localdate())
    return queries.intention_page(viewer=request.actor, slug=slug, on=on)


def _form(request: HttpRequest, *, now: dict[str, Any]) -> IntentionForm:
    priorities = {
        each.key: f"{each.strategy_title}: {each.text}"
        for each in statement_choices(viewer=request.actor)
    }
    return IntentionForm(
        typed(request),
        priorities=priorities,
        contracts=contracts.titles(),
        initial=now,
    )


def _at(slug: str) -> str:
    return reverse("funding:intention", args=[slug])
