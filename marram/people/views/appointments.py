"""Making and ending appointments."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from marram.foundation.verdicts import Refused
from marram.people import actions, policies, presenters, queries
from marram.people.forms import Appoint, EndAppointment
from marram.people.views.requests import FORM


@require_http_methods(FORM)
def to_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    name = str(queries.organisation_fields(slug=slug)["name"])
    return _appoint(request, name, "people:organisation", organisation=slug)


@require_http_methods(FORM)
def to_group(request: HttpRequest, slug: str) -> HttpResponse:
    name = str(queries.group_fields(slug=slug)["name"])
    return _appoint(request, name, "people:group", group=slug)


@require_http_methods(FORM)
def end(request: HttpRequest, number: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    policies.may_appoint(actor).enforce()
    row = queries.appointment(viewer=actor, number=number, on=timezone.localdate())
    form = EndAppointment(request.POST or None, initial={"ends_on": timezone.localdate()})
    if form.is_valid():
        try:
            actions.end_appointment(
                by=actor,
                at=timezone.localtime(),
                appointment_id=number,
                ends_on=form.cleaned_data["ends_on"],
            )
        except Refused as refused:
            form.add_error("ends_on", str(refused))
        else:
            messages.success(request, f"The appointment as {row.post} has an end.")
            return redirect(presenters.where(row))
    page = presenters.end_appointment_page(row)
    return render(request, "design/form_page.html", {"form": form, "page": page})


def _appoint(
    request: HttpRequest,
    name: str,
    back: str,
    *,
    organisation: str | None = None,
    group: str | None = None,
) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    policies.may_appoint(actor).enforce()
    form = Appoint(
        request.POST or None,
        people=queries.account_choices(),
        initial={"starts_on": timezone.localdate()},
    )
    slug = organisation or group or ""
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.make_appointment(
                by=actor,
                at=timezone.localtime(),
                post=given["post"],
                starts_on=given["starts_on"],
                ends_on=given["ends_on"],
                user_id=int(given["user"]) if given["user"] else None,
                holder_role=given["holder_role"],
                organisation=organisation,
                group=group,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"The appointment as {given['post']} is made.")
            return redirect(back, slug)
    page = presenters.appoint_page(name, back=back, slug=slug)
    return render(request, "design/form_page.html", {"form": form, "page": page})
