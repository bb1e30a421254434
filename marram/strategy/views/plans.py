"""Pages of plans: the list, one plan, and what is changed about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marram.design.forms import FormPage
from marram.foundation.verdicts import Conflict, Refused
from marram.strategy.actions import plans as actions
from marram.strategy.forms.plans import NewPlanForm, PlanForm
from marram.strategy.policies import library as policies
from marram.strategy.policies.plans import may_read_updates
from marram.strategy.presenters import plans as presenters
from marram.strategy.queries import known, plans
from marram.strategy.views import parameters


@login_not_required
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    on = parameters.day(request, "on", timezone.localdate())
    found = plans.plan_list(viewer=request.actor, on=on)
    may_add = policies.may_keep_library(request.actor)
    for_partner = may_read_updates(request.actor)
    page = presenters.plan_list(found, on=on, may_add=may_add, for_partner=for_partner)
    return render(request, "strategy/plans.html", {"page": page})


@login_not_required
@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    on = parameters.day(request, "on", timezone.localdate())
    found = plans.plan_page(viewer=request.actor, slug=slug, on=on)
    rows = presenters.file_rows(found.lines)
    if file := parameters.file(request, found.title, presenters.HEADINGS, rows):
        return file
    return render(request, "strategy/plan.html", {"page": presenters.plan_page(found)})


@require_http_methods(["GET", "HEAD", "POST"])
def add_plan(request: HttpRequest) -> HttpResponse:
    policies.may_keep_library(request.actor).enforce()
    form = NewPlanForm(request.POST or None, lists=known.lists(), initial={"cycle_days": 91})
    if form.is_valid():
        typed = form.cleaned_data
        letters, title = typed.pop("letters"), typed.pop("title")
        try:
            added = actions.add_plan(
                by=request.actor,
                at=timezone.localtime(),
                slug=letters.lower(),
                title=title,
                prefix=letters,
                fields=_none_for_nothing(typed),
            )
        except Refused as no:
            form.add_error("letters", str(no))
        else:
            messages.success(request, f"{added.title} was added. Now add its actions.")
            return redirect("strategy:plan", added.slug)
    page = FormPage(title="Add a plan", button="Add")
    return render(request, "design/form_page.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def amend_plan(request: HttpRequest, slug: str) -> HttpResponse:
    now = plans.plan_facts(viewer=request.actor, slug=slug)
    now.may_run.enforce()
    form = PlanForm(
        request.POST or None, lists=known.lists(), initial={**now.fields, "seen": now.version}
    )
    if form.is_valid():
        seen = request.POST.get("seen_version", "")
        try:
            actions.amend_plan(
                by=request.actor,
                at=timezone.localtime(),
                slug=slug,
                seen_version=int(seen) if seen.isdecimal() else 0,
                fields=_none_for_nothing(form.cleaned_data),
            )
        except Conflict as moved_on:
            return _moved_on(request, form, moved_on, title="Change the plan")
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, "The plan was changed.")
            return redirect("strategy:plan", slug)
    page = {"version": now.version, "slug": slug, "published": now.fields["published_on"]}
    shown = {"page": FormPage(title="Change the plan"), "form": form, "plan": page}
    return render(request, "strategy/plan_form.html", shown)


@require_POST
def publish_plan(request: HttpRequest, slug: str) -> HttpResponse:
    actions.publish_plan(
        by=request.actor, at=timezone.localtime(), slug=slug, on=timezone.localdate()
    )
    messages.success(request, "The plan is published: everybody can read it.")
    return redirect("strategy:plan", slug)


@require_POST
def withdraw_plan(request: HttpRequest, slug: str) -> HttpResponse:
    actions.withdraw_plan(by=request.actor, at=timezone.localtime(), slug=slug)
    messages.success(request, "The plan is no longer published: only partners can read it.")
    return redirect("strategy:plan", slug)


def _moved_on(request: HttpRequest, form: Any, moved_on: Conflict, *, title: str) -> HttpResponse:
    shown = {"page": FormPage(title=title), "form": form, "conflict": moved_on}
    return render(request, "strategy/conflict.html", shown, status=409)


def _none_for_nothing(typed: dict[str, Any]) -> dict[str, Any]:
    return {name: None if value == "" else value for name, value in typed.items()}
