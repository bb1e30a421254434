"""Organisations: list, one, add, change."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from marram.design.components import Component
from marram.design.forms import conflict_shown, settled
from marram.foundation.verdicts import Conflict, Refused
from marram.people import actions, policies, presenters, queries
from marram.people.forms import NewOrganisation, Organisation
from marram.people.views.requests import FORM, file_asked_for, number_in


@login_not_required
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    page = queries.organisations(
        viewer=request.actor,  # type: ignore[attr-defined]
        search=request.GET.get("search", ""),
        sector=request.GET.get("sector", ""),
        page=number_in(request, "page"),
        whole="format" in request.GET,
    )
    if file := file_asked_for(request, presenters.organisations_file(page)):
        return file
    shown = presenters.organisations_page(page)
    return render(request, "people/organisations.html", {"page": shown})


@login_not_required
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    page = queries.organisation(viewer=actor, slug=slug, on=timezone.localdate())
    shown = presenters.organisation_page(page, viewer=actor)
    return render(request, "people/organisation.html", {"page": shown})


@require_http_methods(FORM)
def add(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    policies.may_edit_organisations(actor).enforce()
    form = NewOrganisation(request.POST or None, organisations=queries.organisation_choices())
    if form.is_valid():
        fields = _fields(form)
        try:
            added = actions.add_organisation(
                by=actor, at=timezone.localtime(), slug=form.cleaned_data["slug"], fields=fields
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{added.name} is added.")
            return redirect("people:organisation", added.slug)
    page = presenters.add_organisation_page()
    return render(request, "design/form_page.html", {"form": form, "page": page})


@require_http_methods(FORM)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    policies.may_edit_organisations(actor).enforce()
    now = queries.organisation_fields(slug=slug)
    choices = queries.organisation_choices()
    typed = settled(request.POST)
    form = Organisation(typed or None, initial=dict(now), organisations=choices)
    above: tuple[Component, ...] = ()
    if form.is_valid():
        try:
            amended = actions.amend_organisation(
                by=actor,
                at=timezone.localtime(),
                slug=slug,
                seen_version=form.cleaned_data["seen_version"] or 0,
                fields=_fields(form),
            )
        except Conflict as conflict:
            above = (conflict_shown(conflict, form),)
            typed["seen_version"] = str(conflict.version)
            form.add_error(None, str(conflict))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{amended.name} is changed.")
            return redirect("people:organisation", slug)
    page = presenters.change_organisation_page(slug, str(now["name"]), above=above)
    return render(request, "design/form_page.html", {"form": form, "page": page})


def _fields(form: Organisation) -> dict[str, object]:
    ours = {"slug", "seen_version"}
    return {name: value for name, value in form.cleaned_data.items() if name not in ours}
