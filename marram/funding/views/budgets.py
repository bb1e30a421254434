"""Pages of budgets."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from marram.design import parameters
from marram.design.components import BackLink
from marram.design.forms import FormPage
from marram.funding.actions import budgets as actions
from marram.funding.forms.budgets import BudgetForm, BudgetLineForm, NeedForm
from marram.funding.policies import money as policies
from marram.funding.presenters import budgets as presenters
from marram.funding.queries import budgets as queries
from marram.funding.queries.budgets import BudgetPage
from marram.funding.views.saving import FORM, Done, Now, done, typed
from marram.funding.vocabulary.money import STEPS
from marram.people.queries import keys as people


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
    form = _form(request, now={})
    page = FormPage(title="Add a budget", breadcrumbs=BackLink(reverse("funding:budgets")))

    def add(now: Now) -> Done:
        made = actions.add_budget(**now, slug=form.slug("title", "period"), fields=form.said())
        return f"{made.title} was added. Now add its lines.", _at(made.pk)

    return done(request, form, page, add)


@require_http_methods(FORM)
def amend_budget(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    form = _form(request, now={**found.fields, "seen_version": found.version})

    def amend(now: Now) -> Done:
        actions.amend_budget(**now, slug=slug, seen_version=form.version, fields=form.said())
        return "The budget was changed.", _at(slug)

    return done(request, form, _page("Change the budget", found), amend)


@require_http_methods(FORM)
def add_line(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    form = BudgetLineForm(typed(request))

    def add(now: Now) -> Done:
        made = actions.add_line(**now, slug=slug, fields=form.said())
        return f"“{made.title}” was added.", _at(slug)

    return done(request, form, _page("Add a line", found), add)


@require_http_methods(FORM)
def amend_line(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _may_change(request, slug)
    line = found.line(number)
    form = BudgetLineForm(typed(request), initial={**vars(line), "seen_version": line.version})

    def amend(now: Now) -> Done:
        seen = form.version
        actions.amend_line(**now, line_id=number, seen_version=seen, fields=form.said())
        return "The line was changed.", _at(slug)

    return done(request, form, _page("Change the line", found), amend)


@require_http_methods(FORM)
def add_need(request: HttpRequest, slug: str) -> HttpResponse:
    found = _may_change(request, slug)
    counted = {each.step for each in found.needs}
    return _need(request, found, STEPS.keys() - counted, now={})


@require_http_methods(FORM)
def amend_need(request: HttpRequest, slug: str, step: int) -> HttpResponse:
    found = _may_change(request, slug)
    need = found.need(step)
    return _need(request, found, {step}, now={**vars(need), "seen_version": need.version})


def _need(
    request: HttpRequest, found: BudgetPage, steps: Collection[int], *, now: dict[str, Any]
) -> HttpResponse:
    slug = found.summary.slug
    form = NeedForm(typed(request), steps=steps, initial=now)

    def keep(at: Now) -> Done:
        fields = form.said()
        step = fields.pop("step")
        actions.keep_need(**at, slug=slug, step=step, fields=fields, seen_version=form.version)
        return f"How many people need {STEPS[step].lower()} was saved.", _at(slug)

    return done(request, form, _page("How many people need a step of care", found), keep)


def _may_change(request: HttpRequest, slug: str) -> BudgetPage:
    found = queries.budget_page(viewer=request.actor, slug=slug)
    found.may_keep.enforce()
    return found


def _form(request: HttpRequest, *, now: dict[str, Any]) -> BudgetForm:
    return BudgetForm(typed(request), organisations=people.organisation_names(), initial=now)


def _page(title: str, found: BudgetPage) -> FormPage:
    back = BackLink(_at(found.summary.slug))
    return FormPage(title=title, caption=found.summary.title, breadcrumbs=back)


def _at(slug: str) -> str:
    return reverse("funding:budget", args=[slug])
