"""What somebody typed before they were signed out: shown to them, sent again, or thrown away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from marram.people import actions, presenters, queries
from marram.people.views.requests import account_number


@require_safe
def typed(request: HttpRequest) -> HttpResponse:
    kept = queries.kept_typing(viewer=request.actor, at=timezone.localtime())  # type: ignore[attr-defined]
    return render(request, "people/typed.html", {"page": presenters.typed_page(kept)})


@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    actions.discard_typing(at=timezone.localtime(), user_id=account_number(request), kept_id=number)
    messages.success(request, "Thrown away.")
    return redirect("people:typed")
