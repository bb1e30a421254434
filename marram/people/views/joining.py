"""Taking up an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from marram.people import actions, presenters, queries
from marram.people.forms import Join


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    at = timezone.localtime()
    invitation = queries.invitation(token=token, at=at)
    form = Join(request.POST or None, initial={"name": invitation.name})
    if form.is_valid():
        actions.accept_invitation(
            at=at,
            on=timezone.localdate(),
            token=token,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
        )
        messages.success(request, "Your account is open. Log in with your new password.")
        return redirect("account_login")
    page = presenters.join_page(invitation)
    return render(request, "design/form_page.html", {"form": form, "page": page})
