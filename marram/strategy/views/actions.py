"""Pages of actions: the lists in their views, one action, and what is done to it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marram.design import components
from marram.design.forms import FormPage, settled
from marram.foundation.verdicts import Conflict, Refused
from marram.strategy.actions import milestones, plans
from marram.strategy.actions.recorded import written_leads
from marram.strategy.forms import plans as forms
from marram.strategy.presenters import action_forms, action_lists
from marram.strategy.presenters import action_page as presenters
from marram.strategy.presenters.plans import HEADINGS, file_rows
from marram.strategy.queries import action_lists as queries
from marram.strategy.queries import action_page as one
from marram.strategy.queries import plans as plan_queries
from marram.strategy.views import parameters


FORM = ["GET", "HEAD", "POST"]


@login_not_required
@require_safe
def action_list(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    if request.GET.get("format"):
        lines = queries.all_lines(viewer=request.actor, on=asked.on, filters=asked.filters)
        if file := parameters.file(request, "Actions", HEADINGS, file_rows(lines)):
            return file
    found = _found(request, asked)
    return _listed(request, action_lists.action_list(found, asked))


@login_not_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    found = queries.counted(viewer=request.actor, on=asked.on, filters=asked.filters)
    columns = queries.board(viewer=request.actor, on=asked.on, filters=asked.filters)
    return _listed(request, action_lists.board(found, columns, asked))


@login_not_required
@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    return _listed(request, action_lists.timeline(_found(request, asked), asked))


@login_not_required
@require_safe
def leads(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    counts = queries.by_lead(viewer=request.actor, on=asked.on, filters=asked.filters)
    found = queries.counted(viewer=request.actor, on=asked.on, filters=asked.filters)
    return _listed(request, action_lists.leads(counts, found, asked))


@login_not_required
@require_safe
def action(request: HttpRequest, code: str) -> HttpResponse:
    on = parameters.day(request, "on", timezone.localdate())
    found = one.action_page(viewer=request.actor, code=code, on=on)
    page = presenters.action_page(found, viewer=request.actor)
    return render(request, "strategy/action.html", {"page": page})


@require_http_methods(FORM)
def add_action(request: HttpRequest, slug: str) -> HttpResponse:
    now = plan_queries.plan_facts(viewer=request.actor, slug=slug)
    now.may_run.enforce()
    form = forms.ActionForm(request.POST or None)
    if form.is_valid():
        fields, led_by = _typed(form.cleaned_data)
        try:
            added = plans.add_action(
                by=request.actor,
                at=timezone.localtime(),
                plan_slug=slug,
                fields=fields,
                leads=led_by,
            )
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, f"{added.code.upper()} was added.")
            return redirect("strategy:action", added.code)
    return _form(request, form, FormPage(title="Add an action", caption=now.title, button="Add"))


@require_http_methods(FORM)
def amend_action(request: HttpRequest, code: str) -> HttpResponse:
    """Change an action; what somebody else changed meanwhile is shown beside what was typed."""
    now = one.action_fields(viewer=request.actor, code=code)
    base = {name: str(value or "") for name, value in now.items() if name != "seen_version"}
    form = forms.ActionForm(
        settled(request.POST) if request.POST else None,
        initial={**now, "base": base},
    )
    page = FormPage(title="Change the action", caption=code.upper())
    if form.is_valid():
        try:
            _amend(request, code, form.cleaned_data)
        except Conflict as moved_on:
            typed = form.cleaned_data
            both = components.Conflict(action_forms.clashes(typed, moved_on))
            again = forms.ActionForm(initial=action_forms.over_theirs(typed, moved_on))
            return _form(request, again, replace(page, above=(both,)), status=409)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, f"{code.upper()} was changed.")
            return redirect("strategy:action", code)
    return _form(request, form, page)


@require_http_methods(FORM)
def report(request: HttpRequest, code: str) -> HttpResponse:
    found = _one(request, code)
    found.may_report.enforce()
    form = forms.ProgressForm(request.POST or None, ratings=found.ratings)
    page = FormPage(title="Report progress", caption=f"{code.upper()}: {found.what}", button="Send")
    return _done(request, form, page, code, "Your update is kept.", plans.report_progress)


@require_http_methods(FORM)
def retire(request: HttpRequest, code: str) -> HttpResponse:
    found = _one(request, code)
    found.may_run.enforce()
    page = FormPage(
        title="Retire the action",
        caption=f"{code.upper()}: {found.what}",
        button="Retire",
        button_style="warning",
        lead="It leaves the plan from today and stays on record.",
    )
    form = forms.RetireForm(request.POST or None)
    return _done(request, form, page, code, f"{code.upper()} is retired.", plans.retire_action)


@require_http_methods(FORM)
def add_milestone(request: HttpRequest, code: str) -> HttpResponse:
    found = _one(request, code)
    found.may_run.enforce()
    page = FormPage(title="Add a milestone", caption=f"{code.upper()}: {found.what}", button="Add")
    form = forms.MilestoneForm(request.POST or None)
    said = "The milestone was added."
    return _done(request, form, page, code, said, milestones.add_milestone)


@require_POST
def meet_milestone(request: HttpRequest, number: int) -> HttpResponse:
    met = milestones.meet_milestone(
        by=request.actor, at=timezone.localtime(), milestone_id=number, on=timezone.localdate()
    )
    messages.success(request, "The milestone is met.")
    return redirect("strategy:action", met.action_id)


@require_http_methods(FORM)
def add_evidence(request: HttpRequest, code: str) -> HttpResponse:
    found = _one(request, code)
    found.may_report.enforce()
    page = FormPage(title="Add evidence", caption=f"{code.upper()}: {found.what}", button="Add")
    form = forms.EvidenceForm(request.POST or None)
    said = "The evidence was added."
    return _done(request, form, page, code, said, milestones.add_evidence)


@require_http_methods(FORM)
def add_dependency(request: HttpRequest, code: str) -> HttpResponse:
    found = _one(request, code)
    found.may_run.enforce()
    page = FormPage(
        title="Say what it waits for", caption=f"{code.upper()}: {found.what}", button="Add"
    )
    form = forms.DependencyForm(request.POST or None)
    said = "What it waits for was added."
    return _done(request, form, page, code, said, milestones.add_dependency)


def _asked(request: HttpRequest) -> action_lists.Asked:
    today = timezone.localdate()
    filters = queries.Filters(
        plan=request.GET.get("plan", ""),
        lead=request.GET.get("lead", ""),
        standing=parameters.standing(request),
        claimed=request.GET.get("claimed", ""),
        stage=request.GET.get("stage", ""),
        words=request.GET.get("words", "")[:200],
        changed_since=parameters.optional_day(request, "changed-since"),
    )
    return action_lists.Asked(
        filters=filters,
        choices=queries.choices(viewer=request.actor),
        on=parameters.day(request, "on", today),
        today=today,
    )


def _found(request: HttpRequest, asked: action_lists.Asked) -> queries.ActionList:
    return queries.action_list(
        viewer=request.actor,
        on=asked.on,
        filters=asked.filters,
        page=parameters.page(request),
    )


def _one(request: HttpRequest, code: str) -> one.ActionPage:
    return one.action_page(viewer=request.actor, code=code, on=timezone.localdate())


def _listed(request: HttpRequest, page: action_lists.Shown) -> HttpResponse:
    return render(request, "strategy/actions.html", {"page": page})


def _form(request: HttpRequest, form: Form, page: FormPage, status: int = 200) -> HttpResponse:
    shown = {"page": page, "form": form}
    return render(request, "design/form_page.html", shown, status=status)


def _done(
    request: HttpRequest, form: Form, page: FormPage, code: str, said: str, act: Any
) -> HttpResponse:
    """Do what the form asks and go back to the action, or show the form with the reason why not."""
    if form.is_valid():
        typed = action_forms.named(form.cleaned_data)
        try:
            act(by=request.actor, at=timezone.localtime(), action_code=code, **typed)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, said)
            return redirect("strategy:action", code)
    return _form(request, form, page)


def _amend(request: HttpRequest, code: str, typed: Mapping[str, Any]) -> None:
    """Send the fields that were changed; where nobody else touched those, theirs stay too."""
    fields, led_by = _typed(action_forms.changed(typed))
    seen = typed["seen_version"] or 0
    send = {"by": request.actor, "at": timezone.localtime(), "action_code": code, "fields": fields}
    try:
        plans.amend_action(**send, seen_version=seen, leads=led_by)
    except Conflict as moved_on:
        if action_forms.clashes(typed, moved_on):
            raise
        plans.amend_action(**send, seen_version=moved_on.version, leads=led_by)


def _typed(typed: Mapping[str, Any]) -> tuple[dict[str, Any], list[plans.Lead] | Any]:
    """Return the fields of an action, and its leads where they were typed."""
    fields = {
        name: value
        for name, value in typed.items()
        if name not in ("leads", "seen_version", "base")
    }
    return fields, written_leads(typed["leads"]) if "leads" in typed else None
