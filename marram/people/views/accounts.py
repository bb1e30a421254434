"""One's own account, and for administrators everybody's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marram.foundation.verdicts import Conflict, Refused
from marram.people import actions, policies, presenters, queries
from marram.people.forms import EndAccount, Invite, Roles
from marram.people.views.requests import FORM, account_number, number_in


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    page = queries.account(viewer=actor, user_id=account_number(request), on=timezone.localdate())
    shown = presenters.account_page(page, viewer=actor, own=True)
    return render(request, "people/account.html", {"page": shown})


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    page = queries.accounts(
        viewer=request.actor,  # type: ignore[attr-defined]
        at=timezone.localtime(),
        on=timezone.localdate(),
        search=request.GET.get("search", ""),
        page=number_in(request, "page"),
    )
    return render(request, "people/accounts.html", {"page": presenters.accounts_page(page)})


@require_safe
def account(request: HttpRequest, number: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    page = queries.account(viewer=actor, user_id=number, on=timezone.localdate())
    shown = presenters.account_page(page, viewer=actor, own=False)
    return render(request, "people/account.html", {"page": shown})


@require_http_methods(FORM)
def invite(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    policies.may_invite(actor).enforce()
    form = Invite(request.POST or None, organisations=queries.organisation_choices())
    if form.is_valid():
        organisation = form.cleaned_data["organisation"]
        try:
            actions.invite(
                by=actor,
                at=timezone.localtime(),
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                roles=form.cleaned_data["roles"],
                organisations=[organisation] if organisation else [],
                address_of=lambda token: request.build_absolute_uri(
                    reverse("people:join", args=[token])
                ),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The invitation is on its way. The link works for 7 days.")
            return redirect("people:accounts")
    return render(
        request, "design/form_page.html", {"form": form, "page": presenters.invite_page()}
    )


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    actions.withdraw_invitation(by=actor, at=timezone.localtime(), invitation_id=number)
    messages.success(request, "The invitation no longer works.")
    return redirect("people:accounts")


@require_http_methods(FORM)
def roles(request: HttpRequest, number: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    policies.may_change_roles(actor, number).enforce()
    page = queries.account(viewer=actor, user_id=number, on=timezone.localdate())
    held = [role.slug for role in page.roles]
    form = Roles(request.POST or None, initial={"roles": held, "seen_version": page.version})
    theirs = ""
    if form.is_valid():
        try:
            actions.change_roles(
                by=actor,
                at=timezone.localtime(),
                on=timezone.localdate(),
                user_id=number,
                seen_version=form.cleaned_data["seen_version"],
                roles=form.cleaned_data["roles"],
            )
        except Conflict as conflict:
            form = Roles(
                {
                    **request.POST.dict(),
                    "roles": request.POST.getlist("roles"),
                    "seen_version": conflict.version,
                }
            )
            form.add_error(None, str(conflict))
            theirs = conflict.theirs["roles"]
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"The roles of {page.name} are changed.")
            return redirect("people:person", number)
    shown = presenters.roles_page(page, theirs=theirs)
    return render(request, "design/form_page.html", {"form": form, "page": shown})


@require_http_methods(FORM)
def end(request: HttpRequest, number: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    policies.may_end_account(actor, number).enforce()
    page = queries.account(viewer=actor, user_id=number, on=timezone.localdate())
    form = EndAccount()
    if request.method == "POST":
        form = EndAccount({})
        try:
            actions.end_account(
                by=actor, at=timezone.localtime(), on=timezone.localdate(), user_id=number
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"The account of {page.name} has ended.")
            return redirect("people:person", number)
    shown = presenters.end_page(page)
    return render(request, "design/form_page.html", {"form": form, "page": shown})


@require_POST
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    actions.reopen_account(by=actor, at=timezone.localtime(), user_id=number)
    messages.success(request, "The account is open again. Give it the roles it needs.")
    return redirect("people:person", number)


@require_POST
def second_step(request: HttpRequest, number: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    actions.reset_second_step(by=actor, at=timezone.localtime(), user_id=number)
    messages.success(request, "The second step is taken away. A new one is asked for at log in.")
    return redirect("people:person", number)
