"""Pages of budgets."""

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
from marram.funding.actions import budgets as actions
from marram.funding.forms.money import BudgetForm, BudgetLineForm
from marram.funding.policies import money as policies
from marram.funding.presenters import budgets as presenters
from marram.funding.queries import budgets as queries
from marram.funding.queries.budgets import BudgetPage
from marram.people.queries import keys as people


FORM = ("GET", "HEAD", "POST")


@require_safe
def every_budget(request: HttpRequest) -> HttpResponse:
    found = queries.budget_list(viewer=request.actor)
    file = parameters.file(request, "Budgets", presenters.HEADINGS, presenters.file_rows(found))
    return file or render(request, "funding/money.html", {"page": presenters.budget_list(found)})


@require_safe
def budget(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.budget_page(viewer=request.actor, slug=slug)
    page = presenters.budget_page(found, viewer=request.actor)
    return render(request, "funding/money.html", {"page": page})


@require_http_methods(FORM)
def add_budget(request: HttpRequest) -> HttpResponse:
    policies.may_keep(request.actor).enforce()
    form = _budget_form(request, initial={})
    page = FormPage(title="Add a budget", breadcrumbs=BackLink(reverse("funding:budgets")))

    def add(typed: dict[str, Any]) -> HttpResponse:
        slug = slugify(f"{typed['title']} {typed['period']}")[:60]
        actions.add_budget(by=request.actor, at=timezone.localtime(), slug=slug, fields=form.said())
        messages.success(request, f"{typed['title']} was added. Now add its lines.")
        return redirect("funding:budget", slug)

    return sent(request, form, page, add)


@require_http_methods(FORM)
def amend_budget(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    form = _budget_form(request, initial={**found.fields, "seen_version": found.version})
    page = FormPage(title="Change the budget", caption=found.summary.title, breadcrumbs=_back(slug))

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_budget(
            by=request.actor,
            at=timezone.localtime(),
            slug=slug,
            seen_version=form.version,
            fields=form.said(),
        )
        messages.success(request, "The budget was changed.")
        return redirect("funding:budget", slug)

    return sent(request, form, page, amend)


@require_http_methods(FORM)
def add_line(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    form = BudgetLineForm(_typed(request))
    page = FormPage(title="Add a line", caption=found.summary.title, breadcrumbs=_back(slug))

    def add(typed: dict[str, Any]) -> HttpResponse:
        actions.add_line(by=request.actor, at=timezone.localtime(), slug=slug, fields=form.said())
        messages.success(request, f"“{typed['title']}” was added.")
        return redirect("funding:budget", slug)

    return sent(request, form, page, add)


@require_http_methods(FORM)
def amend_line(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_change(request, slug)
    line = next((each for each in found.lines if each.number == number), None)
    if line is None:
        raise Missing(f"There is no line {number} of this budget.")
    form = BudgetLineForm(_typed(request), initial={**vars(line), "seen_version": line.version})
    page = FormPage(title="Change the line", caption=found.summary.title, breadcrumbs=_back(slug))

    def amend(typed: dict[str, Any]) -> HttpResponse:
        actions.amend_line(
            by=request.actor,
            at=timezone.localtime(),
            line_id=number,
            seen_version=form.version,
            fields=form.said(),
        )
        messages.success(request, "The line was changed.")
        return redirect("funding:budget", slug)

    return sent(request, form, page, amend)


def _may_change(request: HttpRequest, slug: str) -> BudgetPage:
    found = queries.budget_page(viewer=request.actor, slug=slug)
    found.may_keep.enforce()
    return found


def _budget_form(request: HttpRequest, *, initial: dict[str, Any]) -> BudgetForm:
    return BudgetForm(_typed(request), organisations=people.organisation_names(), initial=initial)


def _typed(request: HttpRequest) -> Any:
    return settled(request.POST) if request.method == "POST" else None


def _back(slug: str) -> BackLink:
    return BackLink(reverse("funding:budget", args=[slug]))
