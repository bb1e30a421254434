"""The first page, the pages about the site itself, and the pages that say no."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marram.site import presenters, roles, shell
from marram.site.actors import RESIDENT
from marram.strategy.queries import plans


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    lines = plans.plan_list(viewer=actor, on=timezone.localdate())
    page = presenters.home(actor, lines, shell.wings(actor))
    return render(request, "site/home.html", {"page": page})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html")


@login_not_required
@require_safe
def roles_page(request: HttpRequest) -> HttpResponse:
    return render(request, "site/roles.html", {"page": presenters.roles_page(roles.ROLES)})


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A 403 says why, in the words of the policy or rule that refused."""
    reason = str(exception) or "You may not see this page."
    return _error(request, 403, "You cannot do this", reason)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = "Check the address, or go back and follow the link again. It may not be published."
    return _error(request, 404, "Page not found", reason)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 400, "We could not read that", str(exception))


def broken(request: HttpRequest) -> HttpResponse:
    # What broke may be the very thing that says who asks, so the page is a resident's.
    request.actor = RESIDENT  # type: ignore[attr-defined]
    reason = (
        "Nothing was changed. Try again in a few minutes; if it goes on, tell your administrator."
    )
    return _error(request, 500, "Something went wrong", reason)


def _error(request: HttpRequest, status: int, title: str, reason: str) -> HttpResponse:
    page = {"title": title, "reason": reason}
    return render(request, "design/error.html", page, status=status)
