"""Groups: the tree, one, add, change."""

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
from marram.people.forms import Group, NewGroup
from marram.people.views.requests import FORM, file_asked_for


@login_not_required
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    tree = queries.group_tree(viewer=request.actor)  # type: ignore[attr-defined]
    if file := file_asked_for(request, presenters.groups_file(tree)):
        return file
    return render(request, "people/groups.html", {"page": presenters.groups_page(tree)})


@login_not_required
@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    page = queries.group(viewer=actor, slug=slug, on=timezone.localdate())
    shown = presenters.group_page(page, viewer=actor)
    return render(request, "people/group.html", {"page": shown})


@require_http_methods(FORM)
def add(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    policies.may_edit_groups(actor).enforce()
    form = NewGroup(request.POST or None, groups=queries.group_choices())
    if form.is_valid():
        try:
            added = actions.add_group(
                by=actor,
                at=timezone.localtime(),
                slug=form.cleaned_data["slug"],
                fields=_fields(form),
                members=form.cleaned_data["members"],
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{added.name} is added.")
            return redirect("people:group", added.slug)
    page = presenters.add_group_page()
    return render(request, "design/form_page.html", {"form": form, "page": page})


@require_http_methods(FORM)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    policies.may_edit_groups(actor).enforce()
    now = queries.group_fields(slug=slug)
    choices = tuple(choice for choice in queries.group_choices() if choice[0] != slug)
    typed = settled(request.POST)
    form = Group(typed or None, initial=dict(now), groups=choices)
    above: tuple[Component, ...] = ()
    if form.is_valid():
        try:
            amended = actions.amend_group(
                by=actor,
                at=timezone.localtime(),
                slug=slug,
                seen_version=form.cleaned_data["seen_version"] or 0,
                fields=_fields(form),
                members=form.cleaned_data["members"],
            )
        except Conflict as conflict:
            above = (conflict_shown(conflict, form),)
            typed["seen_version"] = str(conflict.version)
            form.add_error(None, str(conflict))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{amended.name} is changed.")
            return redirect("people:group", slug)
    page = presenters.change_group_page(slug, str(now["name"]), above=above)
    return render(request, "design/form_page.html", {"form": form, "page": page})


def _fields(form: Group) -> dict[str, object]:
    ours = {"slug", "seen_version", "members"}
    return {name: value for name, value in form.cleaned_data.items() if name not in ours}
