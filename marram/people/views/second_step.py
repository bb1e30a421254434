"""Nobody who may see exempt papers or families' records comes in by a password alone."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from marram.people import queries


class SecondStep:
    """Middleware, after `IdleSessions`: sends people to set up the second step their roles need.

    Until they have, nothing opens but the pages of the log in itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or _of_the_log_in(request):
            return None
        if not queries.second_step_due(user_id=request.user.pk, on=timezone.localdate()):
            return None
        return HttpResponseRedirect(reverse("mfa_activate_totp"))


def _of_the_log_in(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name.startswith(("account_", "mfa_")) and name != "mfa_index"
